import { Link } from "@tanstack/react-router";
import { BriefcaseBusiness } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { Waiting } from "@/components/Notice";
import { Section } from "@/components/Split";
import { Evidence } from "@/features/applications/Evidence";
import { GateSwitches } from "@/features/applications/GateSwitches";
import { stageWords } from "@/features/applications/stages";
import type { Application } from "@/lib/shapes";
import css from "./Applications.module.css";
import type { Dossier } from "./CandidateDetail";
import { useCandidateForms } from "./useCandidateForms";

/** Somebody's applications. The keys mean the marked one, whose evidence is open. */
export function CandidateApplications({ dossier }: { dossier: Dossier }) {
  const { applications, current, candidate } = dossier;
  const forms = useCandidateForms();
  return (
    <Section title="Applications">
      {!applications ? (
        <Waiting rows={2} label="Reading the applications" />
      ) : applications.length === 0 ? (
        <p className={css.none}>
          <bdi>{candidate.full_name}</bdi> is not up for a job yet.
        </p>
      ) : (
        <ul className={css.applications} data-testid="gates">
          {applications.map((application) => (
            <Entry
              key={application.id}
              application={application}
              dossier={dossier}
              current={application === current}
              several={applications.length > 1}
            />
          ))}
        </ul>
      )}
      <Button
        label="Put up for a job"
        icon={BriefcaseBusiness}
        action="match"
        onPress={() => forms.open("match")}
      />
    </Section>
  );
}

function Entry(props: {
  application: Application;
  dossier: Dossier;
  current: boolean;
  several: boolean;
}) {
  const { application, dossier, current, several } = props;
  const stage = stageWords(application.stage);
  return (
    <li
      className={css.application}
      aria-current={current && several ? "true" : undefined}
      data-testid="application"
      onFocus={() => dossier.setCurrent(application.id)}
    >
      <div className={css.head}>
        <Link to="/jobs" search={{ id: application.job_id }} title={application.job_title}>
          <bdi>{application.job_title}</bdi>
        </Link>
        {several && current ? <Kbd action="next_application" /> : null}
        <Badge tone={stage.tone} icon={stage.icon} label={stage.label} />
        <span className={css.score}>
          {application.score === null
            ? "no score"
            : `skill overlap ${Math.round(application.score)} of 100`}
        </span>
      </div>
      <GateSwitches application={application} keys={current} />
      {current && application.match ? (
        <Evidence match={application.match} candidate={dossier.candidate} />
      ) : null}
    </li>
  );
}
