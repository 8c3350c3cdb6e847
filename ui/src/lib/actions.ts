import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { announce } from "./announce";
import { keysOf } from "./bindings";
import { useKeys } from "./keys";

/** Something that can be done to what is selected now; the palette lists these first. */
export interface Action {
  /** Its lasting name; one of `bindings.ts` gives it that key. */
  id: string;
  title: string;
  /** Why it cannot be done now; then the key says so. */
  locked?: string | undefined;
  run: () => void;
}

/** What is on offer, outermost first. */
let offers: readonly (readonly Action[])[] = [];
let offered: readonly Action[] = [];
const listeners = new Set<() => void>();

function change(next: readonly (readonly Action[])[]): void {
  offers = next;
  const seen = new Set<string>();
  // What came last lies deepest: its actions come first, and hide others of the same name.
  offered = next
    .toReversed()
    .flat()
    .filter((action) => !seen.has(action.id) && seen.add(action.id));
  for (const listener of listeners) listener();
}

/** Runs an action, or says why it cannot run. */
export function runAction(action: Action): void {
  if (action.locked) announce({ kind: "told", text: action.locked });
  else action.run();
}

/** The key of an action, where it has one. */
export function actionKeys(action: Action): string | undefined {
  return keysOf(action.id);
}

/** Offers actions to the palette and answers their keys while the component is shown. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  const shape = actions.map((a) => `${a.id}\n${a.title}\n${a.locked ?? ""}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape must be offered anew
  const mine = useMemo(
    () => latest.current.map((action, at) => ({ ...action, run: () => latest.current[at]?.run() })),
    [shape],
  );
  useEffect(() => {
    if (mine.length === 0) return;
    change([...offers, mine]);
    return () => change(offers.filter((each) => each !== mine));
  }, [mine]);
  useKeys(Object.fromEntries(actions.map((action) => [`@${action.id}`, () => runAction(action)])));
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
