import { CircleAlert, CircleCheck, CircleSlash, LoaderCircle } from "lucide-react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { useKeys } from "@/lib/keys";
import css from "./calendar.module.css";
import type { Move } from "./useMove";

const signs = {
  waiting: LoaderCircle,
  fits: CircleCheck,
  reason: CircleAlert,
  refused: CircleSlash,
};

/** What a move would mean, before it is let go: both clocks, and the rules it would break. */
export function MoveBar(props: {
  move: Move;
  moved: boolean;
  onStep: (by: number) => void;
  onDay: (by: 1 | -1) => void;
  onDrop: () => void;
  onStop: () => void;
  onSlots: () => void;
}) {
  const { move } = props;
  const { verdict } = move;
  const byKeys = move.by === "keys";
  const held = () => true;
  useKeys(
    byKeys
      ? {
          ArrowUp: () => props.onStep(-1),
          ArrowDown: () => props.onStep(1),
          ArrowLeft: () => props.onDay(-1),
          ArrowRight: () => props.onDay(1),
          Enter: props.onDrop,
          Escape: props.onStop,
          s: props.onSlots,
          "@next": held,
          "@previous": held,
          "@reschedule": held,
        }
      : {},
  );
  return (
    <div className={css.moveBar} data-state={verdict.kind} data-testid="move-bar">
      <div className={css.moveWords} role="status" aria-live="polite">
        <p>
          <Icon of={signs[verdict.kind]} />
          <span>
            <bdi>{move.interview.candidate_name}</bdi>
            {props.moved ? " to " : " is at "}
            <strong>{verdict.check?.spoken_both ?? move.interview.spoken_both}</strong>
          </span>
        </p>
        {verdict.kind === "waiting" ? (
          <p className="muted">Asking the rules…</p>
        ) : verdict.kind === "fits" ? (
          <p className="muted">Fits everyone.</p>
        ) : (
          verdict.check?.violations.map((rule) => (
            <p key={`${rule.code}-${rule.attendee}`}>
              <span>
                {rule.message}
                {rule.overridable ? <span className="muted"> Possible with a reason.</span> : null}
              </span>
            </p>
          ))
        )}
      </div>
      {byKeys ? (
        <div className={css.moveKeys}>
          <span className="muted">
            <Kbd keys="← →" /> a day, <Kbd keys="↑ ↓" /> 15 minutes
          </span>
          <Button label="Suggested times" keys="s" look="quiet" onPress={props.onSlots} />
          <Button label="Leave it" keys="Escape" look="quiet" onPress={props.onStop} />
          <Button label="Move it here" keys="Enter" look="main" onPress={props.onDrop} />
        </div>
      ) : null}
    </div>
  );
}
