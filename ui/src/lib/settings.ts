import { useSyncExternalStore } from "react";

/** What this window remembers about itself; nothing about people. */
export interface Settings {
  theme: "system" | "light" | "dark";
  railCollapsed: boolean;
  /** Whether single letters act as keys (WCAG 2.1.4 asks for a way to turn them off). */
  singleKeys: boolean;
  /** Whether rows of lists are 32 px high instead of 40. */
  compact: boolean;
  /** Keys that the person changed, by the name of the action (`bindings.ts`). */
  keys: Readonly<Record<string, string>>;
  /** The palette entries used last, newest first. */
  recent: readonly string[];
  /** Zones shown beside the reader's in the calendar, at most two. */
  zones: readonly string[];
  /** Whose time the calendar shows, by id; empty for those who have interviews. */
  shownPeople: readonly string[];
}

const KEY = "muster.window";
const DEFAULTS: Settings = {
  theme: "system",
  railCollapsed: false,
  singleKeys: true,
  compact: false,
  keys: {},
  recent: [],
  zones: [],
  shownPeople: [],
};

let settings = read();
const listeners = new Set<() => void>();

function read(): Settings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...DEFAULTS, ...(typeof stored === "object" ? stored : {}) };
  } catch {
    return DEFAULTS;
  }
}

/** The settings now. */
export function currentSettings(): Settings {
  return settings;
}

/** Changes settings and remembers them. */
export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A full or forbidden store loses the memory, not the change.
  }
  applyLooks(settings);
  for (const listener of listeners) listener();
}

/** Puts theme and row height on the page; the theme `system` leaves it to the desktop. */
export function applyLooks({ theme, compact }: Settings): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  if (compact) dataset.rows = "compact";
  else delete dataset.rows;
}

/** The height of a list's row in pixels. */
export function rowHeight({ compact }: Settings): number {
  return compact ? 32 : 40;
}

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, currentSettings);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
