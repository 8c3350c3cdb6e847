import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { announce } from "@/lib/announce";
import { refresh, useDesk } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { count } from "@/lib/words";
import { CommandError } from "@/platform";
import type { RepairOption } from "../shapes";

/** What `interview_repair_apply` answers. */
interface Applied {
  interview: Interview;
  /** The other interviews that changed along. */
  moved: readonly Interview[];
}

/** Applies a repair: the interview and those that make room for it, all or nothing, with one undo. */
export function useRepair(interview: Interview, onDone: () => void) {
  const { platform } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);

  const apply = async (option: RepairOption, reason: string) => {
    setBusy(true);
    setError(null);
    try {
      const answer = await platform.call("interview_repair_apply", {
        id: interview.id,
        update: option.update,
        moves: option.moves.map(({ interview_id, update }) => ({ interview_id, update })),
        reason,
      });
      const { interview: mended, moved } = answer as Applied;
      const others = count(moved.length, "other interview");
      const along = moved.length > 0 ? ` The people of ${others} changed along.` : "";
      announce({
        kind: "done",
        text: `Repaired: ${mended.candidate_name}, ${mended.spoken_both}.${along}`,
        undo: true,
      });
      onDone();
    } catch (failed) {
      setError(CommandError.from(failed));
    } finally {
      refresh(queries, ["changes", "holds", "interviews", "reminders"]);
      setBusy(false);
    }
  };
  return { apply, busy, error };
}
