import { Link, useRouter } from "@tanstack/react-router";
import { BellRing } from "lucide-react";
import { useMemo } from "react";
import { Icon } from "@/components/Icon";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { RowList } from "@/components/RowList";
import { ScreenHead, Split } from "@/components/Split";
import { InterviewDetail } from "@/features/schedule/InterviewDetail";
import { InterviewForms } from "@/features/schedule/InterviewForms";
import { useDriftList } from "@/features/schedule/repair/useDrifts";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Dashboard, Reminder } from "@/lib/shapes";
import { count, leadTime, sentence } from "@/lib/words";
import { later, waiting } from "./groups";
import css from "./today.module.css";

/** How many drafts of one state the page shows; the rest are in Outreach. */
const DRAFTS_SHOWN = 5;

/** What must be done now: interviews with both clocks, reminders, and what waits. */
export function TodayScreen() {
  const place = usePlace();
  const dashboard = useCommand("dashboard_get", {}, { aging: true });
  useReady(dashboard.status);
  const { data } = dashboard;
  const router = useRouter();
  const copied = useCommand("draft_list", { state: "copied", limit: DRAFTS_SHOWN });
  const ready = useCommand("draft_list", { state: "ready", limit: DRAFTS_SHOWN });
  const drifts = useDriftList();
  const { groups, items } = useMemo(
    () =>
      data
        ? waiting(data, copied.data?.items ?? [], ready.data?.items ?? [], drifts ?? [])
        : { groups: [], items: [] },
    [data, copied.data, ready.data, drifts],
  );
  const keys = useMemo(() => items.map((item) => item.key), [items]);
  const cursor = useCursor("today", keys);
  const open = (at: number) => {
    const opens = items[at]?.opens;
    if (!opens) return false;
    if ("path" in opens) router.history.push(opens.path);
    else if ("repair" in opens) place.set({ do: "repair", for: opens.repair });
    else cursor.open(at);
    return true;
  };
  useKeys({ Enter: () => open(cursor.index) });
  const list = dashboard.error ? (
    <ErrorNotice error={dashboard.error} retry={() => void dashboard.refetch()} />
  ) : data ? (
    <div className={css.page}>
      <p className={css.summary} data-testid="summary">
        {summary(data, drifts?.length ?? 0)}
      </p>
      <div className={css.columns} data-open={place.id ? true : undefined}>
        <RowList
          label="Interviews"
          at={cursor.key}
          opened={cursor.opened}
          onOpen={(key) => void open(keys.indexOf(key))}
          groups={groups}
        />
        <Reminders />
      </div>
    </div>
  ) : (
    <Waiting label="Reading today" />
  );
  return (
    <>
      <ScreenHead title="Today" note={data?.spoken_today} />
      <Split
        list={list}
        detail={
          place.id ? (
            <InterviewDetail key={place.id} id={place.id} onClose={cursor.close} />
          ) : undefined
        }
      />
      {place.id ? null : <InterviewForms />}
    </>
  );
}

/** The day in one sentence; nothing that is nought is counted. */
function summary(data: Dashboard, drifts: number): string {
  const onTheirWay = data.undelivered - data.outbox_open;
  const accounts = data.accounts_needing_attention;
  const waits = [
    drifts > 0 && `${count(drifts, "interview")} to repair`,
    data.outbox_open > 0 && `${count(data.outbox_open, "message")} to look at in the outbox`,
    data.needs_confirmation && `${count(data.needs_confirmation, "past interview")} to confirm`,
    data.replies && count(data.replies, "reply", "replies"),
    data.drafts_ready && `${count(data.drafts_ready, "draft")} ready to send`,
    data.feedback_due && `${count(data.feedback_due, "scorecard")} due`,
    onTheirWay > 0 && `${count(onTheirWay, "message")} on the way`,
    accounts.length > 0 && `${accounts.join(", ")} to sign in again`,
  ].filter((part) => typeof part === "string");
  const today = count(data.counts.today, "interview");
  // `counts.upcoming` counts what is left of today as well; the list shows the first of them.
  const left = data.upcoming.length - later(data).length;
  const coming = data.counts.upcoming - left;
  const more = coming === 0 ? "none" : count(coming, "more", "more");
  const first = `${today} today, ${more} coming up.`;
  const second =
    waits.length === 0 ? "Nothing else waits for you." : `${sentence(waits.join(", "))}.`;
  return `${sentence(first)} ${second}`;
}

function Reminders() {
  const { data } = useCommand("reminder_list", {});
  const next = useMemo(() => nextOfEach(data ?? []), [data]);
  return (
    <aside className={css.aside} aria-label="Reminders" data-testid="reminders">
      <h2>Reminders</h2>
      {data && next.length === 0 ? (
        <p className="muted">
          None are set. Each interview brings its own: one day, one hour and 15 minutes before.
        </p>
      ) : null}
      <ul>
        {next.map((reminder) => (
          <li key={`${reminder.interview_id}-${reminder.lead_minutes}-${reminder.channel}`}>
            <Icon of={BellRing} />
            <Link to="/schedule" search={{ id: reminder.interview_id }}>
              <span>
                <bdi>{reminder.candidate_name}</bdi>{" "}
                <span className="muted">{leadTime(reminder.lead_minutes)}</span>
              </span>
              <time className="muted" dateTime={reminder.due_at}>
                {reminder.spoken_due}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** The next reminder of each interview, soonest first. */
function nextOfEach(reminders: readonly Reminder[]): Reminder[] {
  const seen = new Set<string>();
  return reminders
    .filter((reminder) => reminder.state === "pending")
    .toSorted((a, b) => (a.due_at < b.due_at ? -1 : 1))
    .filter((reminder) => !seen.has(reminder.interview_id) && seen.add(reminder.interview_id))
    .slice(0, 8);
}
