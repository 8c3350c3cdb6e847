import { type PointerEvent as PointerStart, useEffect, useRef, useState } from "react";
import { carry } from "@/components/carry";

/** A step in the hand, and the place that it would take. */
export interface HeldStep {
  from: number;
  to: number;
}

/** Carries a step to another place by its handle; Esc lays it back where it was. */
export function useStepDrag(onDrop: (from: number, to: number) => void) {
  const [held, setHeld] = useState<HeldStep>();
  const stop = useRef<() => void>(undefined);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => () => stop.current?.(), []);

  const take = (start: PointerStart, from: number) => {
    if (start.button !== 0) return;
    start.preventDefault();
    let to = from;
    setHeld({ from, to });
    stop.current = carry({
      onMove: (event) => {
        const over = document
          .elementFromPoint(event.clientX, event.clientY)
          ?.closest<HTMLElement>("[data-step]");
        if (over) to = Number(over.dataset.step);
        setHeld({ from, to });
      },
      onRelease: () => {
        setHeld(undefined);
        if (to !== from) drop.current(from, to);
      },
      onCancel: () => {
        setHeld(undefined);
        return true;
      },
    });
  };
  return { held, take };
}
