import { createElement, useMemo, useRef } from "react";
import { useCommand } from "@/lib/data";
import type { Extra } from "../DayColumn";
import type { Day, Hold } from "../shapes";
import type { AgendaView } from "../views";
import { HoldBlock } from "./HoldBlock";

const PREFIX = "hold:";
const NONE: readonly Hold[] = [];

/** The name of a held time in the address and under the cursor, where interviews have their id. */
export const holdKey = (hold: Hold) => `${PREFIX}${hold.id}`;

/** The id of the held time that a name means; undefined when it means none. */
export function holdIn(key: string | undefined): string | undefined {
  return key?.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
}

/** The day and the clock of a held time, as Rust spoke them: "Tue 24 Nov" and "15:00". */
export function holdWords(hold: Hold): { day: string; time: string } {
  const [, day = "", time = ""] = /^(.*?) (\d{1,2}:\d\d)/.exec(hold.spoken) ?? [];
  return { day: day || hold.spoken, time };
}

/** The answer about the times that are held now; they expire as time passes. */
export function useHoldList(enabled = true) {
  return useCommand("hold_list", { state: "active", limit: 500 }, { enabled, aging: true });
}

/** The times that are held now. */
export function useHolds(enabled = true): readonly Hold[] {
  return useHoldList(enabled).data?.items ?? NONE;
}

/** The held times that a form of the agenda lists: all, those of today, or none among what is over. */
export function useHoldsOf(view: AgendaView): readonly Hold[] {
  const holds = useHolds(view !== "completed");
  const ask = view === "today" && holds.length > 0;
  const { data } = useCommand("schedule_days", { days: 1 }, { enabled: ask, aging: true });
  return useMemo(() => {
    if (view === "completed") return NONE;
    if (view !== "today") return holds;
    const today = data?.days.find((day) => day.is_today);
    return today ? holds.filter((hold) => lies(hold, today)) : NONE;
  }, [view, holds, data]);
}

/** Whether a held time begins on a day. */
export function lies(hold: Hold, day: Day): boolean {
  const from = Date.parse(hold.starts_at) - Date.parse(day.starts_at);
  return from >= 0 && from < day.length_minutes * 60_000;
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
