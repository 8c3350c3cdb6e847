import type { Interview } from "@/lib/shapes";
import { holdKey, holdWords } from "./holds/useHolds";
import type { Hold } from "./shapes";

/** A line of the agenda: a day, or an interview or a held time of that day. */
export type Row = { day: string } | { interview: Interview } | { hold: Hold };

/** The name of a line in the address and under the cursor; a day can be neither. */
export function keyOf(row: Row | undefined): string {
  if (!row) return "";
  if ("day" in row) return `day:${row.day}`;
  return "hold" in row ? holdKey(row.hold) : row.interview.id;
}

/**
 * Interviews and held times in the order of time, with the day above the first of each run of one day.
 * Held times beyond the last interview wait until `whole`, for there may be more interviews before them.
 */
export function rowsOf(
  interviews: readonly Interview[],
  holds: readonly Hold[],
  whole: boolean,
): Row[] {
  const coming = [...holds].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const rows: Row[] = [];
  let day: string | undefined;
  const put = (on: string, row: Row) => {
    if (on !== day) rows.push({ day: on });
    day = on;
    rows.push(row);
  };
  const putHolds = (before: number) => {
    while (coming[0] && Date.parse(coming[0].starts_at) < before) {
      const hold = coming.shift();
      if (hold) put(holdWords(hold).day, { hold });
    }
  };
  for (const interview of interviews) {
    putHolds(Date.parse(interview.starts_at));
    put(interview.spoken_day, { interview });
  }
  if (whole) putHolds(Number.POSITIVE_INFINITY);
  return rows;
}
