import { useVirtualizer } from "@tanstack/react-virtual";
import { type PointerEvent, useEffect, useId, useRef } from "react";
import { Icon } from "@/components/Icon";
import { stageWords } from "@/features/applications/stages";
import type { Application, Interview } from "@/lib/shapes";
import { count } from "@/lib/words";
import { BoardCard, cardHeight } from "./BoardCard";
import css from "./board.module.css";
import type { Column } from "./useBoard";

const GAP = 6;

/** Everybody of one stage; only the cards in sight are drawn. */
export function BoardColumn(props: {
  column: Column;
  next: ReadonlyMap<string, Interview>;
  /** The chosen card, where it is in this column. */
  chosen: string | undefined;
  /** Whether a carried card is over this column. */
  over: boolean;
  /** The card that is carried now. */
  held: string | undefined;
  onChoose: (id: string) => void;
  onOpen: (application: Application) => void;
  onTake: (event: PointerEvent, application: Application) => void;
}) {
  const { column, next, chosen } = props;
  const { cards, stage } = column;
  const { label, icon } = stageWords(stage);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => {
      const card = cards[at];
      return card ? cardHeight(card, next.get(card.id)) + GAP : 0;
    },
    getItemKey: (at) => cards[at]?.id ?? at,
    overscan: 4,
    paddingStart: 2,
  });
  // A card grows with its badges, and its column with it.
  const shape = cards.map((card) => cardHeight(card, next.get(card.id))).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape must be measured anew
  useEffect(() => rows.measure(), [rows, shape]);

  const at = chosen ? cards.findIndex((card) => card.id === chosen) : -1;
  useEffect(() => {
    if (at < 0) return;
    rows.scrollToIndex(at);
    scroller.current?.parentElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [at, rows]);

  return (
    <section className={css.column} data-stage={stage} data-over={props.over || undefined}>
      <header className={css.columnHead}>
        <Icon of={icon} size={12} />
        <h2>{label}</h2>
        <span className="figures">{cards.length.toLocaleString("en")}</span>
      </header>
      <div
        ref={scroller}
        className={css.cards}
        role="listbox"
        aria-label={`${label}: ${count(cards.length, "person", "people")}`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        tabIndex={0}
        data-testid={`column-${stage}`}
        onFocus={() => {
          if (at < 0 && cards[0]) props.onChoose(cards[0].id);
        }}
      >
        <div className={css.canvas} style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map((row) => {
            const card = cards[row.index];
            if (!card) return null;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the whole board
              <div
                key={row.key}
                id={`${id}-${row.index}`}
                className={css.card}
                style={{ height: row.size - GAP, transform: `translateY(${row.start}px)` }}
                role="option"
                tabIndex={-1}
                aria-selected={row.index === at}
                aria-setsize={cards.length}
                aria-posinset={row.index + 1}
                data-held={props.held === card.id || undefined}
                data-testid="card"
                onClick={() => props.onChoose(card.id)}
                onDoubleClick={() => props.onOpen(card)}
                onPointerDown={(event) => props.onTake(event, card)}
              >
                <BoardCard application={card} next={next.get(card.id)} />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
