import { Link } from "@tanstack/react-router";
import { BellRing } from "lucide-react";
import { useMemo } from "react";
import { Icon } from "@/components/Icon";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { type RowGroup, RowList } from "@/components/RowList";
import { ScreenHead, Split } from "@/components/Split";
import { InterviewDetail } from "@/features/schedule/InterviewDetail";
import { InterviewLine } from "@/features/schedule/InterviewLine";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Dashboard, Interview, Reminder } from "@/lib/shapes";
import { count, dotted, leadTime, sentence } from "@/lib/words";
import css from "./today.module.css";

/** How many of the coming interviews Today shows; the rest is one key away in the schedule. */
const COMING = 20;

/** What must be done now: interviews with both clocks, reminders, and what waits. */
export function TodayScreen() {
  const place = usePlace();
  const dashboard = useCommand("dashboard_get", {});
  useReady(dashboard.status);
  const { data } = dashboard;
  const coming = useMemo(() => data?.upcoming.slice(0, COMING) ?? [], [data]);
  const keys = useMemo(
    () => [...(data?.today ?? []), ...coming].map((interview) => interview.id),
    [data, coming],
  );
  const cursor = useCursor("today", keys);
  const list = dashboard.error ? (
    <ErrorNotice error={dashboard.error} retry={() => void dashboard.refetch()} />
  ) : data ? (
    <div className={css.page}>
      <p className={css.summary} data-testid="summary">
        {summary(data)}
      </p>
      <div className={css.columns} data-open={place.id ? true : undefined}>
        <RowList
          label="Interviews"
          at={cursor.key}
          opened={cursor.opened}
          onOpen={(key) => cursor.open(keys.indexOf(key))}
          groups={groups(data, coming)}
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
    </>
  );
}

function groups(data: Dashboard, coming: readonly Interview[]): RowGroup[] {
  return [
    {
      title: "Interviews today",
      rows: data.today.map((interview) => ({
        key: interview.id,
        content: <InterviewLine interview={interview} />,
      })),
      empty: <p className={css.none}>No interviews today.</p>,
    },
    {
      title: "Coming up",
      rows: coming.map((interview) => ({
        key: interview.id,
        content: <InterviewLine interview={interview} day />,
      })),
      empty: (
        <p className={css.none}>
          Nothing is scheduled. Shortlist a candidate in <Link to="/candidates">Candidates</Link>{" "}
          first.
        </p>
      ),
    },
  ];
}

/** The day in one sentence; nothing that is nought is counted. */
function summary(data: Dashboard): string {
  const waits = [
    data.replies && count(data.replies, "reply", "replies"),
    data.feedback_due && `${count(data.feedback_due, "scorecard")} due`,
    data.undelivered && `${count(data.undelivered, "message")} not delivered`,
    data.accounts_attention && `${count(data.accounts_attention, "account")} to sign in again`,
  ].filter((part) => typeof part === "string");
  const today = count(data.today.length, "interview");
  const more = data.upcoming.length === 0 ? "none" : count(data.upcoming.length, "more", "more");
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
              <bdi>{reminder.candidate_name}</bdi>
              <span className="muted">
                {dotted(reminder.spoken_due, leadTime(reminder.lead_minutes))}
              </span>
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
