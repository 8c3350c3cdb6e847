import type { Result } from "@/generated/commands";
import { count, dotted } from "@/lib/words";

export type Load = Result<"availability_load">;
export type LoadPerson = Load["people"][number];
export type Cell = LoadPerson["cells"][number];

/** How full a week is, in a word for each level. */
export const levels = ["None", "Light", "Some", "Much", "Heavy"] as const;

/** The word of a cell; one that has reached its cap is full. */
export function levelWord({ level, interviews, holds, cap }: Cell): string {
  if (cap !== null && interviews + holds >= cap) return "Full";
  return levels[Math.min(4, Math.max(0, Math.round(level)))] ?? levels[0];
}

export type Sorting = "name" | "load";

/** The people in the order asked for; equal ones by name. */
export function sorted(people: readonly LoadPerson[], by: Sorting): LoadPerson[] {
  const byName = (a: LoadPerson, b: LoadPerson) => a.full_name.localeCompare(b.full_name);
  return people.toSorted((a, b) =>
    by === "load" ? b.total - a.total || byName(a, b) : byName(a, b),
  );
}

/** What a cell says below its number: "of 5", "1 held". */
export function belowWords(cell: Cell): string {
  return dotted(cell.cap !== null && `of ${cell.cap}`, cell.holds > 0 && `${cell.holds} held`);
}

/** All interviews of a week, and the times held in it. */
export function weekTotal(people: readonly LoadPerson[], week: number): string {
  const sum = (of: (cell: Cell) => number) =>
    people.reduce((total, { cells }) => {
      const cell = cells[week];
      return cell ? total + of(cell) : total;
    }, 0);
  const holds = sum((cell) => cell.holds);
  return dotted(String(sum((cell) => cell.interviews)), holds > 0 && `${holds} held`);
}

/** The spans that can be looked at. */
export const spans = [4, 8, 12] as const;

/** "Eight weeks", for the button of a span. */
export const spanWords = (weeks: number) => count(weeks, "week");
