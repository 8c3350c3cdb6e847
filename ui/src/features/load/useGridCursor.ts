import { useState } from "react";
import { useKeys } from "@/lib/keys";

/** A place in the grid. */
export interface Spot {
  person: string;
  week: number;
}

const clamp = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));

/** The cursor of the grid: arrows and J/K move it, Home and End go to the first and last week. */
export function useGridCursor(
  people: readonly string[],
  weeks: readonly { is_current: boolean }[],
  onOpen: (spot: Spot) => void,
) {
  const [spot, setSpot] = useState<Spot>();
  const row = spot ? people.indexOf(spot.person) : -1;
  // It starts in the present week.
  const now = weeks.findIndex(({ is_current }) => is_current);
  const week = clamp(spot?.week ?? now, weeks.length);
  const go = (toRow: number, toWeek: number) => {
    const person = people[clamp(toRow, people.length)];
    if (person === undefined) return false;
    setSpot({ person, week: clamp(toWeek, weeks.length) });
    return true;
  };
  // The first move shows the cursor where it is.
  const move = (rows: number, columns: number) => () =>
    row < 0 ? go(0, week) : go(row + rows, week + columns);
  useKeys({
    ArrowDown: move(1, 0),
    ArrowUp: move(-1, 0),
    ArrowRight: move(0, 1),
    ArrowLeft: move(0, -1),
    "@next": move(1, 0),
    "@previous": move(-1, 0),
    Home: () => go(Math.max(0, row), 0),
    End: () => go(Math.max(0, row), weeks.length - 1),
    PageDown: () => go(people.length - 1, week),
    PageUp: () => go(0, week),
    Enter: () => {
      const person = people[row];
      if (person === undefined) return false;
      onOpen({ person, week });
      return true;
    },
  });
  return { row, week, choose: setSpot };
}
