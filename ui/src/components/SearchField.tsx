import { Search } from "lucide-react";
import { useRef } from "react";
import { useKeys } from "@/lib/keys";
import { Icon } from "./Icon";
import { Kbd } from "./Kbd";
import css from "./SearchField.module.css";

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
        value={props.value}
        autoComplete="off"
        spellCheck={false}
        data-testid="search"
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            props.onMove(event.key === "ArrowDown" ? 1 : -1);
          } else if (event.key === "Enter") {
            // What is open now answers to keys; in the field they would be letters.
            if (props.onOpen() !== false) event.currentTarget.blur();
          } else if (event.key === "Escape") {
            if (props.value) props.onChange("");
            else event.currentTarget.blur();
          }
        }}
      />
      <Kbd action="search" />
    </label>
  );
}
