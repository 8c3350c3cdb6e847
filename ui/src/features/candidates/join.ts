import { announce } from "@/lib/announce";
import { useDesk, useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { CommandError } from "@/platform";

/** The room opens and closes this long before the start and after the end (FORMATS.md `interview_join`). */
const EARLY_MS = 15 * 60_000;

/** Whether the room of an interview can be tried at an instant; who may still enter, Muster decides. */
export function roomIsOpen(interview: Interview, now: string): boolean {
  const at = Date.parse(now);
  return (
    interview.mode === "ONLINE" &&
    interview.room_id !== null &&
    ["scheduled", "in_progress"].includes(interview.status) &&
    at >= Date.parse(interview.starts_at) - EARLY_MS &&
    at <= Date.parse(interview.ends_at) + EARLY_MS
  );
}

/** Joins an interview's room as an interviewer, and opens its meeting link where it has one. */
export function useJoin() {
  const { platform } = useDesk();
  const run = useRun("interview_join");
  const join = async (interview: Interview): Promise<void> => {
    try {
      const { id, room_id, meeting_link } = interview;
      await run.mutateAsync({ id, role: "interviewer", room_id: room_id ?? "" });
      announce({
        kind: "done",
        text: `You joined the interview with ${interview.candidate_name}.`,
      });
      if (meeting_link) await platform.openExternal(meeting_link);
    } catch (error) {
      const retry = () => void join(interview);
      announce({ kind: "failed", error: CommandError.from(error), retry });
    }
  };
  return { join, busy: run.isPending };
}
