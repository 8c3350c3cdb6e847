import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { announce } from "@/lib/announce";
import { refresh, useDesk } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { count } from "@/lib/words";
import { CommandError } from "@/platform";
import type { RepairOption } from "../shapes";

/**
 * Applies a repair: the interviews that make room first, then the broken one, all with one reason. If one
 * is refused half way, those before it are taken back.
 */
export function useRepair(interview: Interview, onDone: () => void) {
  const { client } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);

  const takeBack = async (changes: number) => {
    for (let at = 0; at < changes; at += 1) await client.change_undo({});
    refresh(queries, "all");
  };
  const apply = async (option: RepairOption, reason: string) => {
    setBusy(true);
    setError(null);
    let made = 0;
    try {
      for (const move of option.moves) {
        await client.interview_update({ id: move.interview_id, ...move.update, reason });
        made += 1;
      }
      const mended = await client.interview_update({ id: interview.id, ...option.update, reason });
      made += 1;
      const others = option.moves.length;
      const along = others > 0 ? ` ${count(others, "other interview")} moved along.` : "";
      const undo = () =>
        void takeBack(made).then(
          () => announce({ kind: "done", text: "Undone: the repair, all of it." }),
          (failed: unknown) =>
            announce({ kind: "failed", error: CommandError.from(failed), retry: undo }),
        );
      announce({
        kind: "done",
        text: `Repaired: ${mended.candidate_name}, ${mended.spoken_both}.${along}`,
        undo: made > 1 ? undo : true,
      });
      onDone();
    } catch (failed) {
      setError(CommandError.from(failed));
      await takeBack(made).catch((stuck: unknown) => setError(CommandError.from(stuck)));
    } finally {
      refresh(queries, ["changes", "holds", "interviews", "reminders"]);
      setBusy(false);
    }
  };
  return { apply, busy, error };
}
