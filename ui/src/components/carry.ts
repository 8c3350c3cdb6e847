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
    document.removeEventListener("pointermove", hands.onMove);
    document.removeEventListener("pointerup", release);
    document.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", cancel, true);
  };
  document.addEventListener("pointermove", hands.onMove);
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", cancel, true);
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
