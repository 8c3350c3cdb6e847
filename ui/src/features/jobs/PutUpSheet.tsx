import { useState } from "react";
import { Dialog } from "@/components/Dialog";
import { Kbd } from "@/components/Kbd";
import { Refused } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Application, Job } from "@/lib/shapes";
import css from "./jobs.module.css";
import { type Person, PersonPicker } from "./PersonPicker";
import { scoreWords } from "./words";

/** Puts people up for a job, one Enter each; it stays open for the next until Esc. */
export function PutUpSheet(props: {
  job: Pick<Job, "id" | "title">;
  /** Who is up for it already. */
  applications: readonly Application[];
  onClose: () => void;
}) {
  const { job } = props;
  const run = useRun("matching_match");
  const [made, setMade] = useState<ReadonlyMap<string, Application>>(new Map());
  const up = (id: string) =>
    made.get(id) ?? props.applications.find((application) => application.candidate_id === id);
  const noteOf = (id: string) => {
    const application = up(id);
    return application ? `Is up for it · ${scoreWords(application.score)}` : undefined;
  };
  const put = (person: Person) => {
    if (up(person.id)) {
      return announce({ kind: "told", text: `${person.name} is up for ${job.title} already.` });
    }
    run.mutate(
      { candidate_id: person.id, job_id: job.id },
      {
        onSuccess: (application) => {
          setMade((before) => new Map(before).set(person.id, application));
          const score = scoreWords(application.score).toLowerCase();
          const text = `${person.name} is up for ${job.title}: ${score}.`;
          announce({ kind: "done", text, undo: true });
        },
      },
    );
  };
  return (
    <Dialog
      label="Put people up for the job"
      className={css.putUp}
      testId="put-up"
      onClose={props.onClose}
    >
      <header className={css.sheetHead}>
        <h2>Put people up for the job</h2>
        <p className="muted">
          <bdi>{job.title}</bdi>
        </p>
      </header>
      <PersonPicker
        label="Type a name, a skill or a company"
        noteOf={noteOf}
        onPick={(person) => put(person)}
      />
      {run.error ? <Refused error={run.error} /> : null}
      <p className={css.teach}>
        <Kbd keys="Enter" /> puts the chosen person up, <Kbd keys="Escape" /> ends. Muster compares
        skills and shows what it found; it decides nothing.
      </p>
    </Dialog>
  );
}
