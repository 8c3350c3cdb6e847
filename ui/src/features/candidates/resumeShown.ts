import { useSyncExternalStore } from "react";

/** Where the résumé stands beside the facts: while reviewing it does unless it was put away. */
type Mode = "reading" | "reviewing";

let shown: Readonly<Record<Mode, boolean>> = { reading: false, reviewing: true };
const listeners = new Set<() => void>();

/** Shows the résumé, or puts it away; it stays so from one person to the next. */
export function showResume(mode: Mode, on: boolean): void {
  shown = { ...shown, [mode]: on };
  for (const listener of listeners) listener();
}

export function useResumeShown(mode: Mode): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown[mode],
  );
}
