/** A piece of a text, marked when it names a skill; `at` is where it begins. */
export interface Piece {
  at: number;
  text: string;
  mark: boolean;
}

/** Finds the names of skills as whole words, the longer ones first; undefined when there are none. */
export function skillPattern(skills: readonly { name: string }[]): RegExp | undefined {
  const names = [...new Set(skills.map((skill) => skill.name.trim()).filter(Boolean))]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (names.length === 0) return undefined;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** Cuts a text at the marked words. */
export function marked(text: string, pattern: RegExp | undefined): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const add = (to: number, mark: boolean) => {
    if (to > from) pieces.push({ at: from, text: text.slice(from, to), mark });
    from = to;
  };
  for (const hit of pattern ? text.matchAll(pattern) : []) {
    add(hit.index, false);
    add(hit.index + hit[0].length, true);
  }
  add(text.length, false);
  return pieces;
}
