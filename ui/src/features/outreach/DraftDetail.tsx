import { Link } from "@tanstack/react-router";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { Detail } from "@/components/Split";
import { useCommand } from "@/lib/data";
import type { Draft, RenderedDraft } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import css from "./outreach.module.css";
import { channelOf, stateOf } from "./words";

/** One message as it will read, with its length as the channel counts it. */
export function DraftDetail({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const channel = channelOf(draft.channel);
  const state = stateOf(draft.state);
  const needsSubject = draft.channel === "inmail" || draft.channel === "email";
  const counted = useCommand("draft_render", {
    template: draft.text,
    channel: draft.channel,
    data: {},
    ...(needsSubject ? { subject_template: draft.subject ?? "" } : {}),
  });
  return (
    <Detail label={`Draft to ${draft.candidate_name}`} onClose={onClose}>
      <div className={css.head}>
        <h1>
          <Link to="/candidates" search={{ id: draft.candidate_id }}>
            <bdi>{draft.candidate_name}</bdi>
          </Link>
        </h1>
        <p className="muted">{dotted(channel.label, draft.job_title)}</p>
        <Badge tone={state.tone} icon={state.icon} label={state.label} />
      </div>
      <figure className={css.message} data-testid="message">
        {draft.subject ? <p className={css.subject}>{draft.subject}</p> : null}
        <p className={css.text} dir="auto">
          {draft.text}
        </p>
        {counted.data ? <Counter counted={counted.data} channel={channel.label} /> : null}
      </figure>
    </Detail>
  );
}

function Counter({ counted, channel }: { counted: RenderedDraft; channel: string }) {
  const troubles = [
    ...counted.unresolved.map((field) => `No value for ${field}.`),
    ...(counted.limit !== null && counted.characters > counted.limit
      ? [`Too long by ${counted.characters - counted.limit} characters.`]
      : []),
    ...counted.warnings,
  ];
  return (
    <figcaption className={css.counter} data-fits={counted.fits}>
      <span className={css.length} data-testid="counter">
        <Icon of={counted.fits ? CircleCheck : TriangleAlert} />
        <span className="figures">{lengthWords(counted, channel)}</span>
      </span>
      {troubles.map((trouble) => (
        <span key={trouble}>{trouble}</span>
      ))}
    </figcaption>
  );
}

function lengthWords({ characters, limit }: RenderedDraft, channel: string): string {
  const length = characters.toLocaleString("en");
  return limit === null
    ? `${length} characters; ${channel} has no limit`
    : `${length} of ${limit.toLocaleString("en")} characters`;
}
