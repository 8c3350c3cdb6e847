import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { errorRow } from "@/lib/errors";
import type { CommandError } from "@/platform";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import css from "./Sheet.module.css";

/**
 * A form that floats over the window: its title, its fields, and the one button that does it, also by
 * Ctrl+Enter. Esc puts it away. A refusal is shown inside, above the button; nothing typed is lost.
 */
export function Sheet(props: {
  title: string;
  note?: ReactNode;
  /** The verb with its object. */
  submit: string;
  /** Why it cannot be done yet. */
  locked?: string | undefined;
  busy?: boolean;
  error?: CommandError | null | undefined;
  /** What the button that puts the form away says, where "Cancel" would mean something else. */
  leave?: string;
  /** The loss that the button brings, in which case it is red. */
  bad?: boolean;
  /** Wider than a form needs; `full` takes the width of the window. */
  wide?: boolean | "full";
  testId: string;
  /** Other buttons, left of the main one. */
  buttons?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const submit = () => {
    if (!props.locked && !props.busy) props.onSubmit();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    <Dialog
      label={props.title}
      testId={props.testId}
      className={`${css.sheet} ${props.wide === "full" ? css.full : props.wide ? css.wide : ""}`}
      onClose={props.onClose}
    >
      <form className={css.form} noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
        <header className={css.head}>
          <h2>{props.title}</h2>
          {props.note ? <div className="muted">{props.note}</div> : null}
        </header>
        <div className={css.body}>{props.children}</div>
        <footer className={css.foot}>
          {props.error ? <Refused error={props.error} /> : null}
          <div className={css.buttons}>
            <Button
              label={props.leave ?? "Cancel"}
              keys="Escape"
              look="quiet"
              onPress={props.onClose}
            />
            {props.buttons}
            <Button
              label={props.submit}
              look={props.bad ? "bad" : "main"}
              keys="mod+Enter"
              submit
              locked={props.locked}
              busy={props.busy ?? false}
              testId="submit"
            />
          </div>
        </footer>
      </form>
    </Dialog>
  );
}

/** A refusal in the place where it happened. */
export function Refused({ error }: { error: CommandError }) {
  return (
    <p className={css.refused} role="alert" data-testid="refused">
      <strong>{errorRow(error.code).title}.</strong> {error.message}{" "}
      <span className="muted">{error.hint}</span>
    </p>
  );
}
