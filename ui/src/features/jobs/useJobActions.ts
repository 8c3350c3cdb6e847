import { type Action, useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import type { Job } from "@/lib/shapes";

/** What can be done to a job, by key, palette and button. */
export function useJobActions(job: Job | undefined): readonly Action[] {
  const place = usePlace();
  const run = useRun("job_update");
  const board = place.view === "board";
  const plan = place.view === "plan";
  const actions: Action[] = job
    ? [
        {
          id: "board_view",
          title: board ? `Show ${job.title} beside the list` : `Show the board of ${job.title}`,
          run: () =>
            place.set(
              { id: job.id, view: board ? undefined : "board", q: undefined, for: undefined },
              board,
            ),
        },
        {
          id: "plan_view",
          title: plan ? `Show ${job.title} beside the list` : `Plan the interviews of ${job.title}`,
          run: () =>
            place.set(
              { id: job.id, view: plan ? undefined : "plan", q: undefined, for: undefined },
              plan,
            ),
        },
        {
          id: "put_up",
          title: `Put people up for ${job.title}`,
          run: () => place.set({ id: job.id, do: "match" }),
        },
        {
          id: "edit_job",
          title: `Edit ${job.title}`,
          run: () => place.set({ id: job.id, do: "edit" }),
        },
        {
          id: "close_job",
          title: job.status === "closed" ? `Open ${job.title} again` : `Close ${job.title}`,
          run: () => setStatus(job, job.status === "closed" ? "open" : "closed"),
        },
      ]
    : [];
  useActions(actions);
  return actions;

  function setStatus(of: Job, status: "open" | "closed") {
    run.mutate(
      { id: of.id, status },
      {
        onSuccess: () => {
          const text =
            status === "closed"
              ? `${of.title} is closed; its people stay with it.`
              : `${of.title} is open again.`;
          announce({ kind: "done", text, undo: true });
        },
        onError: (error) => announce({ kind: "failed", error, retry: () => setStatus(of, status) }),
      },
    );
  }
}
