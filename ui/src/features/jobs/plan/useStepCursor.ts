import { useState } from "react";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";

/**
 * The cursor over the steps of a plan; the address holds which one is open. Esc closes it, and without
 * one goes back to where the plan was opened.
 */
export function useStepCursor(keys: readonly string[], leave: () => void) {
  const place = usePlace();
  const [own, setOwn] = useState<string>();
  const wanted = place.for ?? own;
  const at = wanted === undefined ? -1 : keys.indexOf(wanted);
  const opened = place.for !== undefined && at >= 0;
  const open = (key: string | undefined) => {
    if (key === undefined) return false;
    setOwn(key);
    place.set({ for: key }, place.for !== undefined);
    return true;
  };
  const move = (by: 1 | -1) => {
    const next = keys[Math.min(keys.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    if (next === undefined) return false;
    setOwn(next);
    if (opened) place.set({ for: next }, true);
    return true;
  };
  const close = () => {
    if (opened) place.set({ for: undefined }, true);
    else leave();
  };
  useKeys({
    "@next": () => move(1),
    "@previous": () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open(keys[Math.max(0, at)]),
    Escape: close,
  });
  return { at, opened, open, close, choose: setOwn };
}
