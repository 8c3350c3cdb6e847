import type { Interview } from "@/lib/shapes";
import { interview } from "@/test/desk";
import type { Check, Day, Days, Entry } from "./shapes";

/** The lines of a day: `hours` tells what the reader's clock shows at each elapsed hour. */
function ticks(hours: readonly string[]): Day["ticks"] {
  return hours.map((label, at) => ({ at: at * 60, labels: [label] }));
}

const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
const plainHours = Array.from({ length: 24 }, (_, hour) => clock(hour));

export function day(date: string, spoken: string, change: Partial<Day> = {}): Day {
  return {
    date,
    spoken,
    spoken_long: spoken,
    is_today: false,
    starts_at: `${date}T00:00:00Z`,
    length_minutes: 1440,
    now_minutes: null,
    ticks: ticks(plainHours),
    hours: [],
    busy: [],
    interviews: [],
    holds: [],
    ...change,
  };
}

/** The night in October when 02:00 comes twice. */
export const longDay = day("2026-10-25", "Sun 25", {
  length_minutes: 1500,
  ticks: ticks(["00:00", "01:00", "02:00", ...plainHours.slice(2)]),
});

/** The night in March when 02:00 does not come. */
export const shortDay = day("2026-03-29", "Sun 29", {
  length_minutes: 1380,
  ticks: ticks(["00:00", "01:00", ...plainHours.slice(3)]),
});

export function entry(
  id: string,
  from: number,
  to: number,
  change: Partial<Interview> = {},
): Entry {
  return {
    id,
    from,
    to,
    continues_before: false,
    continues_after: false,
    interview: interview({ id, ...change }),
  };
}

export function days(change: Partial<Days> = {}): Days {
  return {
    zone: "Europe/Berlin",
    zone_label: "Berlin (UTC+1)",
    extra_zones: [],
    title: "23–29 November 2026",
    from: "2026-11-23",
    previous: "2026-11-16",
    next: "2026-11-30",
    today: "2026-11-24",
    people: [],
    days: [],
    ...change,
  };
}

export function check(change: Partial<Check> = {}): Check {
  return {
    starts_at: "2026-11-25T14:15:00Z",
    ends_at: "2026-11-25T15:00:00Z",
    spoken: "Wed 25 Nov 15:15 Berlin (UTC+1)",
    spoken_both: "Wed 25 Nov 15:15 Berlin (UTC+1) · 09:15 New York (UTC−5)",
    spoken_time: "15:15–16:00",
    spoken_theirs: "09:15 New York (UTC−5)",
    allowed: true,
    violations: [],
    ...change,
  };
}
