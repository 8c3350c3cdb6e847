import { useCommand } from "@/lib/data";

/** Now by the clock that the rules go by, to the minute; undefined until it is known. */
export function useClock(enabled: boolean): number | undefined {
  const { data } = useCommand("schedule_days", { days: 1 }, { enabled, aging: true });
  const today = data?.days.find((day) => day.now_minutes !== null);
  return today?.now_minutes === null || !today
    ? undefined
    : Date.parse(today.starts_at) + today.now_minutes * 60_000;
}
