import { Link } from "@tanstack/react-router";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { Detail } from "@/components/Split";
import type { Draft } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import css from "./outreach.module.css";
import { channelOf, stateOf } from "./words";

/** One message as it will read, with its length as the channel counts it. */
export function DraftDetail({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const channel = channelOf(draft.channel);
  const state = stateOf(draft.state);
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
        <Counter draft={draft} channel={channel.label} />
      </figure>
    </Detail>
  );
}

function Counter({ draft, channel }: { draft: Draft; channel: string }) {
  const troubles = [
    ...draft.unresolved.map((field) => `No value for ${field}.`),
    ...tooLong("The subject", draft.subject_characters, draft.subject_limit),
    ...tooLong("The text", draft.characters, draft.limit),
    ...draft.warnings,
  ];
  return (
    <figcaption className={css.counter} data-fits={draft.fits}>
      <span className={css.length} data-testid="counter">
        <Icon of={draft.fits ? CircleCheck : TriangleAlert} />
        <span className="figures">{lengthWords(draft, channel)}</span>
      </span>
      {troubles.map((trouble) => (
        <span key={trouble}>{trouble}</span>
      ))}
    </figcaption>
  );
}

function tooLong(what: string, characters: number | null, limit: number | null): string[] {
  if (characters === null || limit === null || characters <= limit) return [];
  return [`${what} is too long by ${characters - limit} characters.`];
}

function lengthWords({ characters, limit }: Draft, channel: string): string {
  const length = characters.toLocaleString("en");
  return limit === null
    ? `${length} characters; ${channel} has no limit`
    : `${length} of ${limit.toLocaleString("en")} characters`;
}
