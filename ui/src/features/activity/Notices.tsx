import { useRouter } from "@tanstack/react-router";
import { Bell, BellDot, CheckCheck } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { SearchField } from "@/components/SearchField";
import { Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import type { NoticeView } from "@/generated/commands";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCursor } from "@/lib/cursor";
import { usePages, useRun } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { matches } from "@/lib/match";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { rowHeight, useSettings } from "@/lib/settings";
import css from "./activity.module.css";

type Row = NoticeView | { heading: string };

/** What Muster told: what nobody has read first, and from each notice the way to its interview. */
export function Notices() {
  const place = usePlace();
  const router = useRouter();
  const settings = useSettings();
  const pages = usePages("notice_list", {});
  useReady(pages.status);
  const read = useRun("notice_read");
  const typed = place.q ?? "";
  const rows = useMemo(() => grouped(pages.items, typed), [pages.items, typed]);
  const keys = useMemo(() => rows.map((row) => ("heading" in row ? "" : row.id)), [rows]);
  const ids = useMemo(() => keys.filter(Boolean), [keys]);
  const cursor = useCursor("notices", ids);
  const unread = pages.items.some(({ read_at }) => read_at === null);
  const mark = (id?: string) =>
    read.mutate(id ? { id } : {}, {
      onSuccess: () => {
        if (!id) announce({ kind: "done", text: "All notices are read." });
      },
      onError: (error) => announce({ kind: "failed", error, retry: () => mark(id) }),
    });
  const open = (notice: NoticeView) => {
    if (notice.read_at === null) mark(notice.id);
    if (notice.interview_id) {
      router.history.push(`/schedule?id=${encodeURIComponent(notice.interview_id)}`);
    }
  };
  const openAt = (id: string | undefined) => {
    const notice = pages.items.find((each) => each.id === id);
    if (!notice) return false;
    open(notice);
    return true;
  };
  // A notice has nothing to show beside the list: its interview is what opens.
  useKeys({ Enter: () => openAt(cursor.key) });
  const locked = unread ? undefined : "Every notice has been read.";
  useActions([{ id: "read_all", title: "Mark all notices as read", locked, run: () => mark() }]);
  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading the notices" />
  ) : pages.items.length === 0 ? (
    <Empty icon={Bell} title="Muster has told nothing yet">
      <p>
        Reminders of interviews are kept here, also those that came while the window was closed.
        When they come is a setting of the workspace.
      </p>
    </Empty>
  ) : rows.length === 0 ? (
    <Empty icon={Bell} title={`No notice matches “${typed}”`} />
  ) : (
    <VirtualList
      label="Notices"
      count={rows.length}
      size={(at) => (keys[at] ? Math.max(40, rowHeight(settings)) : 32)}
      rowKey={(at) => keys[at] || `heading ${at}`}
      heading={(at) => keys[at] === ""}
      at={cursor.key ? keys.indexOf(cursor.key) : -1}
      opened={false}
      onOpen={(at) => openAt(keys[at])}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {(at) => <NoticeRow row={rows[at]} />}
    </VirtualList>
  );
  return (
    <Split
      list={
        <>
          <div className={css.bar}>
            <SearchField
              label="Search notices"
              value={typed}
              onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
              onMove={cursor.move}
              onOpen={() => openAt(cursor.key ?? ids[0])}
            />
            <Button
              label="Mark all as read"
              icon={CheckCheck}
              action="read_all"
              locked={locked}
              busy={read.isPending}
              onPress={() => mark()}
            />
          </div>
          {list}
        </>
      }
    />
  );
}

/** Unread ones first, each group with its heading. */
function grouped(notices: readonly NoticeView[], typed: string): Row[] {
  const found = notices.filter(({ title, body }) => matches(`${title} ${body}`, typed));
  const part = (heading: string, rows: readonly NoticeView[]) =>
    rows.length > 0 ? [{ heading }, ...rows] : [];
  return [
    ...part(
      "Unread",
      found.filter(({ read_at }) => read_at === null),
    ),
    ...part(
      "Read",
      found.filter(({ read_at }) => read_at !== null),
    ),
  ];
}

function NoticeRow({ row }: { row: Row | undefined }) {
  if (!row) return null;
  if ("heading" in row) return row.heading;
  const fresh = row.read_at === null;
  return (
    <Line
      lead={
        <span className={css.bell} data-fresh={fresh || undefined}>
          <Icon of={fresh ? BellDot : Bell} />
          <span className="unseen">{fresh ? "Unread: " : "Read: "}</span>
        </span>
      }
      title={row.title}
      below={row.body}
      end={
        <time className={css.told} dateTime={row.at}>
          {row.spoken_at}
        </time>
      }
      quiet={!fresh}
    />
  );
}
