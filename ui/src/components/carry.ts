/** What happens while the pointer holds something. */
interface Hands {
  onMove: (event: PointerEvent) => void;
  /** The pointer let go. */
  onRelease: () => void;
  /** Esc was pressed, or the system took the pointer away; `false` leaves the key to others. */
  onCancel: (event: Event) => boolean | undefined;
}

/**
 * Follows the pointer wherever it goes, and Esc, until it is let go. Returns what stops it; that must also
 * be called when whoever carries is gone.
 */
export function carry(hands: Hands): () => void {
  const release = () => {
    stop();
    hands.onRelease();
  };
  const cancel = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== "Escape") return;
    if (hands.onCancel(event) === false) return;
    stop();
    if (!(event instanceof KeyboardEvent)) return;
    event.preventDefault();
    // The key laid something back; it does not close what that lies in as well.
    event.stopPropagation();
  };
  const stop = () => {
    window.removeEventListener("pointermove", hands.onMove);
    window.removeEventListener("pointerup", release);
    window.removeEventListener("pointercancel", cancel);
    window.removeEventListener("keydown", cancel, true);
  };
  window.addEventListener("pointermove", hands.onMove);
  window.addEventListener("pointerup", release);
  window.addEventListener("pointercancel", cancel);
  window.addEventListener("keydown", cancel, true);
  return stop;
}

/** Whether the pointer has gone far enough from where it was pressed for a press to be a drag. */
export function draggedFrom(
  start: { clientX: number; clientY: number },
  now: PointerEvent,
): boolean {
  return Math.hypot(now.clientX - start.clientX, now.clientY - start.clientY) >= SLACK;
}

/** How far that is, in pixels. */
const SLACK = 5;
