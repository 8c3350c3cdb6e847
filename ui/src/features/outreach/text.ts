import { keysOf } from "@/lib/bindings";
import { keyCap } from "@/lib/keys";
import type { Draft } from "@/lib/shapes";
import { channelOf, fieldOf, hasSubject } from "./words";

/** A piece of a text that stands out: a gap to fill, or what came from a field of the record. */
export interface Piece {
  from: number;
  to: number;
  text: string;
  gap: boolean;
  field: string;
}

const GAP = /\{\{[-+]?\s*([^}]*?)\s*[-+]?\}\}|\{%.*?%\}/gs;

/** What is left to fill in, in order of appearance. */
export function gapsIn(text: string): Piece[] {
  return [...text.matchAll(GAP)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    text: found[0],
    gap: true,
    field: /^[\w.]+/.exec(found[1] ?? "")?.[0] ?? found[0],
  }));
}

/**
 * The pieces that came from the record. Claims count code points of the text that was saved; of a text
 * that was edited since, those before and after the edit remain.
 */
export function claimedPieces(saved: string, now: string, claims: Draft["claims"]): Piece[] {
  const units = unitsOf(saved);
  const { head, tail } = sameEnds(saved, now);
  const moved = now.length - saved.length;
  return claims.flatMap(({ start, end, field }) => {
    const from = units[start] ?? saved.length;
    const to = units[end] ?? saved.length;
    const shift = to <= head ? 0 : from >= saved.length - tail ? moved : undefined;
    if (shift === undefined || to <= from) return [];
    const text = now.slice(from + shift, to + shift);
    return [{ from: from + shift, to: to + shift, text, gap: false, field }];
  });
}

/** Where each code point of a text begins in UTF-16 units. */
function unitsOf(text: string): number[] {
  const units: number[] = [];
  let at = 0;
  for (const point of text) {
    units.push(at);
    at += point.length;
  }
  return units;
}

/** How many units two texts share at the beginning and, beyond that, at the end. */
function sameEnds(one: string, other: string): { head: number; tail: number } {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** A text cut into runs, each with the piece that it shows; a gap wins over a claim. */
export function runsOf(text: string, pieces: readonly Piece[]): { text: string; piece?: Piece }[] {
  const runs: { text: string; piece?: Piece }[] = [];
  let at = 0;
  for (const piece of pieces.toSorted((a, b) => a.from - b.from || (a.gap ? -1 : 1))) {
    if (piece.from < at) continue;
    if (piece.from > at) runs.push({ text: text.slice(at, piece.from) });
    runs.push({ text: text.slice(piece.from, piece.to), piece });
    at = piece.to;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return runs;
}

/** What a person sees of a text that is being written, before it is saved. */
export interface Words {
  text: string;
  subject: string;
}

/** How a text measures up to its channel; a string's length is what LinkedIn counts (UTF-16 units). */
export interface Measure {
  characters: number;
  subjectCharacters: number | null;
  /** The fields without a value, each once. */
  unresolved: string[];
  /** Why it must not leave yet, and what to do; undefined when it may. */
  trouble: string | undefined;
}

/** Measures the words against the limits that came with the draft. */
export function measure(draft: Draft, words: Words): Measure {
  const subject = hasSubject(draft.channel) ? words.subject : null;
  const gaps = gapsIn(`${subject ?? ""}\n${words.text}`);
  const asSaved = words.text === draft.text && (subject ?? "") === (draft.subject ?? "");
  const unresolved = asSaved ? draft.unresolved : [...new Set(gaps.map((gap) => gap.field))];
  return {
    characters: words.text.length,
    subjectCharacters: subject === null ? null : subject.length,
    unresolved,
    trouble: troubleOf(draft, words, subject, unresolved),
  };
}

function troubleOf(
  draft: Draft,
  words: Words,
  subject: string | null,
  unresolved: readonly string[],
): string | undefined {
  const edit = `Press ${keyCap(keysOf("edit_draft") ?? "")} and write it`;
  if (unresolved.length > 0) {
    const fields = unresolved.map(fieldOf).join(", ");
    return `Fill in what is missing first: ${fields}. ${edit} into the text.`;
  }
  if (words.text.trim() === "") return `The message is empty. ${edit} first.`;
  const over = draft.limit === null ? 0 : words.text.length - draft.limit;
  if (over > 0) {
    return `Shorten the text by ${characters(over)}: ${channelOf(draft.channel).inside} takes ${draft.limit?.toLocaleString("en")}.`;
  }
  const most = draft.subject_limit;
  if (subject !== null && most !== null && subject.length > most) {
    return `Shorten the subject by ${characters(subject.length - most)}: it takes ${most}.`;
  }
  return undefined;
}

/** A number of characters in words. */
export function characters(number: number): string {
  return `${number.toLocaleString("en")} ${number === 1 ? "character" : "characters"}`;
}
