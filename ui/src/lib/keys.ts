import { useEffect, useRef, useState } from "react";
import { keysOf } from "./bindings";
import { topDialog, useDialog } from "./dialogs";
import { pace } from "./pace";
import { currentSettings } from "./settings";

/**
 * Keys to actions. A name is a binding (`@palette`, see `bindings.ts`), a key (`Enter`, `Escape`,
 * `ArrowDown`, `Space`, `1`), a chord (`mod+k`, `shift+j`, `alt+ArrowUp`) or a sequence (`g c`). An action that returns `false`
 * leaves the key to those below it.
 */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

interface Layer {
  order: number;
  /** The dialog it belongs to, undefined for the screen; or all of them. */
  of: string | undefined | typeof everywhere;
  map: { current: KeyMap };
}

/** Of keys that act on the screen and in every dialog alike. */
export const everywhere = Symbol("everywhere");

/** The shown layers, outermost first; `order` is the order of first drawing, parents before children. */
let layers: readonly Layer[] = [];
let drawn = 0;
let pending: { key: string; at: number } | undefined;
let recorder: ((keys: string) => void) | undefined;

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

/** The name of a pressed key: `j`, `shift+j`, `mod+k`, `alt+ArrowUp`, `Enter`; undefined for a mere modifier. */
export function nameOf(event: KeyboardEvent): string | undefined {
  if (["Shift", "Control", "Meta", "Alt"].includes(event.key)) return undefined;
  const single = event.key.length === 1;
  // Alt with a letter writes a sign on many keyboards; only with an arrow is it a chord.
  if (event.altKey) return event.key.startsWith("Arrow") ? `alt+${event.key}` : undefined;
  // A space must not look like the gap between two keys of a sequence.
  const key = event.key === " " ? "Space" : single ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return event.shiftKey ? `mod+shift+${key}` : `mod+${key}`;
  // A sign such as "?" already needs Shift on most keyboards; only letters tell the two apart.
  return event.shiftKey && /^\p{L}$/u.test(key) ? `shift+${key}` : key;
}

/** Hands the next key or sequence to `record` instead of to the actions; call the result to stop. */
export function recordKeys(record: (keys: string) => void): () => void {
  recorder = record;
  return () => {
    if (recorder === record) recorder = undefined;
  };
}

/** Handles a key press: the newest layer that has an answer gets it. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = nameOf(event);
  if (!key) return;
  if (recorder && key !== "Escape" && key !== "Tab") {
    event.preventDefault();
    recorder(key);
    return;
  }
  const shown = reachable();
  if (key.startsWith("mod+")) {
    act(shown, key, event);
    return;
  }
  if (isTyping(event.target)) return;
  const single = event.key.length === 1;
  if (single && !currentSettings().singleKeys) return;
  if ((event.key === "Enter" || event.key === " ") && presses(event.target)) return;
  const first = pending;
  pending = undefined;
  if (first && event.timeStamp - first.at < pace.sequence) {
    if (act(shown, `${first.key} ${key}`, event)) return;
  }
  if (act(shown, key, event)) return;
  if (single && startsSequence(shown, key)) pending = { key, at: event.timeStamp };
}

/** The keys of what lies on top; those below rest. */
function reachable(): readonly Layer[] {
  const top = topDialog();
  return layers.filter((layer) => layer.of === top || layer.of === everywhere);
}

const resolved = (name: string) => (name.startsWith("@") ? keysOf(name.slice(1)) : name);

function startsSequence(shown: readonly Layer[], key: string): boolean {
  return shown.some((layer) =>
    Object.keys(layer.map.current).some((name) => resolved(name)?.startsWith(`${key} `)),
  );
}

function act(shown: readonly Layer[], keys: string, event: KeyboardEvent): boolean {
  for (const layer of shown.toReversed()) {
    for (const [name, action] of Object.entries(layer.map.current)) {
      if (resolved(name) === keys && action(event) !== false) {
        event.preventDefault();
        return true;
      }
    }
  }
  return false;
}

/**
 * Answers keys while the component is shown and what it is drawn in lies on top, or everywhere; what lies
 * deeper, or came later, goes first.
 */
export function useKeys(map: KeyMap, reach?: typeof everywhere): void {
  const dialog = useDialog();
  const of: Layer["of"] = reach ?? dialog;
  const latest = useRef(map);
  latest.current = map;
  const [order] = useState(() => {
    drawn += 1;
    return drawn;
  });
  useEffect(() => {
    const mine: Layer = { order, of, map: latest };
    layers = [...layers, mine].sort((a, b) => a.order - b.order);
    return () => {
      layers = layers.filter((layer) => layer !== mine);
    };
  }, [order, of]);
}

/** Listens for key presses on the page. Call once, at the top. */
export function useKeyListener(): void {
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

const ARROWS = { Up: "↑", Down: "↓", Left: "←", Right: "→" } as const;

/** A key as it is printed on a key cap. */
export function keyCap(name: string): string {
  const mac = /mac/i.test(navigator.userAgent);
  return name
    .split(" ")
    .map((part) =>
      part
        .replace("mod+", mac ? "⌘" : "Ctrl ")
        .replace("shift+", mac ? "⇧" : "Shift ")
        .replace("alt+", mac ? "⌥" : "Alt ")
        .replace(/Arrow(Up|Down|Left|Right)/, (_, way: keyof typeof ARROWS) => ARROWS[way])
        .replace("Escape", "Esc")
        .replace(/(?<=^| |[⌘⇧])[a-z]$/, (letter) => letter.toUpperCase()),
    )
    .join(" ");
}
