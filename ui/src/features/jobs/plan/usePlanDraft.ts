import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "@/lib/place";
import { useSaved } from "@/lib/saved";
import type { PlanDraft } from "./draft";

/** What is written and not saved, by plan, for as long as the window is open. */
const kept = new WeakMap<object, Map<string, PlanDraft>>();

/**
 * The plan as it is written: what is typed stays while one looks elsewhere, and follows what is stored
 * once that was saved or when nothing was typed.
 */
export function usePlanDraft(key: string, stored: PlanDraft) {
  const place = usePlace();
  const window = useQueryClient();
  const drafts = kept.get(window) ?? new Map<string, PlanDraft>();
  kept.set(window, drafts);
  const [typed, setTyped] = useState(drafts.get(key));
  const put = (next: PlanDraft | undefined) => {
    if (next) drafts.set(key, next);
    else drafts.delete(key);
    setTyped(next);
  };
  const saved = useSaved(typed, stored, () => {
    // A new step that is open has its lasting name now.
    const at = typed?.steps.findIndex((step) => step.key === place.for) ?? -1;
    const same = stored.steps[at];
    if (same && same.key !== place.for) place.set({ for: same.key }, true);
    put(undefined);
  });
  return {
    draft: typed ?? stored,
    change: (part: Partial<PlanDraft>) => put({ ...(typed ?? stored), ...part }),
    put,
    /** Call it once what is written now has been stored: the stored plan takes its place when it comes. */
    saved: () => saved({ typed, stored }),
  };
}
