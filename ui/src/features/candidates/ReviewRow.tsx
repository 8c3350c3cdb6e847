import { Clock, Star } from "lucide-react";
import { Badge } from "@/components/Badge";
import { isClosed, stageWords } from "@/features/applications/stages";
import type { Application } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import { CandidateRow } from "./CandidateRow";
import { waits } from "./review";

/** Somebody up for the job, with what was decided about them. */
export function ReviewRow(props: { application: Application | undefined; later: boolean }) {
  const { application, later } = props;
  if (!application) return null;
  const { stage, score, shortlisted } = application;
  const words = stageWords(stage);
  const open = waits(application);
  return (
    <CandidateRow
      name={application.candidate_name}
      line={dotted(
        score === null ? "no score" : `skill overlap ${Math.round(score)} of 100`,
        open && words.label,
      )}
      quiet={isClosed(stage)}
      end={
        open ? (
          later ? (
            <Badge tone="neutral" icon={Clock} label="Later" shrink />
          ) : null
        ) : shortlisted && !isClosed(stage) ? (
          <Badge tone="ok" icon={Star} label="Shortlisted" shrink />
        ) : (
          <Badge tone={words.tone} icon={words.icon} label={words.label} shrink />
        )
      }
    />
  );
}
