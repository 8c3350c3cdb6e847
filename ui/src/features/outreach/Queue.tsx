import { Send } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { VirtualList } from "@/components/VirtualList";
import type { useCursor } from "@/lib/cursor";
import { rowHeight, useSettings } from "@/lib/settings";
import type { Draft } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import css from "./outreach.module.css";
import { type QueueView, queueViews, type useQueue } from "./useQueue";
import { channelOf, stateOf } from "./words";

const HEADING = 32;

/** The drafts of a view, or what to do where there are none. */
export function Queue(props: {
  queue: ReturnType<typeof useQueue>;
  view: QueueView;
  typed: string;
  cursor: ReturnType<typeof useCursor>;
  onWrite: () => void;
}) {
  const { queue, view, cursor } = props;
  const { rows } = queue;
  const height = rowHeight(useSettings());
  if (queue.error) return <ErrorNotice error={queue.error} retry={queue.retry} />;
  if (queue.status === "pending") return <Waiting label="Reading the drafts" />;
  if (rows.length === 0) return <Nothing {...props} />;
  const at = rows.findIndex((row) => "draft" in row && row.draft.id === cursor.key);
  const indexAmongDrafts = (row: number) =>
    rows.slice(0, row).filter((each) => "draft" in each).length;
  return (
    <VirtualList
      label="Drafts"
      count={rows.length}
      size={(index) => (isHeading(rows[index]) ? HEADING : height)}
      heading={(index) => isHeading(rows[index])}
      rowKey={(index) => {
        const row = rows[index];
        return row && "draft" in row ? row.draft.id : `heading-${index}`;
      }}
      at={at}
      opened={cursor.opened}
      onOpen={(index) => cursor.open(indexAmongDrafts(index))}
      onNearEnd={queue.more}
    >
      {(index) => {
        const row = rows[index];
        if (!row) return null;
        return "draft" in row ? (
          <DraftLine draft={row.draft} state={view === "all"} />
        ) : (
          row.heading
        );
      }}
    </VirtualList>
  );
}

function isHeading(row: ReturnType<typeof useQueue>["rows"][number] | undefined): boolean {
  return row !== undefined && "heading" in row;
}

function DraftLine({ draft, state: withState }: { draft: Draft; state: boolean }) {
  const channel = channelOf(draft.channel);
  const state = stateOf(draft.state);
  return (
    <Line
      lead={
        <span className={css.channel} title={channel.label}>
          <Icon of={channel.icon} />
        </span>
      }
      title={draft.candidate_name}
      beside={channel.label}
      below={dotted(draft.job_title, draft.subject ?? draft.text)}
      quiet={draft.state === "discarded"}
      end={
        withState ? (
          <Badge tone={state.tone} icon={state.icon} label={state.label} shrink />
        ) : undefined
      }
    />
  );
}

function Nothing(props: { view: QueueView; typed: string; onWrite: () => void }) {
  const { view, typed } = props;
  if (typed) {
    return (
      <Empty icon={Send} title={`No draft matches “${typed}”`}>
        <p>Search looks at names, jobs and channels of the drafts in this view.</p>
      </Empty>
    );
  }
  if (view !== "todo" && view !== "all") {
    const label = queueViews.find(([name]) => name === view)?.[1] ?? view;
    return (
      <Empty icon={Send} title={`Nothing under “${label}”`}>
        <p>Choose another view above, or draft a message.</p>
        <Button label="Draft a message" action="new_draft" onPress={props.onWrite} />
      </Empty>
    );
  }
  return (
    <Empty icon={Send} title={view === "todo" ? "Nothing to write or send" : "No drafts yet"}>
      <p>
        Press <Kbd action="draft" /> on a candidate, or <Kbd action="new_draft" /> here. Muster
        fills the template from the record and counts as the channel does.
      </p>
      <p>
        <Kbd action="send_draft" /> copies it and opens the profile. You send it yourself; then{" "}
        <Kbd action="mark_sent" /> notes that it was sent.
      </p>
      <Button label="Draft a message" action="new_draft" look="main" onPress={props.onWrite} />
    </Empty>
  );
}
