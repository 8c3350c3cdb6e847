import { useEffect, useRef, useState } from "react";
import { useKeys } from "@/lib/keys";

/** The chosen row of a list in a pane: arrows move it, and the focus goes along once it is in the list. */
export function useChosen<T>(rows: readonly T[], idOf: (row: T) => string) {
  const [chosen, choose] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const at = rows.findIndex((row) => idOf(row) === chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another one is chosen
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[data-chosen]");
    row?.scrollIntoView?.({ block: "nearest" });
    if (list.current?.contains(document.activeElement)) row?.focus();
  }, [chosen]);
  const move = (by: 1 | -1) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    if (next === undefined) return false;
    choose(idOf(next));
    return true;
  };
  /** Chooses a neighbour, because the chosen row goes. */
  const leave = () => {
    const next = rows[at + 1] ?? rows[at - 1];
    choose(next === undefined ? undefined : idOf(next));
  };
  useKeys({ ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  return { list, chosen: rows[at], choose, leave };
}
