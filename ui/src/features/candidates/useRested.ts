import { startTransition, useEffect, useRef, useState } from "react";

/** How long the cursor must rest, once it goes from one person to the next without a pause. */
const REST_MS = 150;

/**
 * The id that a heavy page shows. A single change follows after the next paint, so that the cursor is
 * seen first; while one change follows the other, as with a held key, only the last one counts.
 */
export function useRested(id: string): string {
  const [shown, setShown] = useState(id);
  const changed = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (id === shown) return;
    const now = performance.now();
    const wait = now - changed.current < REST_MS ? REST_MS : 0;
    changed.current = now;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setShown(id)), wait);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [id, shown]);
  return shown;
}
