import { MoveSheet } from "@/features/applications/MoveSheet";
import { RejectSheet } from "@/features/applications/RejectSheet";
import { useReject } from "@/features/applications/useReject";
import { ScheduleSheet } from "@/features/schedule/ScheduleSheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Job } from "@/lib/shapes";
import type { Dossier, Review } from "./CandidateDetail";
import { CandidateForm } from "./CandidateForm";
import { DocumentSheet } from "./DocumentSheet";
import { JobSheet } from "./JobSheet";
import { showResume } from "./resumeShown";
import { useCandidateForms } from "./useCandidateForms";

/** The form over a candidate's page that the address names. */
export function CandidateForms(props: { dossier: Dossier; review: Review | undefined }) {
  const { candidate, applications, current } = props.dossier;
  const { review } = props;
  const { shown, applicationId, open, close } = useCandidateForms();
  const reject = useReject();
  const application = applications?.find((each) => each.id === applicationId) ?? current;
  if (shown === "edit") {
    return <CandidateForm candidate={candidate} onClose={close} onDone={close} />;
  }
  if (shown === "match") return <MatchSheet dossier={props.dossier} onClose={close} />;
  if (shown === "document") {
    return (
      <DocumentSheet
        candidate={candidate}
        onClose={close}
        onDone={() => {
          showResume(review ? "reviewing" : "reading", true);
          close();
        }}
      />
    );
  }
  if (!application) return null;
  if (shown === "schedule") return <ScheduleSheet applicationId={application.id} onClose={close} />;
  if (shown === "move") {
    return (
      <MoveSheet
        application={application}
        onReject={() => open("reject", application.id)}
        onClose={close}
      />
    );
  }
  if (shown === "reject") {
    return (
      <RejectSheet
        application={application}
        onClose={close}
        onReject={(reason) => {
          close();
          if (review) review.onReject(application, reason);
          else void reject(application, reason);
        }}
      />
    );
  }
  return null;
}

/** Puts a candidate up for a job, which scores them for it. */
function MatchSheet({ dossier, onClose }: { dossier: Dossier; onClose: () => void }) {
  const { candidate, applications } = dossier;
  const run = useRun("matching_match");
  const has = (job: Job) => applications?.some((each) => each.job_id === job.id);
  return (
    <JobSheet
      title={`Put ${candidate.full_name} up for a job`}
      submit="Put up for this job"
      noteOf={(job) => (has(job) ? "is up for it; compares again" : undefined)}
      busy={run.isPending}
      error={run.error}
      onClose={onClose}
      onPick={(job) =>
        run.mutate(
          { candidate_id: candidate.id, job_id: job.id },
          {
            onSuccess: (made) => {
              dossier.setCurrent(made.id);
              onClose();
              const overlap =
                made.score === null ? "" : ` Skill overlap: ${Math.round(made.score)} of 100.`;
              const text = `${candidate.full_name} is up for ${job.title}.${overlap}`;
              announce({ kind: "done", text, undo: true });
            },
          },
        )
      }
    />
  );
}
