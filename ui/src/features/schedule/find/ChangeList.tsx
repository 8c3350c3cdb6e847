import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { useActions } from "@/lib/actions";
import type { Change } from "../shapes";
import css from "./find.module.css";
import type { Opening } from "./useOpening";

/** How many changes have a key of their own. */
const KEYED = 9;
/** How many are shown at first; those that a key makes always are. */
const SHOWN = 6;

const keyOf = (change: Change) =>
  `${change.kind}-${change.person_id}-${change.setting}-${change.words}`;

/**
 * What would open times, cheapest first; each was proved by solving anew. A number makes a change, where
 * there is a setting for it; where there is none, the row says what to do.
 */
export function ChangeList(props: {
  title: string;
  changes: readonly Change[];
  none?: string;
  opening: Opening;
  /** Whether the digits belong to this list. */
  keyed: boolean;
}) {
  const { opening, keyed } = props;
  const [all, setAll] = useState(false);
  const changes = props.changes.filter((change) => !opening.idle(change));
  const made = changes.filter((change) => opening.byHand(change) === undefined);
  const digitOf = (change: Change) => {
    const at = made.indexOf(change);
    return keyed && at >= 0 && at < KEYED ? String(at + 1) : undefined;
  };
  const withKeys = made.filter((change) => digitOf(change) !== undefined);
  useActions(
    withKeys.map((change) => ({
      id: `open_times_${digitOf(change)}`,
      title: `Open ${change.opens} more: ${change.words}`,
      keys: digitOf(change),
      locked: opening.busy ? "The last change is still being made." : undefined,
      run: () => opening.make(change),
    })),
  );
  if (changes.length === 0 && !props.none) return null;
  const shown = changes.filter((change, at) => all || at < SHOWN || made.includes(change));
  return (
    <section className={css.changes} aria-label={props.title} data-testid="changes">
      <h3>{props.title}</h3>
      {changes.length === 0 ? <p className="muted">{props.none}</p> : null}
      <ul>
        {shown.map((change) => {
          const byHand = opening.byHand(change);
          const digit = digitOf(change);
          const words = (
            <span>
              {change.words} <span className={css.opens}>opens {change.opens} more</span>
            </span>
          );
          return (
            <li key={keyOf(change)}>
              {byHand === undefined ? (
                <button
                  type="button"
                  className={css.change}
                  aria-disabled={opening.busy || undefined}
                  data-testid="change"
                  onClick={() => opening.make(change)}
                >
                  {digit ? <Kbd keys={digit} /> : <Icon of={KeyRound} />}
                  {words}
                </button>
              ) : (
                <div className={css.hand}>
                  <Icon of={KeyRound} />
                  <span>
                    {words}
                    <span className={css.what}>{byHand}</span>
                  </span>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {shown.length < changes.length ? (
        <div>
          <Button label={`Show all ${changes.length}`} look="quiet" onPress={() => setAll(true)} />
        </div>
      ) : null}
      {withKeys.length > 0 ? (
        <p className={css.what}>
          A number makes the change, and it holds from now on; Z takes it back.
        </p>
      ) : null}
    </section>
  );
}
