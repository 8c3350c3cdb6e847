import { useRef } from "react";
import { MINUTE_PX, snapped } from "./grid";

/** How far the pointer goes before a press becomes a drag. */
const THRESHOLD_PX = 5;

interface Place {
  date: string;
  minutes: number;
}

/** Carries a block over the days under the pointer; says where its top would lie. */
export function useDrag(grid: React.RefObject<HTMLDivElement | null>) {
  const dragged = useRef(false);

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
    const { clientX, clientY } = event;
    const held = clientY - event.currentTarget.getBoundingClientRect().top;
    let last: Place | undefined;
    const onMove = (now: PointerEvent) => {
      if (!dragged.current) {
        if (Math.hypot(now.clientX - clientX, now.clientY - clientY) < THRESHOLD_PX) return;
        dragged.current = true;
        hands.onStart();
      }
      now.preventDefault();
      const place = placeAt(now.clientX, now.clientY - held);
      if (!place) return;
      last = place;
      hands.onMove(place);
    };
    const end = () => {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", onCancel);
      window.removeEventListener("keydown", onKey, true);
      // The click that follows the release belongs to the drag, not to the block.
      setTimeout(() => {
        dragged.current = false;
      });
    };
    const onUp = () => {
      if (dragged.current && last) hands.onDrop(last);
      end();
    };
    const onCancel = () => {
      if (dragged.current) hands.onStop();
      end();
    };
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== "Escape" || !dragged.current) return;
      key.preventDefault();
      key.stopPropagation();
      onCancel();
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", onCancel);
    window.addEventListener("keydown", onKey, true);
  };
  return { grab, wasDrag: () => dragged.current };
}
