import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useCallback, useEffect, useId, useRef } from "react";
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
  /** Draws a row. While it stays the same function, rows that did not change are not drawn again. */
  children: (index: number) => ReactNode;
}

/** Room above the first row, and below the last one, in pixels. */
const ABOVE = 4;
const BELOW = 8;

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
    paddingStart: ABOVE,
    paddingEnd: BELOW,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (count > 0 && last >= count - 40) onNearEnd?.();
  }, [count, last, onNearEnd]);

  // Rows have known heights, so nothing is asked of the page: that would lay it out once more at each key.
  useEffect(() => {
    const pane = scroller.current;
    const row = at < 0 ? undefined : rows.measurementsCache[at];
    if (!pane || !row) return;
    const from = rows.scrollOffset ?? 0;
    const room = rows.scrollRect?.height ?? pane.clientHeight;
    if (row.end + BELOW > from + room) pane.scrollTop = row.end + BELOW - room;
    else if (row.start < from) pane.scrollTop = row.start;
  }, [at, rows]);

  const open = useRef(props.onOpen);
  open.current = props.onOpen;
  const onOpen = useCallback((index: number) => open.current(index), []);

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
        {shown.map((row) => (
          <Row
            key={row.key}
            index={row.index}
            start={row.start}
            size={row.size}
            heading={props.heading?.(row.index) ?? false}
            list={id}
            count={count}
            chosen={row.index === at}
            opened={row.index === at && props.opened}
            onOpen={onOpen}
          >
            {props.children}
          </Row>
        ))}
      </div>
    </div>
  );
}

/** One row; it is drawn anew only when something about it changes. */
const Row = memo(function Row(props: {
  index: number;
  start: number;
  size: number;
  heading: boolean;
  /** The id of its list. */
  list: string;
  count: number;
  chosen: boolean;
  opened: boolean;
  onOpen: (index: number) => void;
  children: (index: number) => ReactNode;
}) {
  const { index } = props;
  const place = { height: props.size, transform: `translateY(${props.start}px)` };
  if (props.heading) {
    return (
      <div className={css.heading} style={place} role="presentation">
        {props.children(index)}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the whole list (J, K, Enter)
    <div
      id={`${props.list}-${index}`}
      className={css.row}
      style={place}
      role="option"
      tabIndex={-1}
      aria-selected={props.chosen}
      aria-setsize={props.count}
      aria-posinset={index + 1}
      data-open={props.opened || undefined}
      data-testid="row"
      onClick={() => props.onOpen(index)}
    >
      {props.children(index)}
    </div>
  );
});
