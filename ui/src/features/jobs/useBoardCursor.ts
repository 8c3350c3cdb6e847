import { useState } from "react";
import { useKeys } from "@/lib/keys";
import type { Application } from "@/lib/shapes";
import type { Column } from "./useBoard";

/** Which card was chosen on the board of each job, so that coming back finds it. */
const remembered = new Map<string, string>();

/** The cursor of a board: `J`/`K` within a column, left and right between columns that hold somebody. */
export function useBoardCursor(jobId: string, columns: readonly Column[]) {
  const [chosen, setChosen] = useState(remembered.get(jobId));
  const column = columns.findIndex(({ cards }) => cards.some(({ id }) => id === chosen));
  const row = columns[column]?.cards.findIndex(({ id }) => id === chosen) ?? -1;
  const current: Application | undefined = columns[column]?.cards[row];

  const choose = (id: string | undefined) => {
    if (!id) return;
    remembered.set(jobId, id);
    setChosen(id);
  };
  const first = () => columns.find(({ cards }) => cards.length > 0)?.cards[0]?.id;
  const step = (by: 1 | -1) => {
    const cards = columns[column]?.cards;
    choose(cards ? cards[Math.min(cards.length - 1, Math.max(0, row + by))]?.id : first());
  };
  const aside = (by: 1 | -1) => {
    if (column < 0) return choose(first());
    for (let at = column + by; at >= 0 && at < columns.length; at += by) {
      const cards = columns[at]?.cards ?? [];
      if (cards.length > 0) return choose(cards[Math.min(row, cards.length - 1)]?.id);
    }
  };

  useKeys({
    "@next": () => step(1),
    "@previous": () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    "@column_left": () => aside(-1),
    "@column_right": () => aside(1),
    ArrowLeft: () => aside(-1),
    ArrowRight: () => aside(1),
  });
  return { current, choose };
}
