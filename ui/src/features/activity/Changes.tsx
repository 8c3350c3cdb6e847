import { History, Undo2 } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { ItemList } from "@/components/ItemList";
import { Kbd } from "@/components/Kbd";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { SearchField } from "@/components/SearchField";
import { Detail, Facts, Split } from "@/components/Split";
import { commands } from "@/generated/commands";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { usePages } from "@/lib/data";
import { matches } from "@/lib/match";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Change } from "@/lib/shapes";
import { useUndo } from "@/lib/undo";
import css from "./activity.module.css";
import { originWords, whyKept } from "./words";

/** What changed, who did it, and the way to take each change back. */
export function Changes() {
  const place = usePlace();
  const pages = usePages("activity_list", {});
  useReady(pages.status);
  const undo = useUndo();
  const typed = place.q ?? "";
  const shown = useMemo(
    () =>
      pages.items.filter((change) =>
        matches(`${change.actor_name} ${change.summary} ${change.spoken_at}`, typed),
      ),
    [pages.items, typed],
  );
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const cursor = useCursor("changes", ids);
  const last = pages.items.find((change) => change.undoable);
  const chosen = shown[cursor.index];
  useActions(
    chosen
      ? [
          {
            id: "undo_this",
            title: `Undo: ${chosen.summary}`,
            locked: whyKept(chosen),
            run: () => undo(chosen.id),
          },
        ]
      : [],
  );
  const more = () => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage();
  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading what changed" />
  ) : pages.items.length === 0 ? (
    <Empty icon={History} title="Nothing has changed yet">
      <p>
        Every change of this workspace is kept here with its author. <Kbd keys="z" /> takes back the
        last one.
      </p>
    </Empty>
  ) : shown.length === 0 ? (
    <Empty icon={History} title={`No change matches “${typed}”`}>
      {pages.hasNextPage ? (
        <>
          <p>The newest {pages.items.length.toLocaleString("en")} were searched.</p>
          <Button label="Search older ones, too" busy={pages.isFetching} onPress={more} />
        </>
      ) : (
        <p>All of them were searched, by author, words and time.</p>
      )}
    </Empty>
  ) : (
    <ItemList label="Changes" items={shown} keyOf={idOf} cursor={cursor} onNearEnd={more}>
      {drawChange}
    </ItemList>
  );
  const opened = place.id ? pages.items.find(({ id }) => id === place.id) : undefined;
  return (
    <Split
      list={
        <>
          <div className={css.bar}>
            <SearchField
              label="Search changes"
              value={typed}
              onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
              onMove={cursor.move}
              onOpen={() => cursor.open(Math.max(0, cursor.index))}
            />
            {last ? (
              <Button
                label="Undo the last change"
                icon={Undo2}
                action="undo"
                onPress={() => undo(last.id)}
              />
            ) : null}
            {chosen && !opened ? (
              <span className={css.hint}>
                <Kbd action="undo_this" /> undoes the chosen one
              </span>
            ) : null}
          </div>
          {list}
        </>
      }
      detail={
        opened ? (
          <ChangeDetail
            change={opened}
            others={pages.items}
            onUndo={() => undo(opened.id)}
            onClose={cursor.close}
          />
        ) : undefined
      }
    />
  );
}

const idOf = ({ id }: Change) => id;

function drawChange(change: Change) {
  return (
    <div className={css.change} data-undone={change.undone_by !== null || undefined}>
      <time dateTime={change.at}>{change.spoken_at}</time>
      <span className={css.what}>
        <bdi className={css.who}>{change.actor_name}</bdi> <bdi>{change.summary}</bdi>
      </span>
      {change.undone_by === null ? null : <span className="muted">undone</span>}
    </div>
  );
}

/** One change: who, when, what, and what became of it. */
function ChangeDetail(props: {
  change: Change;
  others: readonly Change[];
  onUndo: () => void;
  onClose: () => void;
}) {
  const { change, others } = props;
  const named = (id: string | null) => {
    const other = id ? others.find((each) => each.id === id) : undefined;
    return other ? `${other.spoken_at}, ${other.actor_name}` : id ? "in an older entry" : null;
  };
  const help = Object.hasOwn(commands, change.command)
    ? commands[change.command as keyof typeof commands].help
    : null;
  return (
    <Detail label={change.summary} onClose={props.onClose}>
      <article data-testid="change">
        <h1 className={css.title}>
          <bdi>{change.summary}</bdi>
        </h1>
        <Facts
          facts={[
            ["Who", <bdi key="who">{change.actor_name}</bdi>],
            ["When", change.spoken_at],
            ["What", help],
            ["From", originWords(change.origin)],
            ["Takes back", named(change.undoes)],
            ["Undone", named(change.undone_by)],
          ]}
        />
        <div className={css.acts}>
          <Button
            label="Undo this change"
            icon={Undo2}
            action="undo_this"
            locked={whyKept(change)}
            onPress={props.onUndo}
          />
          {whyKept(change) ? <p className="muted">{whyKept(change)}</p> : null}
        </div>
      </article>
    </Detail>
  );
}
