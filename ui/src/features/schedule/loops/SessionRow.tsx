import { CircleAlert, CircleSlash, Lock } from "lucide-react";
import { useEffect, useRef } from "react";
import { Icon } from "@/components/Icon";
import { dotted } from "@/lib/words";
import { names } from "../people";
import css from "./loops.module.css";
import type { Kept, ShownSession } from "./useLoop";

const keptWords = (kept: Kept | undefined) =>
  kept?.time && kept.people
    ? "time and people kept"
    : kept?.time
      ? "time kept"
      : kept?.people
        ? "people kept"
        : "";

/** One interview of a loop: both clocks, who, what is kept, and the rules that it breaks. */
export function SessionRow(props: {
  session: ShownSession;
  place: number;
  kept?: Kept | undefined;
  current?: boolean;
  /** Its words are of another time than it is at now. */
  waiting?: boolean;
  shadows: string[];
  onPress?: () => void;
}) {
  const { session, kept } = props;
  const keeps = keptWords(kept);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (props.current) row.current?.scrollIntoView?.({ block: "nearest" });
  }, [props.current]);
  return (
    <li
      ref={row}
      className={css.session}
      aria-current={props.current || undefined}
      data-waiting={props.waiting || undefined}
      data-testid="session"
    >
      <button type="button" onClick={props.onPress} tabIndex={props.current ? 0 : -1}>
        <span className={css.place}>{props.place}</span>
        <span className={css.sessionWords}>
          <span className={css.sessionHead}>
            <strong>
              <bdi>{session.title}</bdi>
            </strong>
            <span className="muted">
              with <bdi>{names(session.interviewer_names) || "nobody"}</bdi>
              {props.shadows.length > 0 ? (
                <>
                  ; <bdi>{names(props.shadows)}</bdi> may listen
                </>
              ) : null}
            </span>
            {keeps ? (
              <span className={css.kept}>
                <Icon of={Lock} size={12} />
                {keeps}
              </span>
            ) : null}
          </span>
          <span className={css.clocks}>
            {props.waiting ? "Asking the rules…" : dotted(session.spoken, session.spoken_theirs)}
          </span>
          {session.violations.map((rule) => (
            <span
              key={`${rule.code}-${rule.message}`}
              className={css.broken}
              data-hard={!rule.overridable || undefined}
            >
              <Icon of={rule.overridable ? CircleAlert : CircleSlash} size={12} />
              <span>
                {rule.message}
                {rule.overridable ? " Possible with a reason." : ""}
              </span>
            </span>
          ))}
        </span>
      </button>
    </li>
  );
}
