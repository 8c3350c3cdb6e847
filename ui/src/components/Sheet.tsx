import type { ReactNode } from "react";
import { runAction, useActions } from "@/lib/actions";
import { errorRow } from "@/lib/errors";
import { useKeys } from "@/lib/keys";
import type { CommandError } from "@/platform";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import css from "./Sheet.module.css";
import { SubmitButton, type Submitting, useSubmit } from "./submitting";

interface SheetProps extends Submitting {
  title: string;
  note?: ReactNode;
  error?: CommandError | null | undefined;
  /** A key that does it too, while no field has the cursor. */
  also?: string;
  /** What the button that puts the form away says, where "Cancel" would mean something else. */
  leave?: string;
  /** Wider than a form needs; `full` takes the width of the window. */
  wide?: boolean | "full";
  testId: string;
  /** Other buttons, left of the main one. */
  buttons?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A form that floats over the window: its title, its fields, and the one button that does it, also by
 * Ctrl+Enter. Esc puts it away. A refusal is shown inside, above the button; nothing typed is lost. The
 * palette opens over it and offers what can be done in it.
 */
export function Sheet(props: SheetProps) {
  const sending = useSubmit(props);
  return (
    <Dialog
      label={props.title}
      testId={props.testId}
      className={`${css.sheet} ${props.wide === "full" ? css.full : props.wide ? css.wide : ""}`}
      onClose={props.onClose}
    >
      <Offer {...props} />
      <form className={css.form} noValidate {...sending}>
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
            <SubmitButton {...props} />
          </div>
        </footer>
      </form>
    </Dialog>
  );
}

/** Offers to the palette what the sheet is for, and answers its keys wherever the focus is in it. */
function Offer({ submit, locked, busy, also, onSubmit }: SheetProps) {
  const action = {
    id: "submit",
    title: submit,
    keys: "mod+Enter",
    locked,
    run: () => {
      if (!busy) onSubmit();
    },
  };
  useActions([action]);
  useKeys(also ? { [also]: () => runAction(action) } : {});
  return null;
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
