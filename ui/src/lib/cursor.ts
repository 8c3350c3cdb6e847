import { useState } from "react";
import { useKeys } from "./keys";
import { usePlace } from "./place";

/** Where the cursor stood on each screen, so that coming back finds it. */
const remembered = new Map<string, string>();

/**
 * The cursor of a list: `J`/`K` move it, `Enter` opens, `Esc` closes what is open. While something is
 * open, moving the cursor opens the next one in its place.
 */
export function useCursor(screen: string, keys: readonly string[]) {
  const place = usePlace();
  const [own, setOwn] = useState(remembered.get(screen));
  const key = place.id ?? own;
  const index = key === undefined ? -1 : keys.indexOf(key);

  const moveTo = (next: string) => {
    remembered.set(screen, next);
    setOwn(next);
    if (place.id) place.set({ id: next }, true);
  };
  const move = (by: 1 | -1) => {
    const next = keys[Math.min(keys.length - 1, Math.max(0, index < 0 ? 0 : index + by))];
    if (next !== undefined) moveTo(next);
  };
  const open = (at = index) => {
    const next = keys[at];
    if (next === undefined) return false;
    remembered.set(screen, next);
    setOwn(next);
    place.set({ id: next }, place.id !== undefined);
    return true;
  };
  const close = () => {
    if (!place.id) return false;
    place.set({ id: undefined });
    return true;
  };

  useKeys({
    "@next": () => move(1),
    "@previous": () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open(),
    Escape: () => close(),
  });
  return { key, index, opened: place.id !== undefined, move, open, close };
}
