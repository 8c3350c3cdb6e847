import { TriangleAlert } from "lucide-react";
import { announce } from "@/lib/announce";
import { dotted } from "@/lib/words";
import { busySentence, MINUTE_PX, momentOf } from "./grid";
import css from "./grid.module.css";
import { type Lane, LEAST_MINUTES } from "./lanes";
import { hueOf, initialsOf, names } from "./people";
import type { Busy, Day, Entry } from "./shapes";
import signs from "./signs.module.css";
import { statusOf } from "./words";

const across = (lane: Lane) => ({
  insetInlineStart: `${(lane.lane / lane.lanes) * 100}%`,
  width: `${100 / lane.lanes}%`,
});

/** What stands in someone's calendar: their hue, and a pattern for what is not simply busy. */
export function BusyBlock(props: { day: Day; busy: Busy; name: string; at: number; of: number }) {
  const { day, busy, name, at, of } = props;
  const label = busySentence(day, busy, name);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={signs.busy}
      data-status={busy.status}
      data-testid="busy"
      aria-label={label}
      title={label}
      style={{
        ...across({ lane: at, lanes: of }),
        ["--hue" as string]: hueOf(at),
        top: busy.from * MINUTE_PX,
        height: Math.max(3, (busy.to - busy.from) * MINUTE_PX),
      }}
      onClick={() => announce({ kind: "told", text: `${label}.` })}
    />
  );
}

/** Everything about an interview that its block shows, for those who hear it. */
export function interviewSentence(day: Day, entry: Entry, kind: string, drift?: string): string {
  const { interview } = entry;
  const parts = [
    interview.candidate_name,
    kind,
    interview.job_title,
    interview.spoken_both,
    interview.interviewers.length > 0
      ? `with ${names(interview.interviewers.map((each) => each.full_name))}`
      : "",
    statusOf(interview.status).label,
    entry.continues_before && `goes on until ${momentOf(day, entry.to)}`,
    interview.needs_confirmation && "confirm what happened",
    drift && `no longer holds: ${drift}`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** An interview on the grid: when, who, with whom. */
export function InterviewBlock(props: {
  day: Day;
  entry: Entry;
  lane: Lane;
  kind: string;
  /** Places of its interviewers among the shown people, for their marks. */
  shown: readonly string[];
  current: boolean;
  opened: boolean;
  moving: boolean;
  movable: boolean;
  /** Why it no longer holds. */
  drift?: string | undefined;
  onPress: () => void;
  onPointerDown: (event: React.PointerEvent<HTMLElement>) => void;
}) {
  const { entry, lane, shown, drift } = props;
  const { interview } = entry;
  const status = statusOf(interview.status);
  const Icon = drift ? TriangleAlert : status.icon;
  const [start, end] = interview.spoken_time.split("–");
  return (
    <button
      type="button"
      className={css.block}
      data-testid="block"
      data-id={interview.id}
      data-tone={drift ? "bad" : interview.needs_confirmation ? "warn" : status.tone}
      data-drift={drift ? true : undefined}
      data-current={props.current || undefined}
      data-open={props.opened || undefined}
      data-moving={props.moving || undefined}
      data-movable={props.movable || undefined}
      tabIndex={props.current ? 0 : -1}
      aria-current={props.current || undefined}
      title={dotted(
        interview.candidate_name,
        props.kind,
        interview.spoken_both,
        drift && `No longer holds: ${drift}`,
      )}
      style={{
        ...across(lane),
        top: entry.from * MINUTE_PX,
        height: Math.max(LEAST_MINUTES, entry.to - entry.from) * MINUTE_PX - 1,
      }}
      onClick={props.onPress}
      onPointerDown={props.onPointerDown}
    >
      <span className="unseen">{interviewSentence(props.day, entry, props.kind, drift)}</span>
      <span className={css.blockHead} aria-hidden="true">
        <Icon size={12} strokeWidth={1.75} aria-hidden="true" />
        <bdi>{interview.candidate_name}</bdi>
      </span>
      <span className={css.blockTime} aria-hidden="true">
        <time dateTime={interview.starts_at}>
          {start}
          {end ? <span className={css.blockEnd}>–{end}</span> : null}
        </time>
        <span className={css.marks}>
          {interview.interviewers.map((each) => {
            const at = shown.indexOf(each.id);
            return (
              <span
                key={each.id}
                className={signs.mark}
                style={at < 0 ? undefined : { ["--hue" as string]: hueOf(at) }}
              >
                {initialsOf(each.full_name)}
              </span>
            );
          })}
        </span>
      </span>
      <span className={css.blockMore} aria-hidden="true">
        {dotted(props.kind, names(interview.interviewers.map((each) => each.full_name)))}
      </span>
    </button>
  );
}
