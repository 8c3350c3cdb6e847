import { useSyncExternalStore } from "react";
import type { CommandError } from "@/platform";

/** The one line at the foot of the window: what just happened, or why it did not. */
export type Announcement =
  /** With `undo`, `Z` and a button take it back: the last change. */
  | { kind: "done"; text: string; undo?: boolean }
  | { kind: "told"; text: string }
  | { kind: "failed"; error: CommandError; retry: () => void };

let current: Announcement | undefined;
const listeners = new Set<() => void>();

/** Shows a line in place of the last one; `undefined` clears it. */
export function announce(next: Announcement | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useAnnouncement(): Announcement | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
