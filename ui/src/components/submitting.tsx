import type { FormEvent, KeyboardEvent } from "react";
import { Button } from "./Button";

/** What a form does, and why it cannot do it now. */
export interface Submitting {
  /** The verb with its object. */
  submit: string;
  /** Why it cannot be done now. */
  locked?: string | undefined;
  busy?: boolean;
  /** Whether what it does brings a loss, in which case the button is red. */
  bad?: boolean;
  onSubmit: () => void;
}

/** The ways to send a form: its button, Enter in a field, and Ctrl+Enter anywhere in it. */
export function useSubmit(props: Submitting) {
  const submit = () => {
    if (!props.locked && !props.busy) props.onSubmit();
  };
  return {
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      submit();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      submit();
    },
  };
}

/** The one button that does what the form is for. */
export function SubmitButton(props: Submitting) {
  return (
    <Button
      label={props.submit}
      look={props.bad ? "bad" : "main"}
      keys="mod+Enter"
      submit
      locked={props.locked}
      busy={props.busy ?? false}
      testId="submit"
    />
  );
}
