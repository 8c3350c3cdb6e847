import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Refused } from "@/components/Sheet";
import { SubmitButton, type Submitting, useSubmit } from "@/components/submitting";
import { leaveField } from "@/lib/leaveField";
import type { CommandError } from "@/platform";
import css from "./PaneForm.module.css";

interface PaneFormProps extends Submitting {
  title: ReactNode;
  note?: ReactNode;
  error?: CommandError | null | undefined;
  /** Whether the button comes after the fields. */
  after?: boolean;
  /** Whether the cursor goes to the first field at once. */
  takesFocus?: boolean;
  /** Other buttons beside the main one. */
  buttons?: ReactNode;
  testId: string;
  children?: ReactNode;
}

/**
 * A form that lies in a pane and not over it, so that the list, the progress of long work and the
 * status line stay in reach. Its button is at the top, where it stays in sight, or after short forms.
 * Esc leaves the field, a second one the pane.
 */
export function PaneForm(props: PaneFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const sending = useSubmit(props);
  const { takesFocus = false } = props;
  useEffect(() => {
    if (takesFocus) focusFirst(form.current);
  }, [takesFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    leaveField(event);
    sending.onKeyDown(event);
  };
  const buttons = (
    <div className={css.buttons}>
      {props.buttons}
      <SubmitButton {...props} />
    </div>
  );
  return (
    <form
      ref={form}
      className={css.form}
      noValidate
      data-testid={props.testId}
      onKeyDown={onKeyDown}
      onSubmit={sending.onSubmit}
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
