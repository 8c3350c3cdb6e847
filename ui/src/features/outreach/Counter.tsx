import { CircleCheck, TriangleAlert } from "lucide-react";
import { Icon } from "@/components/Icon";
import type { Draft } from "@/lib/shapes";
import css from "./outreach.module.css";
import { characters, type Measure } from "./text";
import type { Kept } from "./useComposer";
import { channelOf, fieldOf } from "./words";

const keptWords: Readonly<Record<Kept, string>> = {
  saved: "Saved",
  typing: "Saving when you pause…",
  saving: "Saving…",
  failed: "Not saved yet",
};

/** The length as the channel counts it, what is missing, and whether it is kept. */
export function Counter(props: { draft: Draft; measure: Measure; kept: Kept | undefined }) {
  const { draft, measure, kept } = props;
  const channel = channelOf(draft.channel).label;
  const fits = measure.trouble === undefined;
  const troubles = [
    ...measure.unresolved.map((field) => `Missing in the record: ${fieldOf(field)}.`),
    ...tooLong("The subject", measure.subjectCharacters, draft.subject_limit),
    ...tooLong("The text", measure.characters, draft.limit),
    ...draft.warnings,
  ];
  return (
    <figcaption className={css.counter}>
      <span className={css.length} data-fits={fits} data-testid="counter">
        <Icon of={fits ? CircleCheck : TriangleAlert} />
        <span className="figures">{lengthWords(measure.characters, draft.limit, channel)}</span>
      </span>
      {measure.subjectCharacters !== null && draft.subject_limit !== null ? (
        <span className="figures">
          Subject: {measure.subjectCharacters} of {draft.subject_limit}
        </span>
      ) : null}
      {draft.channel === "linkedin_connection" && draft.limit === 200 ? (
        <span>A paid LinkedIn account takes 300; the settings say which you have.</span>
      ) : null}
      {kept ? (
        <span className={css.kept} role="status" data-kept={kept} data-testid="kept">
          {keptWords[kept]}
        </span>
      ) : null}
      {troubles.length > 0 ? (
        <ul className={css.troubles} data-testid="troubles">
          {troubles.map((trouble) => (
            <li key={trouble}>{trouble}</li>
          ))}
        </ul>
      ) : null}
    </figcaption>
  );
}

function tooLong(what: string, length: number | null, limit: number | null): string[] {
  if (length === null || limit === null || length <= limit) return [];
  return [`${what} is too long by ${characters(length - limit)}.`];
}

/** A length against its limit: "187 of 200 characters". */
export function lengthWords(length: number, limit: number | null, channel: string): string {
  return limit === null
    ? `${characters(length)}; ${channel} has no limit`
    : `${length.toLocaleString("en")} of ${characters(limit)}`;
}
