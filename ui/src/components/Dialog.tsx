import { type ReactNode, useEffect, useRef } from "react";
import { FloatingContext } from "@/lib/keys";
import css from "./Dialog.module.css";

/** What floats over the window, one at a time. The platform keeps the focus inside and answers Esc. */
export function Dialog(props: {
  label: string;
  className?: string | undefined;
  testId: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) {
      element.showModal();
      const first = element.querySelector<HTMLElement>("[data-first], input, textarea, select");
      (first ?? element).focus();
    }
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
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
      <FloatingContext value={true}>{props.children}</FloatingContext>
    </dialog>
  );
}
