import { type ReactNode, useId } from "react";
import css from "./Form.module.css";

interface FieldProps {
  label: string;
  /** What to know before filling it in. */
  note?: ReactNode;
  /** What is wrong with it. */
  error?: string | undefined;
  testId?: string;
}

/** A labelled place for one value; the note and the error belong to it for a screen reader, too. */
export function Field(
  props: FieldProps & {
    children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
  },
) {
  const id = useId();
  const note = props.note ? `${id}-note` : undefined;
  const error = props.error ? `${id}-error` : undefined;
  return (
    <div className={css.field} data-wrong={props.error ? true : undefined}>
      <label htmlFor={id}>{props.label}</label>
      {props.children({ id, describedBy: [note, error].filter(Boolean).join(" ") || undefined })}
      {props.note ? (
        <p id={note} className={css.note}>
          {props.note}
        </p>
      ) : null}
      {props.error ? (
        <p id={error} className={css.error} role="alert">
          {props.error}
        </p>
      ) : null}
    </div>
  );
}

/** A line of text. */
export function TextField(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    type?: "text" | "email" | "tel" | "url" | "time" | "date" | "number" | "password";
    placeholder?: string;
    /** Values to choose from while typing; others are allowed. */
    suggestions?: readonly string[];
    min?: number;
    max?: number;
    /** Whether the dialog puts the cursor here first. */
    first?: boolean;
    required?: boolean;
  },
) {
  const list = useId();
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <>
          <input
            id={id}
            className={css.input}
            type={props.type ?? "text"}
            dir={props.type && props.type !== "text" ? undefined : "auto"}
            value={props.value}
            placeholder={props.placeholder}
            min={props.min}
            max={props.max}
            required={props.required}
            aria-required={props.required || undefined}
            aria-invalid={props.error ? true : undefined}
            aria-describedby={describedBy}
            autoComplete="off"
            spellCheck={false}
            list={props.suggestions ? list : undefined}
            data-first={props.first || undefined}
            data-testid={props.testId}
            onChange={(event) => props.onChange(event.target.value)}
          />
          {props.suggestions ? (
            <datalist id={list}>
              {props.suggestions.map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    rows?: number;
    first?: boolean;
    placeholder?: string;
  },
) {
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          className={css.input}
          dir="auto"
          rows={props.rows ?? 4}
          value={props.value}
          placeholder={props.placeholder}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy}
          data-first={props.first || undefined}
          data-testid={props.testId}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** One of a few values. */
export function SelectField<T extends string>(
  props: FieldProps & {
    value: T;
    options: readonly (readonly [T, string])[];
    onChange: (value: T) => void;
    first?: boolean;
  },
) {
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <select
          id={id}
          className={css.input}
          value={props.value}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy}
          data-first={props.first || undefined}
          data-testid={props.testId}
          onChange={(event) => props.onChange(event.target.value as T)}
        >
          {props.options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Something that is chosen or not. */
export function CheckField(props: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  testId?: string;
}) {
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={props.checked}
        data-testid={props.testId}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

/** Fields side by side where there is room. */
export function FieldRow(props: { children: ReactNode }) {
  return <div className={css.row}>{props.children}</div>;
}
