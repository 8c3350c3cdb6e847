import type { KeyboardEvent } from "react";

/** Esc leaves the field; only the next one closes what the field is in. */
export function leaveField(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (!(event.target instanceof HTMLElement)) return;
  if (!event.target.matches("input, textarea, select")) return;
  event.target.blur();
  event.preventDefault();
}
