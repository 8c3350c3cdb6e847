import { useEffect, useRef, useSyncExternalStore } from "react";
import { announce } from "./announce";
import { useKeys } from "./keys";

/** Something that can be done to what is selected now; the palette lists these first. */
export interface Action {
  id: string;
  title: string;
  key?: string;
  /** Why it cannot be done now; then the key says so. */
  locked?: string | undefined;
  run: () => void;
}

let offered: readonly Action[] = [];
const listeners = new Set<() => void>();

function offer(actions: readonly Action[]): void {
  offered = actions;
  for (const listener of listeners) listener();
}

/** Runs an action, or says why it cannot run. */
export function runAction(action: Action): void {
  if (action.locked) announce({ kind: "told", text: action.locked });
  else action.run();
}

/** Offers actions to the palette and answers their keys while the component is shown. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  const shape = actions.map((a) => `${a.id}\n${a.title}\n${a.locked ?? ""}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape must be offered anew
  useEffect(() => {
    const mine = latest.current.map((action, at) => ({
      ...action,
      run: () => latest.current[at]?.run(),
    }));
    offer(mine);
    return () => {
      if (offered === mine) offer([]);
    };
  }, [shape]);
  useKeys(
    Object.fromEntries(
      actions.flatMap((action) => (action.key ? [[action.key, () => runAction(action)]] : [])),
    ),
  );
}

/** The actions on offer now. */
export function useOffered(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offered,
  );
}
