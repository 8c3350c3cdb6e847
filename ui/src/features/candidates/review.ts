import type { Application } from "@/lib/shapes";

/** Whether nobody has decided yet about an application. */
export function waits(application: Application): boolean {
  return !application.shortlisted && ["sourced", "applied"].includes(application.stage);
}

/** The next row to decide about after this one, beginning again at the top; -1 when none is left. */
export function nextToReview(rows: readonly Application[], from: number): number {
  for (let step = 1; step <= rows.length; step += 1) {
    const at = (Math.max(-1, from) + step) % rows.length;
    const row = rows[at];
    if (at !== from && row && waits(row)) return at;
  }
  return -1;
}
