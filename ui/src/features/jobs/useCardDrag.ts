import { type PointerEvent as PointerStart, useEffect, useRef, useState } from "react";
import { carry, draggedFrom } from "@/components/carry";
import type { Stage } from "@/generated/commands";
import type { Application } from "@/lib/shapes";

/** How near to the side of the board it scrolls, and how far at a time, in pixels. */
const EDGE = 40;

/** A card in the hand: where it is, and over which column. */
export interface Held {
  application: Application;
  x: number;
  y: number;
  over: Stage | undefined;
}

/** Carries a card to another column with the pointer; Esc lays it back. Fingers scroll instead. */
export function useCardDrag(onDrop: (application: Application, stage: Stage) => void) {
  const [held, setHeld] = useState<Held>();
  const stop = useRef<() => void>(undefined);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => () => stop.current?.(), []);

  const take = (start: PointerStart, application: Application) => {
    if (start.button !== 0 || start.pointerType === "touch") return;
    const board = start.currentTarget.closest("[data-board]");
    const from = { clientX: start.clientX, clientY: start.clientY };
    let carried: Held | undefined;
    const layDown = () => {
      if (carried) swallowClick();
      carried = undefined;
      setHeld(undefined);
    };
    stop.current = carry({
      onMove: (event) => {
        if (!carried && !draggedFrom(from, event)) return;
        event.preventDefault();
        const { clientX: x, clientY: y } = event;
        scrollAtEdge(board, x);
        carried = { application, x, y, over: columnAt(x, y) };
        setHeld(carried);
      },
      onRelease: () => {
        const { over } = carried ?? {};
        layDown();
        if (over && over !== application.stage) drop.current(application, over);
      },
      onCancel: (event) => {
        // Esc belongs to others while nothing is in the hand.
        if (event instanceof KeyboardEvent && !carried) return false;
        layDown();
        return true;
      },
    });
  };
  return { held, take };
}

function columnAt(x: number, y: number): Stage | undefined {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-stage]");
  return column?.dataset.stage as Stage | undefined;
}

function scrollAtEdge(board: Element | null, x: number): void {
  if (!board) return;
  const { left, right } = board.getBoundingClientRect();
  if (x < left + EDGE) board.scrollBy({ left: -EDGE });
  else if (x > right - EDGE) board.scrollBy({ left: EDGE });
}

/** The release of a carried card is no click on what lies below it. */
function swallowClick(): void {
  const swallow = (event: Event) => event.stopPropagation();
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}
