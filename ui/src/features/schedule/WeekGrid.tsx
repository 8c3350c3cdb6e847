import { useEffect, useLayoutEffect, useRef } from "react";
import { DayColumn, type GridHands } from "./DayColumn";
import { gutterDay, gutterOf, isOdd, MINUTE_PX } from "./grid";
import css from "./grid.module.css";
import { hueOf, initialsOf } from "./people";
import type { Day, Days } from "./shapes";

const isWeekend = (day: Day) => /^(Sat|Sun)/.test(day.spoken);

/** How far above the first thing of the day the grid begins to show. */
const MARGIN_MINUTES = 60;

/** Days side by side; the place of everything is elapsed minutes of its day, turned into pixels. */
export function WeekGrid(props: {
  data: Days;
  hands: GridHands;
  onDay: (day: Day) => void;
  gridRef: React.RefObject<HTMLDivElement | null>;
}) {
  const { data, hands } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const reference = gutterDay(data.days);
  const columns = data.days
    .map((day) => (data.days.length > 1 && isWeekend(day) ? "minmax(0, 0.7fr)" : "minmax(0, 1fr)"))
    .join(" ");
  const zones = 1 + data.extra_zones.length;
  const layout = {
    gridTemplateColumns: `calc(${zones} * var(--clock)) ${columns}`,
  };
  const height = Math.max(0, ...data.days.map((day) => day.length_minutes)) * MINUTE_PX;
  const wide = data.days.length === 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only other days begin elsewhere
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = firstMinute(data) * MINUTE_PX;
  }, [data.from, data.days.length]);

  const { current } = hands;
  const at = hands.move ? `${hands.move.date}-${hands.move.minutes}` : current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is under the cursor stays in sight
  useEffect(() => {
    const grid = props.gridRef.current;
    const block = hands.move
      ? grid?.querySelector("[data-testid=ghost]")
      : grid?.querySelector("[data-current]");
    if (scroller.current && block) reveal(scroller.current, block);
  }, [at]);

  return (
    <div className={css.scroller} ref={scroller} data-testid="grid">
      <div className={css.heads} style={layout}>
        <div className={css.corner}>
          {[{ label: data.zone_label, zone: data.zone }, ...data.extra_zones].map((zone) => (
            <span key={zone.zone} title={zone.label}>
              {zone.label}
            </span>
          ))}
        </div>
        {data.days.map((day) => (
          <div key={day.date} className={css.dayHead} data-today={day.is_today || undefined}>
            <button
              type="button"
              onClick={() => props.onDay(day)}
              title={`Show ${day.spoken_long}`}
            >
              {wide ? day.spoken_long : day.spoken}
              {day.is_today ? <span className={css.todayWord}>today</span> : null}
            </button>
            <span
              className={css.laneHeads}
              style={{ ["--people" as string]: data.people.length }}
              aria-hidden="true"
            >
              {data.people.map((person, place) => (
                <span
                  key={person.id}
                  style={{ ["--hue" as string]: hueOf(place) }}
                  title={person.full_name}
                >
                  <i>{initialsOf(person.full_name)}</i>
                </span>
              ))}
            </span>
          </div>
        ))}
      </div>
      <div className={css.body} style={{ ...layout, height }} ref={props.gridRef}>
        <div className={css.gutter} aria-hidden="true">
          {reference
            ? gutterOf(reference).map((line) => (
                <div key={line.at} className={css.clocks} style={{ top: line.at * MINUTE_PX }}>
                  {line.labels.map((label, zone) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the clocks of a line never move
                    <span key={zone}>{label}</span>
                  ))}
                </div>
              ))
            : null}
        </div>
        {data.days.map((day) => (
          <DayColumn
            key={day.date}
            day={day}
            people={data.people}
            odd={reference ? isOdd(day, reference) : false}
            hands={hands}
          />
        ))}
      </div>
    </div>
  );
}

/** Scrolls the grid, and nothing around it, until a block is in sight below the heads. */
function reveal(scroller: HTMLElement, block: Element): void {
  const box = scroller.getBoundingClientRect();
  const head = scroller.firstElementChild?.getBoundingClientRect().height ?? 0;
  const { top, bottom } = block.getBoundingClientRect();
  if (top < box.top + head) scroller.scrollTop -= box.top + head - top;
  else if (bottom > box.bottom) scroller.scrollTop += bottom - box.bottom;
}

/** Where to begin: a little above now, else above the first interview of an ordinary morning. */
function firstMinute(data: Days): number {
  const now = data.days.find((day) => day.now_minutes !== null)?.now_minutes ?? undefined;
  if (now !== undefined) return Math.max(0, now - MARGIN_MINUTES * 1.5);
  const first = Math.min(...data.days.flatMap((day) => day.interviews.map((each) => each.from)));
  return Math.min(8 * 60, Math.max(6.5 * 60, first)) - MARGIN_MINUTES / 2;
}
