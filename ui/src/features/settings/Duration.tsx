import { useState } from "react";
import { Field } from "@/components/Form";
import form from "@/components/Form.module.css";
import css from "./settings.module.css";

const units = [
  [1, "minutes"],
  [60, "hours"],
  [1440, "days"],
] as const;

/** The largest unit in which a number of minutes is whole. */
function unitOf(minutes: number): number {
  return units.findLast(([size]) => minutes !== 0 && minutes % size === 0)?.[0] ?? 1;
}

/** A length of time in the unit that people say it in; kept as minutes, empty while none is typed. */
export function DurationField(props: {
  label: string;
  note?: string;
  minutes: number | undefined;
  error?: string | undefined;
  onChange: (minutes: number | undefined) => void;
}) {
  const { minutes } = props;
  const [unit, setUnit] = useState(() => unitOf(minutes ?? 0));
  // What is typed in days and then read anew as 1 day must not jump to hours.
  const fits = minutes === undefined || minutes % unit === 0 ? unit : unitOf(minutes);
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <div className={css.duration}>
          <input
            id={id}
            className={form.input}
            type="number"
            min={0}
            value={minutes === undefined ? "" : minutes / fits}
            aria-invalid={props.error ? true : undefined}
            aria-describedby={describedBy}
            onChange={({ target }) =>
              props.onChange(target.value === "" ? undefined : Number(target.value) * fits)
            }
          />
          <select
            className={form.input}
            aria-label={`Unit of ${props.label.toLowerCase()}`}
            value={fits}
            onChange={({ target }) => {
              const next = Number(target.value);
              setUnit(next);
              if (minutes !== undefined) props.onChange((minutes / fits) * next);
            }}
          >
            {units.map(([value, word]) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}
