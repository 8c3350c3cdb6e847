import { type ReactNode, useCallback } from "react";
import { rowHeight, useSettings } from "@/lib/settings";
import { VirtualList } from "./VirtualList";

/**
 * A list of any length of one kind of thing, each in a row of the usual height. While `keyOf` and
 * `children` stay the same functions, moving the cursor draws only two rows.
 */
export function ItemList<T>(props: {
  /** What the list is called to a screen reader. */
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  cursor: { index: number; opened: boolean; open: (at: number) => unknown };
  /** Called when the end comes near, to fetch more. */
  onNearEnd?: () => void;
  children: (item: T) => ReactNode;
}) {
  const { items, keyOf, cursor, children } = props;
  const height = rowHeight(useSettings());
  // With 100,000 rows these must stay the same between draws, or every row is measured again.
  const size = useCallback(() => height, [height]);
  const rowKey = useCallback(
    (at: number) => {
      const item = items[at];
      return item === undefined ? "" : keyOf(item);
    },
    [items, keyOf],
  );
  const row = useCallback(
    (at: number) => {
      const item = items[at];
      return item === undefined ? null : children(item);
    },
    [items, children],
  );
  return (
    <VirtualList
      key={height}
      label={props.label}
      count={items.length}
      size={size}
      rowKey={rowKey}
      at={cursor.index}
      opened={cursor.opened}
      onOpen={cursor.open}
      {...(props.onNearEnd ? { onNearEnd: props.onNearEnd } : {})}
    >
      {row}
    </VirtualList>
  );
}
