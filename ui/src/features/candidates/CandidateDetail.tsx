import { useMemo, useState } from "react";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Detail } from "@/components/Split";
import { isClosed } from "@/features/applications/stages";
import { useCommand } from "@/lib/data";
import type { Application, Candidate } from "@/lib/shapes";
import { CandidateForms } from "./CandidateForms";
import { CandidatePage } from "./CandidatePage";
import { Resume } from "./Resume";
import { useResumeShown } from "./resumeShown";
import { useCandidateActions } from "./useCandidateActions";
import { useRested } from "./useRested";

/** What reviewing the people of a job adds to the page of one of them. */
export interface Review {
  jobId: string;
  onShortlist: (application: Application) => void;
  onReject: (application: Application, reason: string) => void;
}

/** A person with their applications, of which one is meant by the keys. */
export interface Dossier {
  candidate: Candidate;
  applications: readonly Application[] | undefined;
  current: Application | undefined;
  setCurrent: (id: string) => void;
}

/**
 * One person: facts, résumé, applications with their switches, interviews and what happened. Another
 * person's page stays while the cursor moves on and while this one is read; then nothing acts.
 */
export function CandidateDetail(props: { id: string; onClose: () => void; review?: Review }) {
  const { onClose, review } = props;
  const id = useRested(props.id);
  const candidate = useCommand("candidate_get", { id }, { keep: true });
  const stale = candidate.isPlaceholderData || id !== props.id;
  const dossier = useDossier(candidate.data, review?.jobId);
  const mode = review ? "reviewing" : "reading";
  const resume = useResumeShown(mode);
  useCandidateActions(dossier, stale, review);
  return (
    <Detail
      label={candidate.data?.full_name ?? "Candidate"}
      onClose={onClose}
      beside={
        dossier && resume ? (
          <Resume key={dossier.candidate.id} dossier={dossier} mode={mode} />
        ) : undefined
      }
      turned={review !== undefined}
    >
      {candidate.error ? (
        <ErrorNotice error={candidate.error} retry={() => void candidate.refetch()} />
      ) : dossier ? (
        <>
          <CandidatePage key={dossier.candidate.id} dossier={dossier} mode={mode} />
          <CandidateForms dossier={dossier} review={review} />
        </>
      ) : (
        <Waiting rows={6} label="Reading the candidate" />
      )}
    </Detail>
  );
}

function useDossier(
  candidate: Candidate | undefined,
  jobId: string | undefined,
): Dossier | undefined {
  const [focused, setCurrent] = useState<string>();
  const { data } = useCommand(
    "application_list",
    { candidate_id: candidate?.id ?? "", limit: 100 },
    { enabled: candidate !== undefined },
  );
  const applications = data?.items;
  return useMemo(() => {
    if (!candidate) return undefined;
    const current =
      applications?.find((each) => each.id === focused) ??
      applications?.find((each) => each.job_id === jobId) ??
      applications?.find((each) => !isClosed(each.stage)) ??
      applications?.[0];
    return { candidate, applications, current, setCurrent };
  }, [candidate, applications, focused, jobId]);
}
