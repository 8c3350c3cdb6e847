import { useMemo } from "react";
import { usePages } from "@/lib/data";
import { matches } from "@/lib/match";
import type { Draft } from "@/lib/shapes";
import { notIn } from "./once";
import { channelOf } from "./words";

/** Which drafts the queue shows. */
export type QueueView = "todo" | "draft" | "ready" | "copied" | "sent" | "replied" | "all";

export const queueViews: readonly (readonly [QueueView, string])[] = [
  ["todo", "To do"],
  ["draft", "To write"],
  ["ready", "Ready"],
  ["copied", "To confirm"],
  ["sent", "Sent"],
  ["replied", "Replied"],
  ["all", "All"],
];

/** The view that an address names. */
export function readView(view: string | undefined): QueueView {
  return queueViews.find(([name]) => name === view)?.[0] ?? "todo";
}

/** A row of the queue: a draft, or what the drafts below it have in common. */
export type QueueRow = { heading: string } | { draft: Draft };

/** The parts of what is to be done: what is nearest to its end comes first. */
const parts = [
  ["copied", "Copied: was it sent?"],
  ["ready", "Ready to copy"],
  ["draft", "To write"],
] as const;

/** The drafts of a view that match what was typed, in parts where there are several. */
export function useQueue(view: QueueView, typed: string) {
  const todo = view === "todo";
  const copied = usePages("draft_list", { state: "copied" }, { enabled: todo });
  const ready = usePages("draft_list", { state: "ready" }, { enabled: todo });
  const written = usePages("draft_list", { state: "draft" }, { enabled: todo });
  const one = usePages("draft_list", view === "all" || todo ? {} : { state: view }, {
    enabled: !todo,
  });
  const pages = todo ? [copied, ready, written] : [one];
  const error = pages.find((page) => page.error)?.error ?? null;
  const pending = pages.some((page) => page.isPending);
  const rows = useMemo(() => {
    const fits = (draft: Draft) =>
      matches(
        [draft.candidate_name, draft.job_title, channelOf(draft.channel).label].join(" "),
        typed,
      );
    if (!todo) return one.items.filter(fits).map((draft): QueueRow => ({ draft }));
    const begun = [...copied.items, ...notIn(copied.items, ready.items)];
    const all = [...begun, ...notIn(begun, written.items)].filter(fits);
    return parts.flatMap(([state, heading]): QueueRow[] => {
      const drafts = all.filter((draft) => draft.state === state);
      if (drafts.length === 0) return [];
      return [{ heading }, ...drafts.map((draft) => ({ draft }))];
    });
  }, [todo, one.items, copied.items, ready.items, written.items, typed]);
  return {
    rows,
    error,
    status: error ? ("error" as const) : pending ? ("pending" as const) : ("success" as const),
    retry: () => {
      for (const page of pages) void page.refetch();
    },
    more: () => {
      for (const page of pages) {
        if (page.hasNextPage && !page.isFetching) void page.fetchNextPage();
      }
    },
  };
}
