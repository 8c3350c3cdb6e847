import { History } from "lucide-react";
import { Kbd } from "@/components/Kbd";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead, Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import { usePages } from "@/lib/data";
import { useReady } from "@/lib/ready";
import type { Change } from "@/lib/shapes";
import { useUndo } from "@/lib/undo";
import css from "./activity.module.css";

/** What changed, who did it, and the way to take the last change back. */
export function ActivityScreen() {
  const pages = usePages("activity_list", {});
  useReady(pages.status);
  const undo = useUndo();
  const changes = pages.items;
  const last = changes.find((change) => change.undoable);
  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading what changed" />
  ) : changes.length === 0 ? (
    <Empty icon={History} title="Nothing has changed yet">
      <p>
        Every change of this workspace is kept here with its author. <Kbd keys="z" /> takes back the
        last one.
      </p>
    </Empty>
  ) : (
    <VirtualList
      label="Changes"
      count={changes.length}
      size={() => 40}
      rowKey={(at) => changes[at]?.id ?? ""}
      at={-1}
      opened={false}
      onOpen={() => undefined}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {(at) => <ChangeLine change={changes[at]} />}
    </VirtualList>
  );
  return (
    <>
      <ScreenHead title="Activity">
        {last ? (
          <button type="button" className={css.undo} onClick={() => undo(last.id)}>
            Undo the last change <Kbd keys="z" />
          </button>
        ) : null}
      </ScreenHead>
      <Split list={list} />
    </>
  );
}

function ChangeLine({ change }: { change: Change | undefined }) {
  if (!change) return null;
  return (
    <div className={css.change} data-undone={change.undone_by !== null || undefined}>
      <time dateTime={change.at}>{change.spoken_at}</time>
      <span className={css.what}>
        <bdi className={css.who}>{change.actor_name}</bdi> <span>{change.summary}</span>
      </span>
      {change.undone_by === null ? null : <span className="muted">undone</span>}
    </div>
  );
}
