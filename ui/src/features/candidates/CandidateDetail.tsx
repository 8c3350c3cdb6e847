import { useState } from "react";
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
  /** Another person's page is still shown while this one is read; then nothing acts. */
  stale: boolean;
  setCurrent: (id: string) => void;
}

/** One person: facts, résumé, applications with their switches, interviews and what happened. */
export function CandidateDetail(props: { id: string; onClose: () => void; review?: Review }) {
  const { id, onClose, review } = props;
  const candidate = useCommand("candidate_get", { id }, { keep: true });
  const dossier = useDossier(candidate.data, candidate.isPlaceholderData, review?.jobId);
  const resume = useResumeShown(review ? "reviewing" : "reading");
  useCandidateActions(dossier, review);
  return (
    <Detail
      label={candidate.data?.full_name ?? "Candidate"}
      onClose={onClose}
      beside={
        dossier && resume ? (
          <Resume
            key={dossier.candidate.id}
            dossier={dossier}
            mode={review ? "reviewing" : "reading"}
          />
        ) : undefined
      }
      turned={review !== undefined}
    >
      {candidate.error ? (
        <ErrorNotice error={candidate.error} retry={() => void candidate.refetch()} />
      ) : dossier ? (
        <>
          <CandidatePage key={dossier.candidate.id} dossier={dossier} review={review} />
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
  stale: boolean,
  jobId: string | undefined,
): Dossier | undefined {
  const [focused, setCurrent] = useState<string>();
  const { data } = useCommand(
    "application_list",
    { candidate_id: candidate?.id ?? "", limit: 100 },
    { enabled: candidate !== undefined },
  );
  if (!candidate) return undefined;
  const applications = data?.items;
  const current =
    applications?.find((each) => each.id === focused) ??
    applications?.find((each) => each.job_id === jobId) ??
    applications?.find((each) => !isClosed(each.stage)) ??
    applications?.[0];
  return { candidate, applications, current, stale, setCurrent };
}
