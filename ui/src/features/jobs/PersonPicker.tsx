import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { Waiting } from "@/components/Notice";
import { useCommand } from "@/lib/data";
import { dotted } from "@/lib/words";
import css from "./PersonPicker.module.css";

/** A person as a list to choose from names them. */
export interface Person {
  id: string;
  name: string;
  note: string | null;
}

/** The people a search finds, or the first by name before anything is typed. */
function useFound(typed: string) {
  const query = useDeferredValue(typed.trim());
  const all = useCommand("candidate_list", { limit: 30 }, { enabled: query === "" });
  const found = useCommand(
    "candidate_search",
    { query, limit: 30 },
    { enabled: query !== "", keep: true },
  );
  const people: Person[] = query
    ? (found.data?.items ?? []).map((hit) => ({
        id: hit.id,
        name: hit.full_name,
        note: hit.headline || hit.snippet,
      }))
    : (all.data?.items ?? []).map((person) => ({
        id: person.id,
        name: person.full_name,
        note: person.headline ?? dotted(person.title, person.company),
      }));
  return { people, pending: query ? found.isPending : all.isPending };
}

/** Chooses people by typing: arrows move, Enter picks. The field stays, so the next can be picked. */
export function PersonPicker(props: {
  label: string;
  /** What stands at the end of a person's row, such as that they are on the list already. */
  noteOf?: (id: string) => string | undefined;
  onPick: (person: Person) => void;
}) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string>();
  const list = useId();
  const { people, pending } = useFound(typed);
  const at = Math.max(
    0,
    people.findIndex((person) => person.id === chosen),
  );
  const current = people[at];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      if (current) props.onPick(current);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const by = event.key === "ArrowDown" ? 1 : -1;
      setChosen(people[(at + by + people.length) % people.length]?.id);
    } else return;
    event.preventDefault();
  };
  return (
    <div className={css.picker}>
      <input
        className={css.input}
        role="combobox"
        aria-label={props.label}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={current ? `${list}-${current.id}` : undefined}
        placeholder={props.label}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        data-first
        data-testid="person-filter"
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(undefined);
        }}
      />
      {pending ? <Waiting rows={6} label="Reading the people" /> : null}
      {!pending && people.length === 0 ? (
        <p className="muted" role="status">
          {typed.trim() ? `Nobody matches “${typed.trim()}”.` : "There are no candidates yet."}
        </p>
      ) : null}
      <div id={list} className={css.list} role="listbox" aria-label="People">
        {people.map((person) => (
          <Row
            key={person.id}
            id={`${list}-${person.id}`}
            person={person}
            end={props.noteOf?.(person.id)}
            selected={person === current}
            onPick={() => {
              setChosen(person.id);
              props.onPick(person);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Row(props: {
  id: string;
  person: Person;
  end: string | undefined;
  selected: boolean;
  onPick: () => void;
}) {
  const { person, selected } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field picks it
    <div
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: "nearest" });
      }}
      id={props.id}
      className={css.row}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      data-testid="person"
      onClick={props.onPick}
    >
      <bdi className={css.name}>{person.name}</bdi>
      <span className={css.note}>{person.note}</span>
      {props.end ? <span className={css.end}>{props.end}</span> : null}
    </div>
  );
}
