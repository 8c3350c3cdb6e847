import { Link } from "@tanstack/react-router";
import { Mails, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Line } from "@/components/Line";
import type { RowGroup } from "@/components/RowList";
import { notIn } from "@/features/outreach/once";
import { channelOf, stateOf } from "@/features/outreach/words";
import { InterviewLine } from "@/features/schedule/InterviewLine";
import { driftWords } from "@/features/schedule/repair/useDrifts";
import type { Drift } from "@/features/schedule/shapes";
import type { Dashboard, Draft, Interview } from "@/lib/shapes";
import { count, sentence } from "@/lib/words";
import css from "./today.module.css";

/** Something that waits, with what `Enter` does about it. */
export interface Waiting {
  key: string;
  /** The interview to open beside the list, or the place to go. */
  opens: { interview: string } | { repair: string } | { path: string };
}

/** What waits, the most harmful first: what no longer holds, unknown outcomes, today, messages under way, the days to come. */
export function waiting(
  data: Dashboard,
  copied: readonly Draft[],
  ready: readonly Draft[],
  drifts: readonly Drift[],
) {
  const groups: RowGroup[] = [];
  const items: Waiting[] = [];
  const add = (
    title: string,
    rows: readonly (Waiting & { content: React.ReactNode })[],
    empty?: React.ReactNode,
  ) => {
    if (rows.length === 0 && !empty) return;
    items.push(...rows);
    groups.push({ title, rows, empty });
  };
  const interviews = (list: readonly Interview[], day: boolean) =>
    list.map((interview) => ({
      key: interview.id,
      opens: { interview: interview.id },
      content: <InterviewLine interview={interview} day={day} />,
    }));
  const drafts = (list: readonly Draft[]) =>
    list.map((draft) => ({
      key: `draft:${draft.id}`,
      opens: { path: `/outreach?id=${encodeURIComponent(draft.id)}` },
      content: <DraftRow draft={draft} />,
    }));
  const seen = new Set(data.to_confirm.map((interview) => interview.id));
  const today = data.today.filter((interview) => !seen.has(interview.id));
  const coming = later(data);
  add(
    "No longer holds",
    drifts.map((drift) => ({
      key: `drift:${drift.interview.id}`,
      opens: { repair: drift.interview.id },
      content: <DriftRow drift={drift} />,
    })),
  );
  add(
    "In the outbox",
    data.outbox_open > 0
      ? [
          {
            key: "outbox",
            opens: { path: "/outbox" },
            content: <OutboxRow open={data.outbox_open} />,
          },
        ]
      : [],
  );
  add("Say how they ended", interviews(data.to_confirm, true));
  add(
    "Interviews today",
    interviews(today, false),
    <p className={css.none}>
      {seen.size > 0 ? "No other interviews today." : "No interviews today."}
    </p>,
  );
  add("Copied, not marked as sent", drafts(copied));
  add("Messages ready to send", drafts(notIn(copied, ready)));
  add(
    "Coming up",
    interviews(coming, true),
    <p className={css.none}>
      Nothing is scheduled. Shortlist a candidate in <Link to="/candidates">Candidates</Link> first.
    </p>,
  );
  return { groups, items };
}

/** The coming interviews that are not already listed under today. */
export function later(data: Dashboard): Interview[] {
  const today = new Set(data.today.map((interview) => interview.id));
  return data.upcoming.filter((interview) => !today.has(interview.id));
}

/** An interview to come that no longer holds: why first, because that is what is to be mended. */
function DriftRow({ drift }: { drift: Drift }) {
  const { interview } = drift;
  return (
    <Line
      title={interview.candidate_name}
      beside={driftWords(drift)}
      below={interview.spoken_both}
      end={<Badge tone="bad" icon={TriangleAlert} label="Repair" shrink />}
    />
  );
}

function OutboxRow({ open }: { open: number }) {
  return (
    <Line
      title={`${sentence(count(open, "message"))} ${open === 1 ? "needs" : "need"} you`}
      below="Read in the outbox why, and send or drop what is there."
      end={<Badge tone="warn" icon={Mails} label="Outbox" shrink />}
    />
  );
}

function DraftRow({ draft }: { draft: Draft }) {
  const state = stateOf(draft.state);
  return (
    <Line
      title={draft.candidate_name}
      below={channelOf(draft.channel).label}
      end={<Badge tone={state.tone} icon={state.icon} label={state.label} />}
    />
  );
}
