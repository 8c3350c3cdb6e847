import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { announce } from "./announce";
import { keysOf } from "./bindings";
import { useDialog } from "./dialogs";
import { useKeys } from "./keys";

/** Something that can be done to what is selected now; the palette lists these first. */
export interface Action {
  /** Its lasting name; one of `bindings.ts` gives it that key. */
  id: string;
  title: string;
  /** Its key, where that is none of `bindings.ts`: the digit of a line, a letter in a sheet. */
  keys?: string | undefined;
  /** Why it cannot be done now; then the key says so. */
  locked?: string | undefined;
  run: () => void;
}

interface Offer {
  /** The dialog in which they can be done; undefined for the screen. */
  dialog: string | undefined;
  actions: readonly Action[];
}

/** What is on offer, outermost first. */
let offers: readonly Offer[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Offer[]): void {
  offers = next;
  for (const listener of listeners) listener();
}

/** Runs an action, or says why it cannot run. */
export function runAction(action: Action): void {
  if (action.locked) announce({ kind: "told", text: action.locked });
  else action.run();
}

/** Gives the first nine their figures as keys, in their order. */
export function numbered(actions: readonly Action[]): Action[] {
  return actions.slice(0, 9).map((action, at) => ({ ...action, keys: String(at + 1) }));
}

/** The key of an action, where it has one. */
export function actionKeys(action: Action): string | undefined {
  return action.keys ?? keysOf(action.id);
}

/** Offers actions to the palette and answers their keys while the component is shown. */
export function useActions(actions: readonly Action[]): void {
  const dialog = useDialog();
  const latest = useRef(actions);
  latest.current = actions;
  const shape = JSON.stringify(actions.map((a) => [a.id, a.title, a.keys, a.locked]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape must be offered anew
  const mine = useMemo(
    () => ({
      dialog,
      actions: latest.current.map((action, at) => ({
        ...action,
        run: () => latest.current[at]?.run(),
      })),
    }),
    [shape, dialog],
  );
  useEffect(() => {
    if (mine.actions.length === 0) return;
    change([...offers, mine]);
    return () => change(offers.filter((each) => each !== mine));
  }, [mine]);
  useKeys(
    Object.fromEntries(
      actions.map((action) => [action.keys ?? `@${action.id}`, () => runAction(action)]),
    ),
  );
}

/** The actions on offer now in a dialog, or on the screen. */
export function useOffered(dialog: string | undefined): readonly Action[] {
  const all = useSyncExternalStore(subscribe, () => offers);
  return useMemo(() => {
    const seen = new Set<string>();
    // What came last lies deepest: its actions come first, and hide others of the same name.
    return all
      .filter((offer) => offer.dialog === dialog)
      .toReversed()
      .flatMap((offer) => offer.actions)
      .filter((action) => !seen.has(action.id) && seen.add(action.id));
  }, [all, dialog]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
