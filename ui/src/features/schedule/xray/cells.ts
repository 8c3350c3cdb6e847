import type { XrayCell, XrayDay } from "../shapes";

/** A place in the grid: the how-manieth line of the how-manieth day. */
export interface Spot {
  row: number;
  day: number;
}

/** One line of the grid: the same clock time of every day; a day that has no such time has no cell. */
export interface XrayRow {
  key: string;
  time: string;
  cells: readonly (XrayCell | undefined)[];
}

/**
 * The lines of the grid in the order of the clock. A time that comes twice on a day, when clocks go
 * back, has two lines.
 */
export function rowsOf(days: readonly XrayDay[]): XrayRow[] {
  const rows = new Map<string, { time: string; cells: (XrayCell | undefined)[] }>();
  for (const [at, day] of days.entries()) {
    const seen = new Map<string, number>();
    for (const cell of day.cells) {
      const times = seen.get(cell.time) ?? 0;
      seen.set(cell.time, times + 1);
      const key = `${cell.time}#${times}`;
      const row = rows.get(key) ?? { time: cell.time, cells: days.map(() => undefined) };
      row.cells[at] = cell;
      rows.set(key, row);
    }
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { time, cells }]) => ({ key, time, cells }));
}

/** Where a start stands in the grid; undefined when it is not shown. */
export function spotOf(rows: readonly XrayRow[], start: string | undefined): Spot | undefined {
  if (start === undefined) return undefined;
  for (const [row, { cells }] of rows.entries()) {
    const day = cells.findIndex((cell) => cell?.start === start);
    if (day >= 0) return { row, day };
  }
  return undefined;
}

const words: Readonly<Record<string, string>> = {
  busy: "busy",
  tentative: "perhaps",
  unknown: "unknown",
  not_working: "off work",
  outside_working_hours: "off work",
  holiday: "holiday",
  buffer: "buffer",
  lunch: "lunch",
  in_a_row: "in a row",
  day_cap: "day full",
  week_cap: "week",
  month_cap: "month",
  hold: "held",
  held: "held",
  interview: "taken",
  interviewer_conflict: "taken",
  candidate_conflict: "taken",
  pool: "nobody",
  notice: "soon",
  horizon: "far off",
};

/** The one word of a blocked cell. */
export function wordOf(cell: XrayCell): string {
  const code = cell.blockers[0]?.code ?? "";
  return words[code] ?? "blocked";
}

/** The whole cell in a sentence, for those who hear it. */
export function sentenceOf(day: XrayDay, cell: XrayCell): string {
  const when = `${day.label} ${cell.time}`;
  // What is heard holds what is seen, so that one can ask for it by voice.
  if (cell.state === "offered") return `${when}, free`;
  return `${when}, ${wordOf(cell)}: ${cell.blockers.map((each) => each.words).join("; ")}`;
}
