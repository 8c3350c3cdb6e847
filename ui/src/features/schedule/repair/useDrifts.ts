import { useMemo } from "react";
import { useCommand } from "@/lib/data";
import type { Drift } from "../shapes";

/** The interviews to come that no longer hold, as calendars, hours and zones are now. */
export function useDriftList(): readonly Drift[] | undefined {
  return useCommand("drift_list", {}, { aging: true }).data?.items;
}

/** Why an interview no longer holds, in one line. */
export function driftWords(drift: Drift): string {
  return drift.problems.map((problem) => problem.words).join(" ");
}

/** Those words by the interview's id; undefined when all hold. */
export function useDrifts(): ReadonlyMap<string, string> | undefined {
  const list = useDriftList();
  return useMemo(
    () =>
      list && list.length > 0
        ? new Map(list.map((drift) => [drift.interview.id, driftWords(drift)]))
        : undefined,
    [list],
  );
}
