import { useEffect, useMemo, useState } from "react";
import { useCommand } from "@/lib/data";
import { useSettings } from "@/lib/settings";
import { MOST_PEOPLE } from "../people";
import { windowOf } from "../useDays";
import type { Loop } from "./useLoop";

/** The days around the current interview of a loop, with the hours and busy times of its people. */
export function useLoopDays(loop: Loop, narrow: boolean) {
  const { shown, current } = loop;
  const { zones } = useSettings();
  const [from, setFrom] = useState<string>();
  const first = from ?? current?.starts_at.slice(0, 10);
  const people = useMemo(
    () => [...new Set(shown.flatMap((each) => each.interviewer_ids))].sort().slice(0, MOST_PEOPLE),
    [shown],
  );
  const days = useCommand(
    "schedule_days",
    {
      days: narrow ? 1 : 7,
      whole_weeks: !narrow,
      zones: [...zones],
      ...(first ? { from: first } : {}),
      ...(people.length > 0 ? { person_ids: people } : {}),
    },
    { enabled: first !== undefined, keep: true, aging: true },
  );
  const { data, isPlaceholderData } = days;
  // The calendar goes where the current interview is, week by week.
  const wanted =
    data && current && !isPlaceholderData
      ? windowOf(data, Date.parse(current.starts_at))
      : undefined;
  useEffect(() => {
    if (wanted && wanted !== data?.from) setFrom(wanted);
  }, [wanted, data?.from]);
  return days;
}
