import { Send } from "lucide-react";
import { useMemo } from "react";
import { Badge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead, Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import { useCursor } from "@/lib/cursor";
import { usePages } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Draft } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import { DraftDetail } from "./DraftDetail";
import css from "./outreach.module.css";
import { channelOf, stateOf } from "./words";

/** The drafts: to whom, by which channel, how far. */
export function OutreachScreen() {
  const place = usePlace();
  const pages = usePages("draft_list", {});
  useReady(pages.status);
  const drafts = pages.items;
  const cursor = useCursor(
    "outreach",
    useMemo(() => drafts.map((draft) => draft.id), [drafts]),
  );
  const open = drafts.find((draft) => draft.id === place.id);
  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading the drafts" />
  ) : drafts.length === 0 ? (
    <Empty icon={Send} title="No drafts yet">
      <p>
        Write one for a candidate with <code>muster call draft_create</code>. Muster fills the
        template, counts the characters as the channel does, and you send it yourself.
      </p>
    </Empty>
  ) : (
    <VirtualList
      label="Drafts"
      count={drafts.length}
      size={() => 40}
      rowKey={(at) => drafts[at]?.id ?? ""}
      at={cursor.index}
      opened={cursor.opened}
      onOpen={(at) => cursor.open(at)}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {(at) => <DraftLine draft={drafts[at]} />}
    </VirtualList>
  );
  return (
    <>
      <ScreenHead title="Outreach" note="Muster drafts, you send" />
      <Split
        list={list}
        detail={
          open ? <DraftDetail key={open.id} draft={open} onClose={cursor.close} /> : undefined
        }
      />
    </>
  );
}

function DraftLine({ draft }: { draft: Draft | undefined }) {
  if (!draft) return null;
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
      end={<Badge tone={state.tone} icon={state.icon} label={state.label} />}
    />
  );
}
