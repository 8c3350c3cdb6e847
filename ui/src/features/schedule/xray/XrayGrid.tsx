import { memo, useEffect, useRef } from "react";
import type { XrayDay } from "../shapes";
import { type Spot, sentenceOf, wordOf, type XrayRow } from "./cells";
import css from "./xray.module.css";

/** How many lines make an hour. */
const HOUR_ROWS = 4;

const steps: Readonly<Record<string, readonly [row: number, day: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-HOUR_ROWS, 0],
  PageDown: [HOUR_ROWS, 0],
  Home: [-1000, 0],
  End: [1000, 0],
};

/**
 * Days by quarter hours. One cell is in the tab order; arrows go to the others, Enter looks into one.
 * Where only one day has room, left and right turn the day.
 */
export function XrayGrid(props: {
  days: readonly XrayDay[];
  rows: readonly XrayRow[];
  /** Where the cursor is. */
  at: Spot;
  /** The one looked into. */
  chosen: Spot | undefined;
  /** Shows only the day under the cursor. */
  narrow: boolean;
  onMove: (spot: Spot) => void;
  onChoose: (spot: Spot) => void;
}) {
  const { days, rows, at, chosen, narrow } = props;
  const grid = useRef<HTMLDivElement>(null);
  const hands = useRef(props);
  hands.current = props;

  // The focus follows the cursor, and the grid begins with it.
  useEffect(() => {
    const cell = grid.current?.querySelector<HTMLElement>(`[data-spot="${at.row}-${at.day}"]`);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [at]);
  // The button of a change goes with what it changed; the focus comes back here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the times are others
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement && activeElement !== document.body) return;
    grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus({ preventScroll: true });
  }, [rows]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { at, rows, days } = hands.current;
    const step = steps[event.key];
    if (step) {
      const row = Math.min(rows.length - 1, Math.max(0, at.row + step[0]));
      const day = Math.min(days.length - 1, Math.max(0, at.day + step[1]));
      hands.current.onMove({ row, day });
    } else if (event.key === "Enter" || event.key === " ") hands.current.onChoose(at);
    else return;
    event.preventDefault();
  };
  const onClick = (event: React.MouseEvent) => {
    const spot = (event.target as HTMLElement).closest<HTMLElement>("[data-spot]")?.dataset.spot;
    const [row, day] = spot?.split("-").map(Number) ?? [];
    if (row === undefined || day === undefined) return;
    hands.current.onMove({ row, day });
    hands.current.onChoose({ row, day });
  };
  const shown = narrow ? at.day : undefined;
  const columns = narrow ? 1 : days.length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of this size scrolls its head and its first column
    <div
      ref={grid}
      className={css.grid}
      role="grid"
      tabIndex={-1}
      aria-label="Times by day, and whether each is offered"
      aria-rowcount={rows.length + 1}
      aria-colcount={days.length + 1}
      style={{ ["--columns" as string]: columns }}
      data-testid="xray-grid"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: part of the grid above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
      <div className={css.heads} role="row">
        {/* biome-ignore lint/a11y/useSemanticElements: part of the grid above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
        <span className={css.corner} role="columnheader">
          Time
        </span>
        {days.map((day, place) =>
          shown !== undefined && shown !== place ? null : (
            // biome-ignore lint/a11y/useSemanticElements: part of the grid above
            // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
            <span key={day.date} className={css.dayHead} role="columnheader" title={day.label}>
              {day.label}
            </span>
          ),
        )}
      </div>
      {rows.map((row, place) => (
        <Row
          key={row.key}
          row={row}
          place={place}
          days={days}
          at={place === at.row ? at.day : -1}
          chosen={place === chosen?.row ? chosen.day : -1}
          shown={shown ?? -1}
        />
      ))}
    </div>
  );
}

/** One line; it is drawn anew only when the cursor comes or goes. */
const Row = memo(function Row(props: {
  row: XrayRow;
  place: number;
  days: readonly XrayDay[];
  at: number;
  chosen: number;
  shown: number;
}) {
  const { row, place, days } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
    <div className={css.row} role="row" aria-rowindex={place + 2} data-hour={onHour(row.time)}>
      {/* biome-ignore lint/a11y/useSemanticElements: part of the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
      <span className={css.time} role="rowheader">
        {row.time}
      </span>
      {row.cells.map((cell, at) => {
        const day = days[at];
        if (!day || (props.shown >= 0 && props.shown !== at)) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: part of the grid
          <span
            key={day.date}
            className={css.cell}
            role="gridcell"
            tabIndex={at === props.at ? 0 : -1}
            aria-colindex={at + 2}
            aria-selected={at === props.chosen}
            aria-label={cell ? sentenceOf(day, cell) : `${day.label} ${row.time}, no such time`}
            data-spot={`${place}-${at}`}
            data-state={cell?.state ?? "none"}
            data-testid="xray-cell"
          >
            {cell ? (cell.state === "offered" ? "✓ free" : `× ${wordOf(cell)}`) : "–"}
          </span>
        );
      })}
    </div>
  );
});

const onHour = (time: string) => (time.endsWith(":00") ? "" : undefined);
