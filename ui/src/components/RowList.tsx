import { type ReactNode, useEffect, useId, useRef } from "react";
import css from "./List.module.css";

export interface RowGroup {
  title: string;
  rows: readonly { key: string; content: ReactNode }[];
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
}

/** A short list in groups, with the same keys and looks as the virtual one. */
export function RowList(props: {
  label: string;
  groups: readonly RowGroup[];
  /** The key of the row under the cursor. */
  at: string | undefined;
  opened: boolean;
  onOpen: (key: string) => void;
}) {
  const { at } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at)
      list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div
      ref={list}
      className={css.plain}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={at ? `${id}-${at}` : undefined}
      tabIndex={0}
      data-testid="list"
    >
      {props.groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a group of options
        <div key={group.title} role="group" aria-label={group.title}>
          <div className={css.heading} role="presentation" style={{ height: 36 }}>
            {group.title}
          </div>
          {group.rows.length === 0 ? group.empty : null}
          {group.rows.map((row) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the whole list (J, K, Enter)
            <div
              key={row.key}
              id={`${id}-${row.key}`}
              className={css.row}
              role="option"
              tabIndex={-1}
              aria-selected={row.key === at}
              data-open={(row.key === at && props.opened) || undefined}
              data-testid="row"
              onClick={() => props.onOpen(row.key)}
            >
              {row.content}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
