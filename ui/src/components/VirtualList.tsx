import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useId, useRef } from "react";
import css from "./List.module.css";

export interface VirtualListProps {
  /** What the list is called to a screen reader. */
  label: string;
  count: number;
  /** A row's height in pixels: 32 or 40, and 32 for a heading. */
  size: (index: number) => number;
  rowKey: (index: number) => string;
  /** Whether this row only parts groups and cannot be chosen. */
  heading?: (index: number) => boolean;
  /** The row under the cursor, -1 for none. */
  at: number;
  /** Whether the row under the cursor is open beside the list. */
  opened: boolean;
  onOpen: (index: number) => void;
  /** Called when the end comes near, to fetch more. */
  onNearEnd?: () => void;
  children: (index: number) => ReactNode;
}

/** A list of any length that renders only what can be seen. */
export function VirtualList(props: VirtualListProps) {
  const { count, size, at, onNearEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: size,
    getItemKey: props.rowKey,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 8,
    scrollPaddingEnd: 8,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (count > 0 && last >= count - 40) onNearEnd?.();
  }, [count, last, onNearEnd]);

  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at);
  }, [at, rows]);

  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
      tabIndex={0}
      data-testid="list"
    >
      <div className={css.canvas} style={{ height: rows.getTotalSize() }} role="presentation">
        {shown.map((row) => {
          const place = { height: row.size, transform: `translateY(${row.start}px)` };
          if (props.heading?.(row.index)) {
            return (
              <div key={row.key} className={css.heading} style={place} role="presentation">
                {props.children(row.index)}
              </div>
            );
          }
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the whole list (J, K, Enter)
            <div
              key={row.key}
              id={`${id}-${row.index}`}
              className={css.row}
              style={place}
              role="option"
              tabIndex={-1}
              aria-selected={row.index === at}
              aria-setsize={count}
              aria-posinset={row.index + 1}
              data-open={(row.index === at && props.opened) || undefined}
              data-testid="row"
              onClick={() => props.onOpen(row.index)}
            >
              {props.children(row.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
