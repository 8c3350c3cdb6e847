import { CalendarPlus, RefreshCw } from "lucide-react";
import { ActionButtons } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { RowList } from "@/components/RowList";
import { Detail, Split } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCursor } from "@/lib/cursor";
import { useCommand, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count, dotted } from "@/lib/words";
import css from "../accounts.module.css";
import type { CalendarAccount } from "../contract";
import { calendarLooks } from "../words";
import { CalendarDetail } from "./CalendarDetail";
import { ConnectCalendar } from "./ConnectCalendar";
import { DisconnectCalendar } from "./DisconnectCalendar";

/** The calendars that Muster reads, so that nobody is booked while they are busy. */
export function CalendarsSection() {
  const place = usePlace();
  const query = useCommand("calendar_account_list", {}, { aging: true });
  useReady(query.status);
  const sync = useRun("calendar_sync", { forget: true });
  const accounts = query.data?.accounts ?? [];
  const cursor = useCursor(
    "calendar accounts",
    accounts.map(({ id }) => id),
  );
  const opened = accounts.find(({ id }) => id === place.id);
  const read = (account?: CalendarAccount) =>
    sync.mutate(account ? { account_id: account.id } : {}, {
      onSuccess: (done) => announce(readWords(account, done.accounts)),
      onError: (error) => announce({ kind: "failed", error, retry: () => read(account) }),
    });
  const connect = {
    id: "calendar_connect",
    title: "Connect a calendar",
    label: "Connect a calendar",
    icon: CalendarPlus,
    run: () => place.set({ do: "connect" }),
  };
  const readAll = {
    id: "calendar_sync",
    title: "Read all calendars now",
    label: sync.isPending ? "Reading them now" : "Read all now",
    icon: RefreshCw,
    locked:
      accounts.length === 0
        ? "No calendar is connected yet."
        : sync.isPending
          ? "They are being read now."
          : undefined,
    run: () => read(),
  };
  useActions([connect, ...(opened ? [] : [readAll])]);
  const list = query.error ? (
    <ErrorNotice error={query.error} retry={() => void query.refetch()} />
  ) : query.isPending ? (
    <Waiting rows={3} label="Reading the calendar accounts" />
  ) : accounts.length === 0 ? (
    <Empty icon={CalendarPlus} title="No calendar is connected">
      <p>
        Connect the calendars of your interviewers, and Muster offers no time at which one of them
        is busy. It reads times only, never titles.
      </p>
      <p>
        Nextcloud, Fastmail, iCloud and every other CalDAV calendar work with an app password;
        Google and Outlook with their secret subscription address.
      </p>
      <Button
        label="Connect a calendar"
        icon={CalendarPlus}
        action="calendar_connect"
        look="main"
        onPress={connect.run}
      />
    </Empty>
  ) : (
    <RowList
      label="Calendar accounts"
      at={cursor.key}
      opened={cursor.opened}
      onOpen={(key) => cursor.open(accounts.findIndex(({ id }) => id === key))}
      groups={[
        {
          title: "Read every ten minutes",
          rows: accounts.map((account) => ({
            key: account.id,
            content: (
              <Line
                title={account.label}
                beside={account.address_words}
                below={dotted(
                  usedWords(account),
                  account.state === "fresh" ? account.as_of_words : account.state_words,
                )}
                end={<Badge {...calendarLooks[account.state]} shrink />}
              />
            ),
          })),
        },
      ]}
    />
  );
  return (
    <>
      <Split
        list={
          <>
            {accounts.length > 0 ? (
              <div className={css.bar}>
                <ActionButtons actions={opened ? [connect] : [connect, readAll]} />
              </div>
            ) : null}
            {list}
          </>
        }
        detail={
          opened ? (
            <Detail label={opened.label} onClose={cursor.close}>
              <CalendarDetail
                key={opened.id}
                account={opened}
                syncing={sync.isPending}
                onSync={() => read(opened)}
                onConnect={() => place.set({ do: "connect", for: opened.id })}
                onDisconnect={() => place.set({ do: "disconnect" })}
              />
            </Detail>
          ) : undefined
        }
      />
      {place.do === "connect" ? (
        <ConnectCalendar
          again={accounts.find(({ id }) => id === place.for)}
          onClose={() => place.set({ do: undefined, for: undefined })}
          onMade={({ id }) => place.set({ do: undefined, for: undefined, id })}
        />
      ) : null}
      {place.do === "disconnect" && opened ? (
        <DisconnectCalendar
          account={opened}
          onClose={() => place.set({ do: undefined })}
          onGone={() => place.set({ do: undefined, id: undefined })}
        />
      ) : null}
    </>
  );
}

/** How many of an account's calendars count. */
function usedWords({ calendars }: CalendarAccount): string {
  const used = calendars.filter(({ counts }) => counts).length;
  return used === 0
    ? "no calendar counts yet"
    : `${count(used, "").trim()} of ${count(calendars.length, "calendar")} ${used === 1 ? "counts" : "count"}`;
}

/** What came of a reading: good news, or how the first account that failed stands. */
function readWords(asked: CalendarAccount | undefined, read: readonly CalendarAccount[]) {
  const mine = asked ? read.filter(({ id }) => id === asked.id) : read;
  const bad = mine.find(({ state }) => state !== "fresh");
  if (bad) {
    const text = [`${bad.label}:`, bad.state_words, bad.next_step].filter(Boolean).join(" ");
    return { kind: "told", text } as const;
  }
  const text = asked ? `${asked.label} was read.` : "All calendars were read.";
  return { kind: "done", text } as const;
}
