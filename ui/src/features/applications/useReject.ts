import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Application } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { useShown } from "./useShown";

/** Why somebody is turned down; the figure picks it. */
export const rejectionReasons: readonly string[] = [
  "Skills do not match what the job needs",
  "Not enough experience for this level",
  "Too experienced for this level",
  "Location or time zone does not fit",
  "Salary expectation is too high",
  "May not work where the job is",
  "Somebody else was chosen",
  "Did not answer",
];

/** The most characters of a reason that a move keeps. */
export const LONGEST_REASON = 1000;

/**
 * Rejects an application with a reason, which the move keeps. It shows at once, and goes back when it
 * is refused.
 */
export function useReject() {
  const show = useShown();
  const move = useRun("application_move");
  const reject = async (application: Application, reason: string): Promise<void> => {
    const { id, candidate_name: who, job_title: job } = application;
    show({ ...application, stage: "rejected" });
    try {
      await move.mutateAsync({ application_id: id, stage: "rejected", reason });
      announce({ kind: "done", text: `${who} is rejected for ${job}: ${reason}`, undo: true });
    } catch (error) {
      show(application);
      const retry = () => void reject(application, reason);
      announce({ kind: "failed", error: CommandError.from(error), retry });
    }
  };
  return reject;
}
