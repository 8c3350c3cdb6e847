import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 760px)";

/** Whether the window has no room for a week or for things side by side. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => window.matchMedia(NARROW).matches,
  );
}
