import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { matches } from "@/lib/match";
import { Field } from "./Form";
import form from "./Form.module.css";
import { Icon } from "./Icon";
import css from "./Pick.module.css";

/** Something that can be chosen by typing its name. */
export interface Choosable {
  id: string;
  name: string;
  note?: string;
}

/** More would be scrolled, not chosen from. */
const SHOWN = 8;

interface TypingProps {
  options: readonly Choosable[];
  placeholder: string;
  /** What to say when there is nothing to choose from at all. */
  nothing: string;
  testId?: string | undefined;
  onPick: (option: Choosable) => void;
}

/** A field in which typing finds: arrows move, Enter takes, Esc puts the list away. */
function Typing(
  props: TypingProps & {
    id: string;
    describedBy?: string | undefined;
    wrong?: boolean;
    /** Backspace in the empty field. */
    onBack?: () => void;
  },
) {
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const list = useId();
  const found = props.options.filter((option) => matches(option.name, typed)).slice(0, SHOWN);
  const at = Math.max(
    0,
    found.findIndex(({ id }) => id === chosen),
  );
  const current = open ? found[at] : undefined;
  const pick = (option: Choosable) => {
    props.onPick(option);
    setTyped("");
    setChosen(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      if (current) pick(current);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (open) setChosen(found[(at + by + found.length) % found.length]?.id);
      setOpen(true);
    } else if (event.key === "Escape" && open) {
      setOpen(false);
      setTyped("");
      // The list was what Esc put away: the form around it stays.
      event.stopPropagation();
    } else if (event.key === "Backspace" && !typed && props.onBack) props.onBack();
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.typing}>
      <input
        id={props.id}
        className={form.input}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={current ? `${list}-${current.id}` : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.wrong || undefined}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={typed}
        data-testid={props.testId}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(undefined);
          setOpen(true);
        }}
      />
      {open ? (
        <div id={list} className={css.list} role="listbox" aria-label="Found">
          {found.map((option) => (
            <div
              key={option.id}
              id={`${list}-${option.id}`}
              className={css.option}
              role="option"
              tabIndex={-1}
              aria-selected={option === current}
              // The field keeps the focus, so that the next can be picked.
              onMouseDown={(event) => {
                event.preventDefault();
                pick(option);
              }}
            >
              <bdi>{option.name}</bdi>
              {option.note ? <span className={css.note}>{option.note}</span> : null}
            </div>
          ))}
          {found.length === 0 ? (
            <p className={css.none}>
              {props.options.length === 0 ? props.nothing : `Nothing is called “${typed.trim()}”.`}
            </p>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** A field that takes one thing after the other; what becomes of it is shown elsewhere. */
export function AddField(props: TypingProps & { label: string; error?: string | undefined }) {
  return (
    <Field label={props.label} error={props.error}>
      {({ id, describedBy }) => <Typing {...props} id={id} describedBy={describedBy} />}
    </Field>
  );
}

/** Several things chosen by typing; each can be taken out again, the last one by Backspace, too. */
export function PickField(props: {
  label: string;
  note?: string;
  error?: string | undefined;
  options: readonly Choosable[];
  chosen: readonly string[];
  /** The name of something chosen that is not among the options any more. */
  nameOf?: (id: string) => string;
  placeholder: string;
  nothing: string;
  testId?: string;
  onChange: (chosen: string[]) => void;
}) {
  const { options, chosen, onChange } = props;
  const nameOf = (id: string) =>
    options.find((option) => option.id === id)?.name ?? props.nameOf?.(id) ?? id;
  const drop = (id: string) => onChange(chosen.filter((each) => each !== id));
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <>
          {chosen.length > 0 ? (
            <ul className={css.chips} aria-label={props.label}>
              {chosen.map((each) => (
                <li key={each}>
                  <bdi>{nameOf(each)}</bdi>
                  <button
                    type="button"
                    aria-label={`Take out ${nameOf(each)}`}
                    title={`Take out ${nameOf(each)}`}
                    onClick={() => {
                      drop(each);
                      document.getElementById(id)?.focus();
                    }}
                  >
                    <Icon of={X} size={12} />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <Typing
            id={id}
            describedBy={describedBy}
            wrong={props.error !== undefined}
            options={options.filter((option) => !chosen.includes(option.id))}
            placeholder={props.placeholder}
            nothing={options.length > 0 ? "All are chosen." : props.nothing}
            testId={props.testId}
            onPick={(option) => onChange([...chosen, option.id])}
            onBack={() => onChange(chosen.slice(0, -1))}
          />
        </>
      )}
    </Field>
  );
}
