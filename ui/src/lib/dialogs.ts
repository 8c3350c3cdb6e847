import { createContext, useContext, useSyncExternalStore } from "react";

/** The dialogs that float over the window, by name, the topmost last. */
let open: readonly string[] = [];
const listeners = new Set<() => void>();

/** The dialog a component is drawn in; undefined on the screen itself. */
export const DialogContext = createContext<string | undefined>(undefined);

export function useDialog(): string | undefined {
  return useContext(DialogContext);
}

/** Puts a dialog over all others until the result is called. */
export function putOnTop(dialog: string): () => void {
  const change = (next: readonly string[]) => {
    open = next;
    for (const listener of listeners) listener();
  };
  change([...open, dialog]);
  return () => change(open.filter((each) => each !== dialog));
}

/** The topmost dialog; undefined when none is open. */
export function topDialog(): string | undefined {
  return open.at(-1);
}

/** What lies right beneath a dialog, or will when it opens: another dialog, or undefined for the screen. */
export function useBeneath(dialog: string): string | undefined {
  const all = useSyncExternalStore(subscribe, () => open);
  const at = all.indexOf(dialog);
  return at < 0 ? all.at(-1) : all[at - 1];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
