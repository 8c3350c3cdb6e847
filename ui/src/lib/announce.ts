import { useSyncExternalStore } from "react";
import type { CommandError } from "@/platform";

/** The one line at the foot of the window: what just happened, or why it did not. */
export type Announcement =
  /** With `undo`, `Z` and a button take it back: the last change, or what the function takes back. */
  | { kind: "done"; text: string; undo?: boolean | (() => void) }
  | { kind: "told"; text: string }
  | { kind: "failed"; error: CommandError; retry: () => void };

let current: Announcement | undefined;
const listeners = new Set<() => void>();

/** Shows a line in place of the last one; `undefined` clears it. */
export function announce(next: Announcement | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Takes back what the shown line says, where that is not the last change in the workspace. */
export function undoShown(): boolean {
  if (current?.kind !== "done" || typeof current.undo !== "function") return false;
  current.undo();
  return true;
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
