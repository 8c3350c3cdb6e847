import { useState } from "react";
import { CheckField, TextField } from "@/components/Form";
import type { Person } from "./shapes";
import css from "./sheets.module.css";

/** From how many people on a field narrows the list. */
const MANY = 8;

/** Several of the people who interview; their zone stands beside the name. */
export function PeoplePicker(props: {
  label: string;
  people: readonly Person[];
  chosen: readonly string[];
  /** The most that can be chosen. */
  most?: number;
  onChange: (chosen: string[]) => void;
}) {
  const { people, chosen, most = 20 } = props;
  const [text, setText] = useState("");
  const wanted = text.trim().toLocaleLowerCase();
  // Who was chosen at first stands first, and stays there while others are chosen.
  const [before] = useState(chosen);
  const rank = (person: Person) => (before.includes(person.id) ? 0 : 1);
  const shown = people
    .filter(
      (person) =>
        chosen.includes(person.id) || person.full_name.toLocaleLowerCase().includes(wanted),
    )
    .sort((a, b) => rank(a) - rank(b));
  const full = chosen.length >= most;
  return (
    <fieldset className={css.picker} data-testid="people-picker">
      <legend>{props.label}</legend>
      {people.length > MANY ? (
        <TextField label="Find a person" value={text} onChange={setText} />
      ) : null}
      <div className={css.pickerList}>
        {shown.map((person) => {
          const on = chosen.includes(person.id);
          return (
            <CheckField
              key={person.id}
              label={
                <>
                  <bdi>{person.full_name}</bdi>{" "}
                  <span className="muted">{person.time_zone.replaceAll("_", " ")}</span>
                </>
              }
              checked={on}
              onChange={(add) => {
                if (add && full) return;
                props.onChange(
                  add ? [...chosen, person.id] : chosen.filter((each) => each !== person.id),
                );
              }}
            />
          );
        })}
        {shown.length === 0 ? <p className="muted">Nobody has that name.</p> : null}
      </div>
      {full ? (
        <p className="muted" role="status">
          {most} people are chosen, which is the most. Take one off to choose another.
        </p>
      ) : null}
    </fieldset>
  );
}
