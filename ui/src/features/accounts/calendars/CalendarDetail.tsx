import { CalendarPlus, RefreshCw, TriangleAlert, Unplug } from "lucide-react";
import { ActionButtons } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { SelectField } from "@/components/Form";
import { Kbd } from "@/components/Kbd";
import { Facts, Section } from "@/components/Split";
import { Switch } from "@/components/Switch";
import { Told } from "@/components/Told";
import { numbered, useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { count, dotted, sentence } from "@/lib/words";
import css from "../accounts.module.css";
import type { AccountCalendar, CalendarAccount } from "../contract";
import { calendarLooks, safeColour } from "../words";

/** One calendar account: how it stands, whose each calendar is, and whether it counts. */
export function CalendarDetail(props: {
  account: CalendarAccount;
  syncing: boolean;
  onSync: () => void;
  /** Opens the form in which a new password is given. */
  onConnect: () => void;
  onDisconnect: () => void;
}) {
  const { account } = props;
  const people = useCommand("person_list", { limit: 500 });
  const { data: all } = useCommand("calendar_account_list", {});
  const choose = useRun("calendar_choose", { forget: true });
  const named = people.data?.items ?? [];
  const set = (
    calendar: AccountCalendar,
    next: Pick<AccountCalendar, "person_id" | "counts">,
    before?: Pick<AccountCalendar, "person_id" | "counts">,
  ) =>
    choose.mutate(
      { calendar_id: calendar.id, ...next },
      {
        onSuccess: () =>
          announce({
            kind: "done",
            text: chosenWords(
              calendar.name,
              next.counts,
              named.find(({ id }) => id === next.person_id)?.full_name ?? calendar.person_name,
              next.person_id,
            ),
            ...(before ? { undo: () => set(calendar, before) } : {}),
          }),
        onError: (error) =>
          announce({ kind: "failed", error, retry: () => set(calendar, next, before) }),
      },
    );
  /** Interviews go into one calendar of the workspace, or into none. */
  const write = (calendar: AccountCalendar, writes: boolean): void => {
    const before = all?.accounts
      .flatMap(({ calendars }) => calendars)
      .find((each) => each.writes && each.id !== calendar.id);
    const { id: calendar_id, person_id, counts, name } = calendar;
    choose.mutate(
      { calendar_id, person_id, counts, writes },
      {
        onSuccess: () =>
          announce({
            kind: "done",
            text: writes
              ? `Interviews are written into ${name} now.`
              : `Interviews are no longer written into ${name}.`,
            undo: () => (writes && before ? write(before, true) : write(calendar, !writes)),
          }),
        onError: (error) =>
          announce({ kind: "failed", error, retry: () => write(calendar, writes) }),
      },
    );
  };
  const change = (calendar: AccountCalendar, part: Partial<AccountCalendar>) => {
    const { person_id, counts } = calendar;
    const before = { person_id, counts };
    set(calendar, { ...before, ...part }, before);
  };
  const whose = (calendar: AccountCalendar, id: string) =>
    change(calendar, {
      person_id: id || null,
      // Somebody's calendar is named so that it counts; nobody's cannot.
      counts: id ? calendar.person_id === null || calendar.counts : false,
    });
  const switches = numbered(
    account.calendars.map((calendar) => ({
      id: `calendar_counts_${calendar.id}`,
      title: calendar.counts
        ? `Count ${calendar.name} as busy no more`
        : `Count ${calendar.name} as busy`,
      locked: calendar.person_id ? undefined : `Say first whose calendar ${calendar.name} is.`,
      run: () => change(calendar, { counts: !calendar.counts }),
    })),
  );
  const writable = account.calendars.filter((each) => each.writable);
  const writing = account.calendars.findIndex(({ writes }) => writes);
  const following = writable.find((each) => account.calendars.indexOf(each) > writing);
  const written = account.calendars[writing];
  const writes = {
    id: "calendar_writes",
    title: following
      ? `Write interviews into ${following.name}`
      : written
        ? `Write interviews into ${written.name} no more`
        : "Write interviews into a calendar",
    locked: following || written ? undefined : unwritable(account),
    run: () => {
      if (following) write(following, true);
      else if (written) write(written, false);
    },
  };
  const actions = [
    ...(account.state === "sign_in_again"
      ? [
          {
            id: "calendar_connect",
            title: `Connect ${account.label} again`,
            label: "Connect it again",
            icon: CalendarPlus,
            look: "main" as const,
            run: props.onConnect,
          },
        ]
      : []),
    {
      id: "calendar_sync",
      title: `Read ${account.label} now`,
      label: props.syncing ? "Reading it now" : "Read it now",
      icon: RefreshCw,
      locked: props.syncing ? "It is being read now." : undefined,
      run: props.onSync,
    },
    {
      id: "account_disconnect",
      title: `Disconnect ${account.label}`,
      label: "Disconnect",
      icon: Unplug,
      look: "bad" as const,
      run: props.onDisconnect,
    },
  ];
  useActions([...actions, ...switches, writes]);
  const look = calendarLooks[account.state];
  return (
    <article data-testid="calendar-account">
      <h1 className={css.title}>
        <bdi>{account.label}</bdi>
        <Badge {...look} />
      </h1>
      <p>{account.state_words}</p>
      {account.next_step ? (
        <div className={css.after}>
          <Told icon={TriangleAlert} tone="warn" testId="next-step">
            {account.next_step}
          </Told>
        </div>
      ) : null}
      <Facts
        facts={[
          ["At", <bdi key="at">{account.address_words}</bdi>],
          ["Way", wayWords[account.kind]],
          ["Times", account.as_of_words],
        ]}
      />
      <div className={css.acts}>
        <ActionButtons actions={actions} />
      </div>
      <Section title="Calendars">
        {account.calendars.length === 0 ? (
          <p className="muted">
            This account shows no calendar. Make or share one there, then read it again.
          </p>
        ) : (
          <ul className={css.calendars}>
            {account.calendars.map((calendar, at) => (
              <li key={calendar.id} data-testid="calendar">
                <div className={css.calendarName}>
                  {safeColour(calendar.colour) ? (
                    <span
                      className={css.dot}
                      style={{ background: safeColour(calendar.colour) }}
                      aria-hidden="true"
                    />
                  ) : null}
                  <strong>
                    <bdi>{calendar.name}</bdi>
                  </strong>
                  <span className="muted">{readWords(calendar)}</span>
                </div>
                <fieldset className={css.calendarUse}>
                  <legend className="unseen">{calendar.name}</legend>
                  <SelectField
                    label="Whose it is"
                    value={calendar.person_id ?? ""}
                    options={whoOptions(named, calendar)}
                    onChange={(id) => whose(calendar, id)}
                  />
                  <span className={css.counts}>
                    <Switch
                      label="Counts as busy"
                      on={calendar.counts}
                      locked={calendar.person_id ? undefined : "Say first whose calendar it is."}
                      onChange={(counts) => change(calendar, { counts })}
                      onLocked={(text) => announce({ kind: "told", text })}
                    />
                    {switches[at]?.keys ? <Kbd keys={switches[at].keys} /> : null}
                  </span>
                  <span className={css.counts}>
                    <Switch
                      label="Write interviews here"
                      on={calendar.writes}
                      locked={
                        calendar.writable || calendar.writes ? undefined : unwritable(account)
                      }
                      onChange={(on) => write(calendar, on)}
                      onLocked={(text) => announce({ kind: "told", text })}
                    />
                    {calendar === (following ?? written) ? <Kbd action="calendar_writes" /> : null}
                  </span>
                </fieldset>
                {calendar.problems > 0 ? (
                  <p className={css.warned}>
                    {sentence(count(calendar.problems, "entry", "entries"))} cannot be read. While
                    they are there, the person’s time counts as unknown, never as free.
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </article>
  );
}

/** How an account is reached. */
const wayWords: Record<CalendarAccount["kind"], string> = {
  caldav: "CalDAV, with a password",
  ics: "Subscription address",
  google: "The signed-in Google account",
  microsoft: "The signed-in Microsoft account",
};

/** Why interviews cannot be written into a calendar of an account. */
const unwritable = ({ kind }: CalendarAccount) =>
  kind === "ics"
    ? "A subscription can only be read. Connect the calendar over CalDAV to write into it."
    : "The server lets this account only read the calendar. Ask its owner for the right to change it.";

const readWords = ({ events, person_id, counts }: AccountCalendar) =>
  dotted(
    count(events, "entry", "entries"),
    person_id === null ? "nobody’s yet" : !counts && "does not count",
  );

/** Everybody, and whoever it is now, also when that person is not among them. */
function whoOptions(
  people: readonly { id: string; full_name: string }[],
  { person_id, person_name }: AccountCalendar,
): (readonly [string, string])[] {
  const known = person_id === null || people.some(({ id }) => id === person_id);
  return [
    ["", "Nobody’s yet"],
    ...(known ? [] : [[person_id, person_name ?? "Somebody else"] as const]),
    ...people.map(({ id, full_name }) => [id, full_name] as const),
  ];
}

function chosenWords(
  calendar: string,
  counts: boolean,
  person: string | null | undefined,
  personId: string | null,
): string {
  if (personId === null) return `${calendar} is nobody’s now and makes nobody busy.`;
  return counts
    ? `${calendar} makes ${person ?? "its person"} busy now.`
    : `${calendar} no longer makes ${person ?? "its person"} busy.`;
}
