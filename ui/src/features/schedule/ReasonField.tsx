import { TextField } from "@/components/Form";
import { Kbd } from "@/components/Kbd";
import css from "./sheets.module.css";

/** Why something is done: a few usual reasons to press, and a line for any other. */
export function ReasonField(props: {
  label: string;
  note?: string;
  usual: readonly string[];
  value: string;
  required?: boolean;
  first?: boolean;
  /** The keys of the usual reasons, where digits are free. */
  keyed?: boolean;
  onChange: (value: string) => void;
  /** What pressing a usual reason does, where that is more than choosing it. */
  onUsual?: (value: string) => void;
}) {
  return (
    <div className={css.reason}>
      <div className={css.usual}>
        {props.usual.map((reason, at) => (
          <button
            key={reason}
            type="button"
            className={css.chip}
            aria-pressed={props.value === reason}
            onClick={() => (props.onUsual ?? props.onChange)(reason)}
          >
            {props.keyed ? <Kbd keys={String(at + 1)} /> : null}
            {reason}
          </button>
        ))}
      </div>
      <TextField
        label={props.label}
        value={props.value}
        onChange={props.onChange}
        {...(props.note ? { note: props.note } : {})}
        {...(props.required ? { required: true } : {})}
        {...(props.first ? { first: true } : {})}
      />
    </div>
  );
}

export const moveReasons = [
  "The candidate asked to move",
  "An interviewer cannot make it",
  "Another meeting came up",
] as const;

export const cancelReasons = [
  "The candidate withdrew",
  "The position is filled",
  "An interviewer is ill",
  "Scheduled by mistake",
] as const;
