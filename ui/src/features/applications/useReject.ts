import { useQueryClient } from "@tanstack/react-query";
import { commands } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { refresh, useDesk } from "@/lib/data";
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

const WROTE = ["candidate_update", "application_move"] as const;

/**
 * Rejects an application with a reason. The pipeline keeps no reason, so it goes into the candidate's
 * notes; one undo takes back both.
 */
export function useReject() {
  const { client } = useDesk();
  const queries = useQueryClient();
  const show = useShown();
  const renew = () =>
    refresh(queries, [...WROTE.flatMap((command) => commands[command].changes), "changes"]);

  const takeBack = async (ids: readonly string[]) => {
    try {
      let summary = "";
      for (const change_id of ids) {
        const undone = await client.change_undo({ change_id });
        // The move came last and is named; the note goes with it.
        summary ||= undone.summary;
      }
      announce({ kind: "done", text: `Undone: ${summary}` });
    } catch (error) {
      const retry = () => void takeBack(ids);
      announce({ kind: "failed", error: CommandError.from(error), retry });
    } finally {
      refresh(queries, commands.change_undo.changes);
    }
  };

  /** Gives the way to take it back, when it was done. */
  const reject = async (
    application: Application,
    reason: string,
  ): Promise<(() => void) | undefined> => {
    const { candidate_id: id, candidate_name: who, job_title: job } = application;
    show({ ...application, stage: "rejected" });
    try {
      const { notes } = await client.candidate_get({ id });
      const line = `Rejected for ${job}: ${reason}`;
      await client.candidate_update({ id, notes: notes ? `${notes}\n${line}` : line });
      await client.application_move({ application_id: application.id, stage: "rejected" });
      const { items } = await client.activity_list({ limit: WROTE.length });
      const mine = items.filter(({ command }) => WROTE.some((wrote) => wrote === command));
      const text = `${who} is rejected for ${job}: ${reason}`;
      const undo =
        mine.length === WROTE.length && (() => void takeBack(mine.map((change) => change.id)));
      announce({ kind: "done", text, undo: undo || true });
      return undo || undefined;
    } catch (error) {
      show(application);
      const retry = () => void reject(application, reason);
      announce({ kind: "failed", error: CommandError.from(error), retry });
      return undefined;
    } finally {
      renew();
    }
  };
  return reject;
}
