import { type ReactNode, useEffect, useId, useRef } from "react";
import { DialogContext, putOnTop } from "@/lib/dialogs";
import css from "./Dialog.module.css";

/**
 * What floats over the window, or over another dialog. The platform keeps the focus inside the topmost,
 * answers Esc there, and the keys of what lies below rest.
 */
export function Dialog(props: {
  /** Its name, where somebody asks what lies beneath it. */
  name?: string;
  label: string;
  className?: string | undefined;
  testId: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const own = useId();
  const name = props.name ?? own;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) {
      element.showModal();
      const first = element.querySelector<HTMLElement>("[data-first], input, textarea, select");
      (first ?? element).focus();
    }
    const takeAway = putOnTop(name);
    return () => {
      takeAway();
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [name]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it; the click is on the space around
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={`${css.dialog} ${props.className ?? ""}`}
      aria-label={props.label}
      data-testid={props.testId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) props.onClose();
      }}
    >
      <DialogContext value={name}>{props.children}</DialogContext>
    </dialog>
  );
}
