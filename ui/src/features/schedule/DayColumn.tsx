import { CircleAlert, CircleCheck, CircleSlash } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Icon } from "@/components/Icon";
import { BusyBlock, InterviewBlock } from "./Blocks";
import { MINUTE_PX } from "./grid";
import css from "./grid.module.css";
import { type Lane, LEAST_MINUTES, sideBySide } from "./lanes";
import { hueOf } from "./people";
import type { Day, Days, Entry } from "./shapes";
import { type Move, movesAt } from "./useMove";

/** Something on the grid beside interviews, such as a held time; it draws itself where it lies. */
export interface Extra {
  key: string;
  starts_at: string;
  ends_at: string;
  draw: (day: Day, style: React.CSSProperties) => ReactNode;
}

/** What a day needs to know of the whole grid. */
export interface GridHands {
  current: string | undefined;
  opened: boolean;
  move: Move | undefined;
  kindOf: (name: string) => string;
  extras?: readonly Extra[];
  /** What is wrong with interviews that no longer hold, by id. */
  drifts?: ReadonlyMap<string, string> | undefined;
  movable: (entry: Entry) => boolean;
  onPress: (entry: Entry) => void;
  onGrab: (event: React.PointerEvent<HTMLElement>, day: Day, entry: Entry) => void;
}

/** One day: hours of work and busy times of each shown person, interviews over them, and now. */
export function DayColumn(props: {
  day: Day;
  people: Days["people"];
  /** Whether its lines differ from the gutter's, so that it needs labels of its own. */
  odd: boolean;
  hands: GridHands;
}) {
  const { day, people, hands } = props;
  const extras = useMemo(() => lying(day, hands.extras ?? []), [day, hands.extras]);
  const lanes = useMemo(() => sideBySide([...day.interviews, ...extras]), [day.interviews, extras]);
  const ids = useMemo(() => people.map((person) => person.id), [people]);
  const target = hands.move?.date === day.date ? hands.move : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form
    <div
      className={css.day}
      role="group"
      aria-label={day.is_today ? `${day.spoken_long}, today` : day.spoken_long}
      data-testid="day"
      data-date={day.date}
      data-length={day.length_minutes}
      data-today={day.is_today || undefined}
      style={{ height: day.length_minutes * MINUTE_PX, ["--shown" as string]: people.length }}
    >
      {day.ticks.map((tick) => (
        <div key={tick.at} className={css.line} style={{ top: tick.at * MINUTE_PX }}>
          {props.odd ? <span className={css.ownLabel}>{tick.labels[0]}</span> : null}
        </div>
      ))}
      {people.length > 0 ? (
        <div className={css.lanes} style={{ ["--people" as string]: people.length }}>
          {day.hours.map((hours) => {
            const at = ids.indexOf(hours.person_id);
            return at < 0 ? null : (
              <div
                key={`${hours.person_id}-${hours.from}`}
                className={css.hours}
                data-testid="hours"
                style={{
                  ["--hue" as string]: hueOf(at),
                  insetInlineStart: `${(at / ids.length) * 100}%`,
                  width: `${100 / ids.length}%`,
                  top: hours.from * MINUTE_PX,
                  height: (hours.to - hours.from) * MINUTE_PX,
                }}
              />
            );
          })}
          {day.busy.map((busy) => {
            const at = ids.indexOf(busy.person_id);
            const person = people[at];
            return !person || busy.status === "free" ? null : (
              <BusyBlock
                key={`${busy.person_id}-${busy.from}-${busy.to}-${busy.status}`}
                day={day}
                busy={busy}
                name={person.full_name}
                at={at}
                of={ids.length}
              />
            );
          })}
        </div>
      ) : null}
      <div className={css.blocks}>
        {day.interviews.map((entry, at) => (
          <InterviewBlock
            key={entry.id}
            day={day}
            entry={entry}
            lane={lanes[at] ?? { lane: 0, lanes: 1 }}
            kind={hands.kindOf(entry.interview.interview_type)}
            shown={ids}
            current={entry.id === hands.current}
            opened={hands.opened && entry.id === hands.current}
            moving={hands.move?.interview.id === entry.id && movesAt(hands.move)}
            movable={hands.movable(entry)}
            drift={hands.drifts?.get(entry.id)}
            onPress={() => hands.onPress(entry)}
            onPointerDown={(event) => hands.onGrab(event, day, entry)}
          />
        ))}
        {extras.map(({ extra, from, to }, at) =>
          extra.draw(day, placed(from, to, lanes[day.interviews.length + at])),
        )}
        {target ? <Ghost move={target} /> : null}
      </div>
      {day.now_minutes === null ? null : (
        <div
          className={css.now}
          data-testid="now"
          style={{ top: day.now_minutes * MINUTE_PX }}
          aria-hidden="true"
        />
      )}
    </div>
  );
}

const MINUTE_MS = 60_000;

/** Those that lie on a day, in elapsed minutes of it. */
function lying(day: Day, extras: readonly Extra[]) {
  const begin = Date.parse(day.starts_at);
  return extras.flatMap((extra) => {
    const from = (Date.parse(extra.starts_at) - begin) / MINUTE_MS;
    const to = (Date.parse(extra.ends_at) - begin) / MINUTE_MS;
    if (to <= 0 || from >= day.length_minutes) return [];
    return [{ extra, from: Math.max(0, from), to: Math.min(day.length_minutes, to) }];
  });
}

function placed(from: number, to: number, lane: Lane = { lane: 0, lanes: 1 }) {
  return {
    insetInlineStart: `${(lane.lane / lane.lanes) * 100}%`,
    width: `${100 / lane.lanes}%`,
    top: from * MINUTE_PX,
    height: Math.max(LEAST_MINUTES, to - from) * MINUTE_PX - 1,
  };
}

/** Where an interview that is being moved would go, with both clocks and what speaks against it. */
function Ghost({ move }: { move: Move }) {
  const { verdict } = move;
  const state = verdict.kind;
  const sign = {
    waiting: CircleAlert,
    fits: CircleCheck,
    reason: CircleAlert,
    refused: CircleSlash,
  };
  return (
    <div
      className={css.ghost}
      data-testid="ghost"
      data-state={state}
      aria-hidden="true"
      style={{ top: move.minutes * MINUTE_PX, height: Math.max(40, move.length) * MINUTE_PX }}
    >
      <span className={css.ghostHead}>
        <Icon of={sign[state]} size={12} />
        {verdict.check?.spoken_time ?? "…"}
      </span>
      {verdict.check?.spoken_theirs ? <span>{verdict.check.spoken_theirs}</span> : null}
    </div>
  );
}
