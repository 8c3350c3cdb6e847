import type { Draft } from "@/lib/shapes";

/**
 * The drafts of a list that are not in an earlier one. The lists of several states are read one by one,
 * so that a draft just marked may stand for a moment in the list it left and in the one it came to.
 */
export function notIn(earlier: readonly Draft[], list: readonly Draft[]): Draft[] {
  const shown = new Set(earlier.map((draft) => draft.id));
  return list.filter((draft) => !shown.has(draft.id));
}
