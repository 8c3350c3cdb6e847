/** A stretch of a day. */
export interface Stretch {
  from: number;
  to: number;
}

/** Where a stretch stands among those it overlaps: the how-manieth of how many side by side. */
export interface Lane {
  lane: number;
  lanes: number;
}

/** How high the smallest block is drawn, so that its words can be read. */
export const LEAST_MINUTES = 24;

/** Puts overlapping stretches side by side; the answer is in the order of the input. */
export function sideBySide(stretches: readonly Stretch[]): Lane[] {
  const answer: Lane[] = stretches.map(() => ({ lane: 0, lanes: 1 }));
  const order = stretches
    .map(({ from, to }, at) => ({ at, from, to: Math.max(to, from + LEAST_MINUTES) }))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  let group: typeof order = [];
  let ends: number[] = [];
  const close = () => {
    for (const { at } of group) (answer[at] as Lane).lanes = ends.length;
    group = [];
    ends = [];
  };
  for (const each of order) {
    if (group.length > 0 && each.from >= Math.max(...ends)) close();
    const free = ends.findIndex((end) => end <= each.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = each.to;
    (answer[each.at] as Lane).lane = lane;
    group.push(each);
  }
  close();
  return answer;
}
