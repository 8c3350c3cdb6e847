import { Check, Minus } from "lucide-react";
import { Icon } from "@/components/Icon";
import type { StoredMatch } from "@/generated/commands";
import type { Candidate } from "@/lib/shapes";
import { count } from "@/lib/words";
import css from "./Evidence.module.css";

type Criterion = StoredMatch["criteria"][number];

const FIGURES = ["none", "one", "two", "three"];

/** How a score came about: which skills of the job the record shows and where, and which it lacks. */
export function Evidence({ match, candidate }: { match: StoredMatch; candidate: Candidate }) {
  const met = match.criteria.filter((each) => each.met);
  const missing = match.criteria.filter((each) => !each.met);
  return (
    <div className={css.evidence} data-testid="evidence">
      <p>{verdict(match, met.length)}</p>
      {met.length > 0 ? (
        <ul aria-label="Shown in the record">
          {met.map((each) => (
            <li key={each.name} data-met>
              <Icon of={Check} />
              <span>
                <strong>{each.name}</strong>{" "}
                <span className="muted">{places(each, candidate)}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {missing.length > 0 ? (
        <ul aria-label="Not shown in the record">
          {missing.map((each) => (
            <li key={each.name}>
              <Icon of={Minus} />
              <span>
                {each.name}{" "}
                <span className="muted">
                  not found{each.weight < 2 ? ", the job only mentions it" : ""}
                </span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function verdict(match: StoredMatch, met: number): string {
  if (match.score === null) {
    return match.criteria.length === 0
      ? "No score: the job names no skills to compare with."
      : "No score: the record has no text to compare with.";
  }
  const parts = Math.round(match.completeness * 4);
  const all = match.criteria.length;
  const shows =
    met === all
      ? `The record shows ${all === 1 ? "the one skill" : `all ${count(all, "skill")}`} this job names.`
      : `The record shows ${met} of the ${all} skills this job names.`;
  const basis =
    parts < 4
      ? ` It holds ${FIGURES[parts]} of the four parts (skills, headline, experience, résumé); a missing part may hide a skill.`
      : "";
  return shows + basis;
}

/** "in the skills and in the experience at Northlight": where a criterion was found. */
function places(criterion: Criterion, candidate: Candidate): string {
  const found = criterion.evidence.map(({ field, text }) => {
    const place = placeOf(field, candidate);
    return text.toLowerCase() === criterion.name.toLowerCase() ? place : `${place} as “${text}”`;
  });
  const each = [...new Set(found)];
  const last = each.pop();
  if (!last) return "";
  return `in ${each.length > 0 ? `${each.join(", in ")} and in ` : ""}${last}`;
}

function placeOf(field: string, candidate: Candidate): string {
  if (field.startsWith("skills")) return "the skills";
  if (field === "resume_text") return "the résumé";
  if (field === "headline") return "the headline";
  if (field === "summary") return "the summary";
  const at = /^experience\[(\d+)\]/.exec(field)?.[1];
  const post = at === undefined ? undefined : candidate.experience[Number(at)];
  return post?.company ? `the work at ${post.company}` : "the experience";
}
