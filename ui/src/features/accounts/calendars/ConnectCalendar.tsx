import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { FieldRow, SelectField, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { fieldErrors } from "@/features/settings/refusals";
import { announce } from "@/lib/announce";
import { useCommand, useDesk, useRun } from "@/lib/data";
import { count } from "@/lib/words";
import { CommandError } from "@/platform";
import css from "../accounts.module.css";
import type { CalendarAccount, CalendarKind } from "../contract";
import { calendarHomes } from "./homes";

const [nextcloud] = calendarHomes;

/** How a calendar is reached: by a password, by a secret address, or as a signed-in account. */
type Way = "caldav" | "ics" | "account";

const wayOf = (kind: CalendarKind | undefined): Way =>
  kind === "google" || kind === "microsoft" ? "account" : (kind ?? "caldav");

/** Connects a calendar server by an app password, reads a calendar that has an address of its own, or
 * the calendars of an account that is signed in. */
export function ConnectCalendar(props: {
  /** What is connected again, with a new password. */
  again: CalendarAccount | undefined;
  onClose: () => void;
  onMade: (account: CalendarAccount) => void;
}) {
  const { platform } = useDesk();
  const { again } = props;
  const run = useRun("calendar_connect", { forget: true });
  const [way, setWay] = useState<Way>(wayOf(again?.kind));
  const list = useCommand("account_list", {});
  const signedIn = (list.data?.accounts ?? []).filter(
    ({ vendor }) => vendor === "google" || vendor === "microsoft",
  );
  const [chosen, setChosen] = useState("");
  const account = signedIn.find(({ id }) => id === chosen) ?? signedIn[0];
  const [home, setHome] = useState(nextcloud);
  const [draft, setDraft] = useState({ address: "", user_name: "", password: "", label: "" });
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    run.reset();
  };
  const caldav = way === "caldav";
  const locked =
    way === "account"
      ? account
        ? undefined
        : "Sign in to Google or Microsoft first."
      : !draft.address.trim()
        ? "Enter the address of the calendar first."
        : caldav && !draft.user_name.trim()
          ? "Enter the user name first."
          : caldav && !draft.password
            ? "Enter the app password first."
            : undefined;
  const submit = () =>
    run.mutate(
      {
        ...(way === "account"
          ? {
              kind: account?.vendor === "microsoft" ? ("microsoft" as const) : ("google" as const),
              account_id: account?.id ?? "",
            }
          : {
              kind: way,
              address: draft.address.trim(),
              ...(caldav ? { user_name: draft.user_name.trim(), password: draft.password } : {}),
            }),
        ...(draft.label.trim() ? { label: draft.label.trim() } : {}),
      },
      {
        onSuccess: ({ account }) => {
          announce({
            kind: "done",
            text: `${account.label} is connected with ${count(account.calendars.length, "calendar")}. Say whose each one is.`,
          });
          props.onMade(account);
        },
      },
    );
  const wrong = fieldErrors(run.error, ["address", "user_name", "password", "account_id", "label"]);
  const open = (page: string) =>
    platform
      .openExternal(page)
      .catch((error) =>
        announce({ kind: "failed", error: CommandError.from(error), retry: () => open(page) }),
      );
  return (
    <Sheet
      title={again ? `Connect ${again.label} again` : "Connect a calendar"}
      note={
        again
          ? "Give the same address and user name: the new password takes the place of the old one, and whose the calendars are is kept."
          : "Muster reads when people are busy. It keeps times only, never titles, guests or notes. It writes nothing until you choose a calendar for interviews."
      }
      submit={run.isPending ? "Looking for calendars" : "Connect the calendar"}
      locked={locked}
      busy={run.isPending}
      error={wrong.rest}
      testId="calendar-connect"
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Choice
        label="How the calendar is reached"
        value={way}
        options={[
          ["caldav", "CalDAV account"],
          ["account", "Google or Microsoft"],
          ["ics", "Subscription"],
        ]}
        onChange={(next) => {
          setWay(next);
          change({ address: "", password: "" });
        }}
      />
      {caldav && home ? (
        <>
          <Choice
            label="Where the calendar lives"
            value={home.id}
            options={calendarHomes.map(({ id, name }) => [id, name] as const)}
            onChange={(id) => {
              const next = calendarHomes.find((each) => each.id === id);
              setHome(next);
              change({ address: next?.address ?? "" });
            }}
          />
          <TextField
            label="Address"
            type="url"
            value={draft.address}
            placeholder={home.placeholder}
            note={home.address ? undefined : "The calendars behind it are found by themselves."}
            error={wrong.of("address")}
            first
            required
            onChange={(address) => change({ address })}
          />
          <FieldRow>
            <TextField
              label="User name"
              value={draft.user_name}
              note={home.userName}
              error={wrong.of("user_name")}
              required
              onChange={(user_name) => change({ user_name })}
            />
            <TextField
              label="App password"
              type="password"
              value={draft.password}
              error={wrong.of("password")}
              required
              onChange={(password) => change({ password })}
            />
          </FieldRow>
          <div className={css.advice}>
            <p>{home.password}</p>
            {home.page ? (
              <Button
                label={`Open ${home.name}`}
                icon={ExternalLink}
                onPress={() => void open(home.page ?? "")}
              />
            ) : null}
          </div>
        </>
      ) : way === "account" ? (
        <SelectField
          label="Account"
          value={account?.id ?? ""}
          options={
            signedIn.length
              ? signedIn.map(
                  ({ id, label, vendor_name }) => [id, `${label} (${vendor_name})`] as const,
                )
              : [["", "Nobody is signed in yet"]]
          }
          note="Sign in under Sign-ins first, with the calendars switched on."
          error={wrong.of("account_id")}
          onChange={setChosen}
        />
      ) : (
        <TextField
          label="Subscription address"
          type="url"
          value={draft.address}
          placeholder="https://calendar.example.org/private-3f9c/basic.ics"
          note="It ends in .ics or begins with webcal:. Google calls it “Secret address in iCal format”, Outlook “Publish a calendar”. Whoever has it can read the calendar, so Muster shows only its first part again."
          error={wrong.of("address")}
          first
          required
          onChange={(address) => change({ address })}
        />
      )}
      <TextField
        label="Name in Muster"
        value={draft.label}
        note="Leave it empty to use the name that the calendar has."
        error={wrong.of("label")}
        onChange={(label) => change({ label })}
      />
    </Sheet>
  );
}
