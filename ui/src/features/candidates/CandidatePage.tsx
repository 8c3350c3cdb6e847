import { useRouter } from "@tanstack/react-router";
import {
  ArrowRightLeft,
  Ban,
  CalendarPlus,
  FileText,
  ListOrdered,
  PencilLine,
  Send,
} from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/Button";
import { CandidateApplications } from "./CandidateApplications";
import type { Dossier } from "./CandidateDetail";
import { CandidateFacts } from "./CandidateFacts";
import { CandidateInterviews } from "./CandidateInterviews";
import { CandidatePast } from "./CandidatePast";
import css from "./candidates.module.css";
import { showResume, useResumeShown } from "./resumeShown";
import { Timeline } from "./Timeline";
import { noApplication, useScheduleLock } from "./useCandidateActions";
import { useCandidateForms } from "./useCandidateForms";

/** The page of one person. While reviewing, what speaks for them stands before who they are. */
export const CandidatePage = memo(function CandidatePage(props: {
  dossier: Dossier;
  mode: "reading" | "reviewing";
}) {
  const { dossier, mode } = props;
  const { candidate } = dossier;
  const reviewing = mode === "reviewing";
  const resume = useResumeShown(mode);
  // Without a document, the résumé's place shows it.
  const pastElsewhere = resume && candidate.documents?.length === 0;
  const applications = <CandidateApplications dossier={dossier} />;
  return (
    <article data-testid="candidate">
      <div className={css.head}>
        <h1>
          <bdi>{candidate.full_name}</bdi>
        </h1>
        {candidate.headline ? (
          <p className="muted" dir="auto">
            {candidate.headline}
          </p>
        ) : null}
      </div>
      <Buttons {...props} />
      {reviewing ? applications : null}
      <CandidateFacts candidate={candidate} />
      {reviewing ? null : applications}
      <CandidateInterviews candidateId={candidate.id} />
      {pastElsewhere ? null : <CandidatePast candidate={candidate} />}
      <Timeline candidateId={candidate.id} />
    </article>
  );
});

function Buttons({ dossier, mode }: { dossier: Dossier; mode: "reading" | "reviewing" }) {
  const { candidate, current } = dossier;
  const router = useRouter();
  const forms = useCandidateForms();
  const resume = useResumeShown(mode);
  const scheduling = useScheduleLock(current);
  const none = current ? undefined : noApplication(candidate.full_name);
  const rejected = current?.stage === "rejected" ? "The candidate is rejected already." : undefined;
  return (
    <div className={css.buttons} data-testid="candidate-buttons">
      <Button
        label="Schedule interview"
        icon={CalendarPlus}
        action="schedule"
        look={(none ?? scheduling) ? "plain" : "main"}
        locked={none ?? scheduling}
        onPress={() => forms.open("schedule", current?.id)}
      />
      <Button
        label="Plan the loop"
        icon={ListOrdered}
        action="plan_loop"
        locked={none ?? scheduling}
        onPress={() =>
          current &&
          router.history.push(`/schedule?view=loop&for=${encodeURIComponent(current.id)}`)
        }
      />
      <Button
        label="Draft message"
        icon={Send}
        action="draft"
        onPress={() =>
          router.history.push(`/outreach?do=create&for=${encodeURIComponent(candidate.id)}`)
        }
      />
      <Button
        label="Move stage"
        icon={ArrowRightLeft}
        action="move_stage"
        locked={none}
        onPress={() => forms.open("move", current?.id)}
      />
      <Button
        label="Reject"
        icon={Ban}
        action="reject"
        locked={none ?? rejected}
        onPress={() => forms.open("reject", current?.id)}
      />
      {resume ? null : (
        <Button
          label="Show résumé"
          icon={FileText}
          action="resume"
          onPress={() => showResume(mode, true)}
        />
      )}
      <Button label="Edit" icon={PencilLine} action="edit" onPress={() => forms.open("edit")} />
    </div>
  );
}
