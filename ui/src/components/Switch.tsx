import { Lock } from "lucide-react";
import { useId } from "react";
import { Icon } from "./Icon";
import { Kbd } from "./Kbd";
import css from "./Switch.module.css";

/**
 * A switch that says why when it cannot be moved. It stays in the tab order then, so that the reason
 * is found by keyboard and read by a screen reader.
 */
export function Switch(props: {
  label: string;
  on: boolean;
  /** Why it cannot be moved now. */
  locked?: string | undefined;
  keys?: string | undefined;
  onChange: (on: boolean) => void;
  /** Called in place of a change while locked. */
  onLocked?: (why: string) => void;
}) {
  const { locked } = props;
  const why = useId();
  return (
    <span className={css.field} data-tip={locked} data-tip-above={locked ? "" : undefined}>
      <button
        type="button"
        role="switch"
        className={css.switch}
        aria-checked={props.on}
        aria-disabled={locked ? true : undefined}
        aria-describedby={locked ? why : undefined}
        onClick={() => (locked ? props.onLocked?.(locked) : props.onChange(!props.on))}
      >
        <span className={css.track}>
          <span className={css.thumb}>{locked ? <Icon of={Lock} size={8} /> : null}</span>
        </span>
        <span>{props.label}</span>
        {props.keys ? <Kbd keys={props.keys} /> : null}
      </button>
      {locked ? (
        <span id={why} className="unseen">
          {locked}
        </span>
      ) : null}
    </span>
  );
}
