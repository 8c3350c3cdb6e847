import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import css from "./Button.module.css";
import { Icon } from "./Icon";
import { Kbd } from "./Kbd";

/** A verb with its object, and its key. A locked one says why, by sight and to a screen reader. */
export function Button(props: {
  label: string;
  icon?: LucideIcon;
  /** The action whose key is printed (`bindings.ts`). */
  action?: string;
  /** A key that is printed and not bound by name, such as `mod+Enter`. */
  keys?: string;
  look?: "plain" | "main" | "bad" | "quiet";
  /** Why it cannot be pressed now. */
  locked?: string | undefined;
  /** Work is under way; it cannot be pressed twice. */
  busy?: boolean;
  submit?: boolean;
  testId?: string;
  onPress?: () => void;
}) {
  const why = useId();
  const { locked, busy } = props;
  return (
    <span className={css.field} data-tip={locked} data-tip-above={locked ? "" : undefined}>
      <button
        type={props.submit ? "submit" : "button"}
        className={css.button}
        data-look={props.look ?? "plain"}
        data-testid={props.testId}
        aria-disabled={locked || busy ? true : undefined}
        aria-describedby={locked ? why : undefined}
        aria-busy={busy || undefined}
        onClick={(event) => {
          if (locked || busy) event.preventDefault();
          else props.onPress?.();
        }}
      >
        {props.icon ? <Icon of={props.icon} /> : null}
        <span>{props.label}</span>
        {props.action ? <Kbd action={props.action} /> : null}
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
