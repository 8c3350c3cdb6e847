import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { count } from "@/lib/words";
import type { RepairOption } from "../shapes";

/** Applies a repair: the interview and those that make room for it, all or nothing, with one undo. */
export function useRepair(interview: Interview, onDone: () => void) {
  const run = useRun("interview_repair_apply");
  const apply = (option: RepairOption, reason: string) =>
    run.mutate(
      {
        id: interview.id,
        update: option.update,
        moves: option.moves.map(({ interview_id, update }) => ({ interview_id, update })),
        reason,
      },
      {
        onSuccess: ({ interview: mended, moved }) => {
          const others = count(moved.length, "other interview");
          const along = moved.length > 0 ? ` The people of ${others} changed along.` : "";
          announce({
            kind: "done",
            text: `Repaired: ${mended.candidate_name}, ${mended.spoken_both}.${along}`,
            undo: true,
          });
          onDone();
        },
      },
    );
  return { apply, busy: run.isPending, done: run.isSuccess, error: run.error };
}
