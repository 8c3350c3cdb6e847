import { useEffect, useMemo } from "react";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useSettings } from "@/lib/settings";
import { holdIn } from "./holds/useHolds";
import type { Days, Entry } from "./shapes";

/** An interview of the shown days, with the date it is shown on. */
export interface Placed {
  date: string;
  entry: Entry;
}

/**
 * The shown days: those the address names, else those of the open interview, else from today.
 * `placed` are their interviews in the order of time, each once.
 */
export function useDays(view: "week" | "day") {
  const place = usePlace();
  const { shownPeople, zones } = useSettings();
  const id = holdIn(place.id) ? undefined : place.id;
  const opened = useCommand("interview_get", { id: id ?? "" }, { enabled: id !== undefined });
  const looking = id !== undefined && !place.q && opened.isPending;
  const from = place.q ?? (id ? opened.data?.local_start.slice(0, 10) : undefined);
  const days = useCommand(
    "schedule_days",
    {
      days: view === "week" ? 7 : 1,
      whole_weeks: view === "week",
      zones: [...zones],
      ...(from ? { from } : {}),
      ...(shownPeople.length > 0 ? { person_ids: [...shownPeople] } : {}),
    },
    { enabled: !looking, keep: true, aging: true },
  );
  const { data, isPlaceholderData } = days;

  // The promised date may be the day before or after on the reader's own calendar.
  const wanted = id && !place.q && !isPlaceholderData && data ? opened.data : undefined;
  const anchor = wanted && data ? windowOf(data, Date.parse(wanted.starts_at)) : undefined;
  const { set } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` is new at every drawing
  useEffect(() => {
    if (anchor) set({ q: anchor }, true);
  }, [anchor]);

  const placed = useMemo(() => inOrder(data), [data]);
  return { ...days, placed, opened: opened.data };
}

/** The first day of the window in which an instant lies: these days, those before or those after. */
export function windowOf(data: Days, instant: number): string | undefined {
  const first = data.days[0];
  const last = data.days.at(-1);
  if (!first || !last) return undefined;
  if (instant < Date.parse(first.starts_at)) return data.previous;
  if (instant >= Date.parse(last.starts_at) + last.length_minutes * 60_000) return data.next;
  return data.from;
}

function inOrder(data: Days | undefined): Placed[] {
  const seen = new Set<string>();
  return (data?.days ?? []).flatMap((day) =>
    day.interviews
      .filter((entry) => !seen.has(entry.id) && seen.add(entry.id))
      .map((entry) => ({ date: day.date, entry })),
  );
}
