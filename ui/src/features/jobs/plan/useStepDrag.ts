import { type PointerEvent as PointerStart, useEffect, useRef, useState } from "react";

/** A step in the hand, and the place that it would take. */
export interface HeldStep {
  from: number;
  to: number;
}

/** Carries a step to another place by its handle; Esc lays it back where it was. */
export function useStepDrag(onDrop: (from: number, to: number) => void) {
  const [held, setHeld] = useState<HeldStep>();
  const stop = useRef<() => void>(() => undefined);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => () => stop.current(), []);

  const take = (start: PointerStart, from: number) => {
    if (start.button !== 0) return;
    start.preventDefault();
    let to = from;
    setHeld({ from, to });
    const move = (event: PointerEvent) => {
      const over = document
        .elementFromPoint(event.clientX, event.clientY)
        ?.closest<HTMLElement>("[data-step]");
      if (over) to = Number(over.dataset.step);
      setHeld({ from, to });
    };
    const end = () => {
      stop.current();
      if (to !== from) drop.current(from, to);
    };
    const cancel = (event: Event) => {
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
      }
      stop.current();
    };
    stop.current = () => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", cancel);
      document.removeEventListener("keydown", cancel, true);
      setHeld(undefined);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", cancel, true);
  };
  return { held, take };
}
