import { useEffect, useRef, useState } from "react";
import { currentSettings } from "./settings";

/**
 * Keys to actions. A name is a key (`j`, `/`, `?`, `Enter`, `Escape`, `ArrowDown`), a chord (`mod+k`)
 * or a sequence (`g c`). An action that returns `false` leaves the key to those below it.
 */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** How long `g` waits for the letter that says where to go. */
const SEQUENCE_MS = 1200;

/** The shown layers, outermost first; `order` is the order of first drawing, parents before children. */
let layers: readonly { order: number; map: { current: KeyMap } }[] = [];
let drawn = 0;
let pending: { key: string; at: number } | undefined;

/** Whether what is typed belongs to a field and not to the keys. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type))
  );
}

function presses(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, [role=switch]") !== null;
}

/** Handles a key press: the newest layer that has an answer gets it. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod) {
    if (!event.shiftKey) act(`mod+${event.key.toLowerCase()}`, event);
    return;
  }
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const single = event.key.length === 1;
  if (single && !currentSettings().singleKeys) return;
  if ((event.key === "Enter" || event.key === " ") && presses(event.target)) return;
  const key = single ? event.key.toLowerCase() : event.key;
  const first = pending;
  pending = undefined;
  if (first && event.timeStamp - first.at < SEQUENCE_MS && act(`${first.key} ${key}`, event))
    return;
  if (act(key, event)) return;
  if (single && startsSequence(key)) pending = { key, at: event.timeStamp };
}

function startsSequence(key: string): boolean {
  return layers.some((layer) =>
    Object.keys(layer.map.current).some((name) => name.startsWith(`${key} `)),
  );
}

function act(name: string, event: KeyboardEvent): boolean {
  for (const layer of layers.toReversed()) {
    const action = layer.map.current[name];
    if (action && action(event) !== false) {
      event.preventDefault();
      return true;
    }
  }
  return false;
}

/** Answers keys while the component is shown; what lies deeper, or came later, goes first. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  latest.current = map;
  const [order] = useState(() => {
    drawn += 1;
    return drawn;
  });
  useEffect(() => {
    const mine = { order, map: latest };
    layers = [...layers, mine].sort((a, b) => a.order - b.order);
    return () => {
      layers = layers.filter((layer) => layer !== mine);
    };
  }, [order]);
}

/** Listens for key presses on the page. Call once, at the top. */
export function useKeyListener(): void {
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** A key as it is printed on a key cap. */
export function keyCap(name: string): string {
  const mac = /mac/i.test(navigator.userAgent);
  return name
    .split(" ")
    .map((part) =>
      part
        .replace("mod+", mac ? "⌘" : "Ctrl ")
        .replace("Escape", "Esc")
        .replace(/\b[a-z]$/, (letter) => letter.toUpperCase()),
    )
    .join(" ");
}
