import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useKeys } from "@/lib/keys";
import { Icon } from "./Icon";
import { Kbd } from "./Kbd";
import css from "./SearchField.module.css";

/**
 * A text that is on screen as soon as it is typed, although `value` follows later: on a busy computer
 * the next letter comes before the address knows of the last one. A `value` that was not typed here
 * replaces the text.
 */
function useTyped(value: string, onChange: (value: string) => void) {
  const [text, setText] = useState(value);
  const underway = useRef<string[]>([]);
  useEffect(() => {
    const at = underway.current.indexOf(value);
    if (at >= 0) {
      underway.current = underway.current.slice(at + 1);
    } else {
      underway.current = [];
      setText(value);
    }
  }, [value]);
  const type = (next: string) => {
    underway.current = next === value ? [] : [...underway.current, next];
    setText(next);
    onChange(next);
  };
  return [text, type] as const;
}

/** The field that `/` jumps to. Arrows and Enter work on the list below it; Esc empties, then leaves. */
export function SearchField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onMove: (by: 1 | -1) => void;
  /** Opens what the search found; `false` when there is nothing yet. */
  onOpen: () => unknown;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [text, type] = useTyped(props.value, props.onChange);
  useKeys({
    "@search": () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  return (
    <label className={css.field}>
      <Icon of={Search} />
      <input
        ref={field}
        type="search"
        aria-label={props.label}
        placeholder={props.label}
        value={text}
        autoComplete="off"
        spellCheck={false}
        data-testid="search"
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            props.onMove(event.key === "ArrowDown" ? 1 : -1);
          } else if (event.key === "Enter") {
            // What is open now answers to keys; in the field they would be letters.
            if (props.onOpen() !== false) event.currentTarget.blur();
          } else if (event.key === "Escape") {
            if (text) type("");
            else event.currentTarget.blur();
          }
        }}
      />
      <Kbd action="search" />
    </label>
  );
}
