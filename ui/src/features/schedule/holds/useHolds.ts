import { createElement, useMemo, useRef } from "react";
import { useCommand } from "@/lib/data";
import type { Extra } from "../DayColumn";
import type { Hold } from "../shapes";
import { HoldBlock } from "./HoldBlock";

const PREFIX = "hold:";
const NONE: readonly Hold[] = [];

/** The name of a held time in the address and under the cursor, where interviews have their id. */
export const holdKey = (hold: Hold) => `${PREFIX}${hold.id}`;

/** The id of the held time that a name means; undefined when it means none. */
export function holdIn(key: string | undefined): string | undefined {
  return key?.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
}

/** The times that are held now; they expire as time passes. */
export function useHolds(): readonly Hold[] {
  const { data } = useCommand("hold_list", { state: "active" }, { aging: true });
  return data?.items ?? NONE;
}

/** Held times as blocks of the grid. */
export function useHoldBlocks(
  holds: readonly Hold[],
  current: string | undefined,
  onPress: (hold: Hold) => void,
): readonly Extra[] {
  const press = useRef(onPress);
  press.current = onPress;
  return useMemo(
    () =>
      holds.map((hold) => ({
        key: holdKey(hold),
        starts_at: hold.starts_at,
        ends_at: hold.ends_at,
        draw: (_, style) =>
          createElement(HoldBlock, {
            key: hold.id,
            hold,
            style,
            current: hold.id === current,
            onPress: () => press.current(hold),
          }),
      })),
    [holds, current],
  );
}
