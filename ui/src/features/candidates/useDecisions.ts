import { useRef } from "react";
import { useDesk } from "@/lib/data";
import type { Application } from "@/lib/shapes";
import { useUndo } from "@/lib/undo";

interface Decision {
  application: Application;
  /** Settles when it is known whether it was made. */
  done: Promise<unknown>;
}

const DECIDING = ["candidate_shortlist", "application_move"];

/** The decisions of this sitting: undoing the last one also shows the person again. */
export function useDecisions(onBack: (application: Application) => void) {
  const { client } = useDesk();
  const undoLast = useUndo();
  const made = useRef<Decision[]>([]);
  const takeBack = async (last: Decision) => {
    await last.done;
    const { items } = await client.activity_list({ limit: 20 });
    const newest = items.find((change) => change.undoable && !change.undoes && !change.undone_by);
    // Something else may have been changed since; then that is what Z takes back.
    const isIt =
      newest &&
      DECIDING.includes(newest.command) &&
      newest.summary.includes(last.application.candidate_name);
    if (isIt) {
      made.current.pop();
      onBack(last.application);
    }
    undoLast();
  };
  return {
    add: (application: Application, done: Promise<unknown>) => {
      made.current.push({ application, done });
    },
    /** False when there is nothing of this sitting to take back. */
    undo: () => {
      const last = made.current.at(-1);
      if (!last) return false;
      takeBack(last).catch(() => undoLast());
      return true;
    },
  };
}
