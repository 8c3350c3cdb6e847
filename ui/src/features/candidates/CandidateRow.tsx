import type { ReactNode } from "react";
import { Line } from "@/components/Line";
import { useSettings } from "@/lib/settings";
import type { Candidate } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import css from "./candidates.module.css";

/** A person in a list: two lines, or one where rows are low. */
export function CandidateRow(props: {
  person?: Candidate | undefined;
  name?: string;
  line?: string | null;
  end?: ReactNode;
  quiet?: boolean;
}) {
  const { person } = props;
  const { compact } = useSettings();
  const name = person?.full_name ?? props.name;
  if (name === undefined) return null;
  const line = person ? (person.headline ?? dotted(person.title, person.company)) : props.line;
  return (
    <div className={css.row} data-more={person ? true : undefined}>
      <Line
        title={name}
        beside={compact ? (line ?? null) : null}
        below={compact ? null : line}
        end={props.end}
        quiet={props.quiet ?? false}
      />
      {person ? (
        <>
          <span className={css.location}>{person.location}</span>
          <span className={css.skills}>{person.skills.slice(0, 4).join(", ")}</span>
        </>
      ) : null}
    </div>
  );
}
