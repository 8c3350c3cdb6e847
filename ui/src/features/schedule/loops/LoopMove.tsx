import { CircleAlert, CircleCheck, CircleSlash, LoaderCircle } from "lucide-react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { useKeys } from "@/lib/keys";
import { dotted } from "@/lib/words";
import calendar from "../calendar.module.css";
import type { Loop, ShownSession } from "./useLoop";
import type { Placing } from "./usePlacing";

/** Moves a session by the arrow keys, and says at each step which rules it would break. */
export function LoopMove(props: {
  loop: Loop;
  placing: Placing;
  session: ShownSession;
  onKeep: () => void;
  onLeave: () => void;
}) {
  const { loop, placing, session } = props;
  const held = () => true;
  useKeys({
    ArrowUp: () => placing.nudge(session, -1),
    ArrowDown: () => placing.nudge(session, 1),
    ArrowLeft: () => placing.turn(session, -1),
    ArrowRight: () => placing.turn(session, 1),
    Enter: props.onKeep,
    Escape: props.onLeave,
    "@loop_move": props.onKeep,
    "@next": held,
    "@previous": held,
  });
  const hard = session.violations.some((rule) => !rule.overridable);
  const soft = session.violations.length > 0 && !hard;
  const state = loop.waiting ? "waiting" : hard ? "refused" : soft ? "reason" : "fits";
  const sign = {
    waiting: LoaderCircle,
    refused: CircleSlash,
    reason: CircleAlert,
    fits: CircleCheck,
  }[state];
  return (
    <div className={calendar.moveBar} data-state={state} data-testid="loop-move">
      <div className={calendar.moveWords} role="status" aria-live="polite">
        <p>
          <Icon of={sign} />
          <span>
            <bdi>{session.title}</bdi> at{" "}
            <strong>{loop.waiting ? "…" : dotted(session.spoken, session.spoken_theirs)}</strong>
          </span>
        </p>
        {state === "waiting" ? (
          <p className="muted">Asking the rules…</p>
        ) : state === "fits" ? (
          <p className="muted">Fits everyone.</p>
        ) : (
          session.violations.map((rule) => (
            <p key={`${rule.code}-${rule.message}`}>
              {rule.message}
              {rule.overridable ? <span className="muted"> Possible with a reason.</span> : null}
            </p>
          ))
        )}
      </div>
      <div className={calendar.moveKeys}>
        <span className="muted">
          <Kbd keys="← →" /> a day, <Kbd keys="↑ ↓" /> 15 minutes
        </span>
        <Button label="Leave it" keys="Escape" look="quiet" onPress={props.onLeave} />
        <Button label="Keep it here" keys="Enter" look="main" onPress={props.onKeep} />
      </div>
    </div>
  );
}
