import { useEffect, useRef } from "react";
import { carry, draggedFrom } from "@/components/carry";
import { MINUTE_PX, snapped } from "./grid";

interface Place {
  date: string;
  minutes: number;
}

/** Carries a block over the days under the pointer; says where its top would lie. */
export function useDrag(grid: React.RefObject<HTMLDivElement | null>) {
  const dragged = useRef(false);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const placeAt = (x: number, top: number): Place | undefined => {
    const days = [...(grid.current?.querySelectorAll<HTMLElement>("[data-date]") ?? [])];
    const day =
      days.find((each) => {
        const box = each.getBoundingClientRect();
        return x >= box.left && x < box.right;
      }) ?? (x < (days[0]?.getBoundingClientRect().left ?? 0) ? days[0] : days.at(-1));
    if (!day?.dataset.date) return undefined;
    const minutes = (top - day.getBoundingClientRect().top) / MINUTE_PX;
    return { date: day.dataset.date, minutes: snapped(minutes, Number(day.dataset.length)) };
  };

  const grab = (
    event: React.PointerEvent<HTMLElement>,
    hands: {
      onStart: () => void;
      onMove: (place: Place) => void;
      onDrop: (place: Place) => void;
      onStop: () => void;
    },
  ) => {
    // A finger scrolls; with it, an interview is moved by its button.
    if (event.button !== 0 || event.pointerType === "touch") return;
    const from = { clientX: event.clientX, clientY: event.clientY };
    const held = event.clientY - event.currentTarget.getBoundingClientRect().top;
    let last: Place | undefined;
    // The click that follows the release belongs to the drag, not to the block.
    const end = () => void setTimeout(() => (dragged.current = false));
    stop.current = carry({
      onMove: (now) => {
        if (!dragged.current) {
          if (!draggedFrom(from, now)) return;
          dragged.current = true;
          hands.onStart();
        }
        now.preventDefault();
        const place = placeAt(now.clientX, now.clientY - held);
        if (!place) return;
        last = place;
        hands.onMove(place);
      },
      onRelease: () => {
        if (dragged.current && last) hands.onDrop(last);
        end();
      },
      onCancel: (why) => {
        if (why instanceof KeyboardEvent && !dragged.current) return false;
        if (dragged.current) hands.onStop();
        end();
        return true;
      },
    });
  };
  return { grab, wasDrag: () => dragged.current };
}
