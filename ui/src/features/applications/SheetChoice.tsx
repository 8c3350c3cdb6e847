import type { LucideIcon } from "lucide-react";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import css from "./Sheets.module.css";

/** One of a few answers in a sheet, with the figure that picks it. */
export function SheetChoice(props: {
  keys: string;
  icon: LucideIcon;
  label: string;
  note?: string | undefined;
  chosen?: boolean;
  onPick: () => void;
}) {
  return (
    <button
      type="button"
      className={css.choice}
      aria-pressed={props.chosen ?? false}
      onClick={props.onPick}
    >
      <Kbd keys={props.keys} />
      <Icon of={props.icon} />
      <span>{props.label}</span>
      {props.note ? <span className="muted">{props.note}</span> : null}
    </button>
  );
}
