import type { Days } from "./shapes";

export type ShownPerson = Days["people"][number];

/** The most people whose time is shown at once: there are eight hues. */
export const MOST_PEOPLE = 8;

/** The hue of the how-manieth shown person; never the only sign of who it is. */
export function hueOf(at: number): string {
  return `var(--person-${(at % MOST_PEOPLE) + 1})`;
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => [...(word ?? "")][0] ?? "").join("");
}

/** "Ana Sousa", "Ana Sousa and Jonas Weber", "Ana Sousa, Jonas Weber and 王小明". */
export function names(all: readonly string[]): string {
  if (all.length <= 1) return all[0] ?? "";
  return `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
