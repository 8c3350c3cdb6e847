import type { DateOverride, HoursRange, Weekday } from "@/generated/commands";
import { weekdays } from "../words";

/** Wall times as typed, `HH:MM`; Rust judges them. */
export interface Range {
  start: string;
  end: string;
}

/** The ranges that start on each day. */
export type Week = Readonly<Record<Weekday, readonly Range[]>>;

export const emptyWeek: Week = {
  mon: [],
  tue: [],
  wed: [],
  thu: [],
  fri: [],
  sat: [],
  sun: [],
};

/** Stored hours, day by day. */
export function weekOf(hours: readonly HoursRange[]): Week {
  const week = structuredClone(emptyWeek) as Record<Weekday, Range[]>;
  for (const { days, start, end } of hours) for (const day of days) week[day].push({ start, end });
  for (const ranges of Object.values(week)) ranges.sort((a, b) => a.start.localeCompare(b.start));
  return week;
}

/** Where a stored range stands in the editor: its day, and its place among the day's ranges. */
export interface HoursPlace {
  day: Weekday;
  at: number;
}

/** The hours as they are stored, equal ranges of several days as one, with the places they came from. */
export function hoursOf(week: Week): { hours: HoursRange[]; places: HoursPlace[][] } {
  const hours: HoursRange[] = [];
  const places: HoursPlace[][] = [];
  const found = new Map<string, number>();
  for (const [day] of weekdays) {
    const settled = week[day].map(settle);
    settled.forEach((range, at) => {
      if (blank(range)) return;
      // A range that stands twice on one day must not vanish: Rust has to refuse it.
      const twin = settled.slice(0, at).filter((each) => same(each, range)).length;
      const key = `${range.start}–${range.end} ${twin}`;
      const index = found.get(key) ?? hours.length;
      found.set(key, index);
      hours[index] ??= { days: [], ...range };
      places[index] ??= [];
      hours[index].days.push(day);
      places[index].push({ day, at });
    });
  }
  return { hours, places };
}

const same = (one: Range, other: Range) => one.start === other.start && one.end === other.end;

/** A range that was added and not filled in. */
export const blank = ({ start, end }: Range) => start === "" && end === "";

/** Exceptions without the ranges that were never filled in. */
export function overridesOf(overrides: readonly DateOverride[]): DateOverride[] {
  return overrides.map(({ date, hours }) => ({
    date,
    hours: hours.map(settle).filter((each) => !blank(each)),
  }));
}

const TIME = /^\d\d:\d\d$/;

/** Whether a range reaches into the next day. */
export function passesMidnight({ start, end }: Range): boolean {
  return TIME.test(start) && TIME.test(end) && end < start && end !== "00:00";
}

/** The day after. */
export function dayAfter(day: Weekday): Weekday {
  const at = weekdays.findIndex(([each]) => each === day);
  return weekdays[(at + 1) % 7]?.[0] ?? day;
}

/** A time as people type it: `9`, `930`, `9.30` and `5pm` become `HH:MM`; anything else stays as it is. */
export function readClock(text: string): string {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$/i.exec(text.trim());
  if (!match) return text.trim();
  const [, hour = "", minute = "00", half] = match;
  const twelve = half ? Number(hour) % 12 : Number(hour);
  const hours = half?.toLowerCase() === "pm" ? twelve + 12 : twelve;
  return `${String(hours).padStart(2, "0")}:${minute}`;
}

/** A whole range as people type it: `9-17:30`; undefined when the text is not one. */
export function readRange(text: string): Range | undefined {
  const parts = text.split(/\s*(?:[-–—]|\bto\b)\s*/);
  const [start, end] = parts.map(readClock);
  return parts.length === 2 && start && end ? { start, end } : undefined;
}

/** A range whose times are no longer being typed. */
export function settle({ start, end }: Range): Range {
  return readRange(start) ?? { start: readClock(start), end: readClock(end) };
}

/** The hours in a line: "Mon–Fri 09:00–17:30, Sat 10:00–12:00". */
export function spokenHours(week: Week): string {
  const said = weekdays.map(([day]) =>
    week[day]
      .map(settle)
      .filter((range) => !blank(range))
      .map(({ start, end }) => `${start}–${end}`)
      .join(" and "),
  );
  const parts: string[] = [];
  for (let at = 0; at < 7; ) {
    const hours = said[at];
    let last = at;
    while (last < 6 && said[last + 1] === hours) last += 1;
    const [from, until] = [weekdays[at]?.[2], weekdays[last]?.[2]];
    if (hours) parts.push(`${at === last ? from : `${from}–${until}`} ${hours}`);
    at = last + 1;
  }
  return parts.join(", ") || "No working hours";
}
