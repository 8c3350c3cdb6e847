import { CircleAlert, CircleSlash, type LucideIcon, PlugZap } from "lucide-react";
import type { ReactNode } from "react";
import { errorRow, type Severity } from "@/lib/errors";
import { useHands } from "@/lib/hands";
import type { CommandError } from "@/platform";
import { Icon } from "./Icon";
import css from "./Notice.module.css";

const icons: Record<Severity, LucideIcon> = {
  refusal: CircleSlash,
  trouble: PlugZap,
  fault: CircleAlert,
};

/** An error in its place: what happened, what to do, and the button that does it. */
export function ErrorNotice(props: { error: CommandError; retry: () => void }) {
  const { error } = props;
  const row = errorRow(error.code);
  const hands = useHands(props.retry);
  return (
    <div className={css.notice} data-severity={row.severity} role="alert" data-testid="error">
      <Icon of={icons[row.severity]} />
      <div className={css.words}>
        <h2>{row.title}</h2>
        <p>{error.message}</p>
        {error.hint ? <p className="muted">{error.hint}</p> : null}
        {row.action ? (
          <button type="button" className={css.button} onClick={() => row.action?.run(hands)}>
            {row.action.label}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** An empty place that teaches the first act. */
export function Empty(props: { icon: LucideIcon; title: string; children?: ReactNode }) {
  return (
    <div className={css.empty} data-testid="empty">
      <Icon of={props.icon} size={20} />
      <h2>{props.title}</h2>
      {props.children ? <div className={css.teach}>{props.children}</div> : null}
    </div>
  );
}

/** The shape of rows that are on their way; the same height as the rows. */
export function Waiting(props: { rows?: number; label: string }) {
  return (
    <div className={css.waiting} role="status" aria-label={props.label} data-testid="waiting">
      {Array.from({ length: props.rows ?? 8 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars never move
        <div key={at} className={css.bar}>
          <span style={{ width: `${32 + ((at * 37) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
