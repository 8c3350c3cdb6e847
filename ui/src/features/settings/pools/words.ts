import { count, dotted, sentence } from "@/lib/words";
import type { Member, Pool, Training } from "./shapes";

/** How far training goes, in its order, with what it means for a seat. */
export const trainings: readonly (readonly [Training, string, string])[] = [
  ["shadow", "Shadow", "Listens; is added as optional and never fills a seat."],
  [
    "reverse_shadow",
    "Reverse shadow",
    "Leads while somebody qualified listens; fills a seat only beside them.",
  ],
  ["qualified", "Qualified", "Fills a seat alone."],
];

/** The word of a training. */
export function trainingName(training: Training): string {
  return trainings.find(([each]) => each === training)?.[1] ?? training;
}

/** The next training; undefined for somebody qualified. */
export function nextTraining(training: Training): Training | undefined {
  return trainings[trainings.findIndex(([each]) => each === training) + 1]?.[0];
}

/** Smallest and largest weight. */
export const WEIGHTS = [1, 10] as const;

/** What a weight means: with 3 shares somebody is taken three times as often as with 1. */
export function weightWords(weight: number): string {
  return weight === 1 ? "1 share" : `${weight} shares`;
}

/** How many can fill a seat, in words. */
export function seatWords(pool: Pool): string {
  if (pool.members.length === 0) return "Nobody is in it yet";
  const can = pool.qualified === 0 ? "nobody" : count(pool.qualified, "person", "people");
  return dotted(sentence(count(pool.members.length, "member")), `${can} can fill a seat`);
}

/** What a person does in the pool, for a row that is read aloud. */
export function memberWords(member: Member): string {
  return dotted(
    trainingName(member.training),
    weightWords(member.weight),
    member.alternate && "only when nobody else is free",
  );
}
