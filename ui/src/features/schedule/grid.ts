import type { Busy, Day } from "./shapes";

/** How many pixels high a minute is. */
export const MINUTE_PX = 1;

/** What a move by key or pointer rounds to, in minutes. */
export const STEP_MINUTES = 15;

/** A moment of a shown day in words, made of the words that came with the day's lines. */
export function momentOf(day: Day, minute: number): string {
  if (minute >= day.length_minutes) return "the end of the day";
  const tick = day.ticks.findLast((each) => each.at <= minute);
  if (!tick) return "the start of the day";
  const past = minute - tick.at;
  return past === 0 ? (tick.labels[0] ?? "") : `${past} min past ${tick.labels[0]}`;
}

const busyWords: Readonly<Record<Busy["status"], string>> = {
  busy: "busy",
  out_of_office: "out of office",
  tentative: "perhaps busy (tentative)",
  unknown: "not known whether free",
  free: "free",
};

/** What stands in someone's calendar, as a sentence. */
export function busySentence(day: Day, busy: Busy, name: string): string {
  const from = momentOf(day, busy.from);
  return `${name}: ${busyWords[busy.status]}, ${day.spoken_long}, from ${from} to ${momentOf(day, busy.to)}`;
}

/** A line of the grid with the words beside it. */
export interface GutterLine {
  at: number;
  labels: string[];
}

const hour = (label: string) => label.slice(label.lastIndexOf(" ") + 1);

/**
 * The lines of a day as one gutter shows them for several days: a clock that is on another day there
 * carries "−1" or "+1" in place of that day's name.
 */
export function gutterOf(day: Day): GutterLine[] {
  const zones = day.ticks[0]?.labels.length ?? 0;
  const firstOwnDay = Array.from({ length: zones }, (_, zone) =>
    day.ticks.findIndex(({ labels }) => !labels[zone]?.includes(" ")),
  );
  return day.ticks.map(({ at, labels }, row) => ({
    at,
    labels: labels.map((label, zone) => {
      if (!label.includes(" ")) return label;
      const own = firstOwnDay[zone] ?? -1;
      if (own < 0) return label;
      return `${hour(label)} ${row < own ? "−1" : "+1"}`;
    }),
  }));
}

const shapeOf = (day: Day) => JSON.stringify([day.length_minutes, gutterOf(day)]);

/** The day whose lines the gutter shows: the first of the most common shape. */
export function gutterDay(days: readonly Day[]): Day | undefined {
  const shapes = days.map(shapeOf);
  const times = (shape: string) => shapes.filter((each) => each === shape).length;
  const most = Math.max(...shapes.map(times));
  return days.find((_, at) => times(shapes[at] as string) === most);
}

/** Whether a day's lines lie elsewhere than the gutter's, as on a day when the clocks change. */
export function isOdd(day: Day, reference: Day): boolean {
  return day !== reference && shapeOf(day) !== shapeOf(reference);
}

/** Rounds a place on a day to the step, and keeps the start on the day. */
export function snapped(minutes: number, length: number): number {
  const last = Math.floor((length - 1) / STEP_MINUTES) * STEP_MINUTES;
  return Math.min(last, Math.max(0, Math.round(minutes / STEP_MINUTES) * STEP_MINUTES));
}
