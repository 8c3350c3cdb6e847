import { useCommand } from "@/lib/data";
import type { Ask } from "../shapes";

/** Who would interview at one start: the engine fills the seats. Rust says when the time ends. */
export function useSeats(ask: Ask, minutes: number, startsAt: string | undefined) {
  const end = useCommand(
    "interview_check",
    {
      application_id: ask.application_id,
      duration_minutes: minutes,
      interviewer_ids: [],
      starts_at: startsAt ?? "",
    },
    { enabled: startsAt !== undefined },
  );
  const seats = useCommand(
    "slots_suggest",
    {
      ...ask,
      order: "earliest",
      limit: 1,
      window: { start: startsAt ?? "", end: end.data?.ends_at ?? "" },
    },
    { enabled: startsAt !== undefined && end.data !== undefined },
  );
  return {
    slot: seats.data?.suggestions[0],
    pending: startsAt !== undefined && !end.error && seats.isPending,
    error: end.error ?? seats.error,
    retry: () => void (end.error ? end.refetch() : seats.refetch()),
  };
}
