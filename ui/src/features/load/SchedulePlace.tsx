import { ScheduleScreen } from "@/features/schedule/ScheduleScreen";
import { usePlace } from "@/lib/place";
import { LoadScreen } from "./LoadScreen";

/** The schedule, or who holds how much of it. */
export function SchedulePlace() {
  return usePlace().view === "load" ? <LoadScreen /> : <ScheduleScreen />;
}
