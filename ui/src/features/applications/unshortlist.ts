import { useSyncExternalStore } from "react";
import type { Application } from "@/lib/shapes";
import type { CommandError } from "@/platform";

/** A refusal to take somebody off a shortlist, because interviews are scheduled. */
export interface UnshortlistQuestion {
  application: Application;
  error: CommandError;
}

let asked: UnshortlistQuestion | undefined;
const listeners = new Set<() => void>();

/** Asks, on whichever screen, whether to cancel the interviews and why; `undefined` puts it away. */
export function askToUnshortlist(question: UnshortlistQuestion | undefined): void {
  asked = question;
  for (const listener of listeners) listener();
}

export function useUnshortlistQuestion(): UnshortlistQuestion | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
