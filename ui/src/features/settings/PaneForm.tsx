import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/Button";
import { Refused } from "@/components/Sheet";
import type { CommandError } from "@/platform";
import css from "./PaneForm.module.css";

/**
 * A form that lies in a pane and not over it, so that the list, the progress of long work and the
 * status line stay in reach. Its button is at the top, where it stays in sight, or after short forms.
 * Esc leaves the field, a second one the pane.
 */
export function PaneForm(props: {
  title: ReactNode;
  note?: ReactNode;
  /** The verb with its object. */
  submit: string;
  /** Why it cannot be done now. */
  locked?: string | undefined;
  busy?: boolean;
  error?: CommandError | null | undefined;
  /** Whether the button comes after the fields. */
  after?: boolean;
  /** Whether what the button does brings a loss. */
  bad?: boolean;
  /** Whether the cursor goes to the first field at once. */
  takesFocus?: boolean;
  /** Other buttons beside the main one. */
  buttons?: ReactNode;
  testId: string;
  onSubmit: () => void;
  children?: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const { takesFocus = false } = props;
  useEffect(() => {
    if (takesFocus) focusFirst(form.current);
  }, [takesFocus]);
  const submit = () => {
    if (!props.locked && !props.busy) props.onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && event.target instanceof HTMLElement) {
      if (!event.target.matches("input:not([type=checkbox]), textarea, select")) return;
      event.target.blur();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
    else return;
    event.preventDefault();
  };
  const buttons = (
    <div className={css.buttons}>
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
  );
  return (
    <form
      ref={form}
      className={css.form}
      noValidate
      data-testid={props.testId}
      onKeyDown={onKeyDown}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <header className={css.head} data-sticky={!props.after || undefined}>
        <h1>{props.title}</h1>
        {props.after ? null : buttons}
      </header>
      {props.note ? <div className={css.note}>{props.note}</div> : null}
      {!props.after && props.error ? <Refused error={props.error} /> : null}
      {props.children}
      {props.after && props.error ? <Refused error={props.error} /> : null}
      {props.after ? buttons : null}
    </form>
  );
}

/** Puts the cursor into the first field of a form. */
export function focusFirst(form: Element | null): void {
  const first =
    form?.querySelector<HTMLElement>("[data-first]") ??
    form?.querySelector<HTMLElement>("input, select, textarea");
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
}
