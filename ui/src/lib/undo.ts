import { announce } from "./announce";
import { useRun } from "./data";

/** Takes back the last local change, or the named one, and says what it was. */
export function useUndo(): (changeId?: string) => void {
  const run = useRun("change_undo");
  const undo = (changeId?: string) =>
    run.mutate(changeId ? { change_id: changeId } : {}, {
      onSuccess: (undone) => announce({ kind: "done", text: `Undone: ${undone.summary}` }),
      onError: (error) => announce({ kind: "failed", error, retry: () => undo(changeId) }),
    });
  return undo;
}
