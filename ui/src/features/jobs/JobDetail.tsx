import { ErrorNotice, Waiting } from "@/components/Notice";
import { Detail, Facts, Section } from "@/components/Split";
import { type Gate, Gates } from "@/features/applications/Gates";
import { useCommand } from "@/lib/data";
import type { Job } from "@/lib/shapes";
import css from "./jobs.module.css";

/** How the languages of coding rounds are written. */
const languages: Readonly<Record<string, string>> = {
  PYTHON: "Python",
  JAVASCRIPT: "JavaScript",
  JAVA: "Java",
  PHP: "PHP",
  RUBY: "Ruby",
  CSHARP: "C#",
  SQL: "SQL",
};

/** One job: its facts, who applied with their switches, and its text. */
export function JobDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const job = useCommand("job_get", { id }, { keep: true });
  return (
    <Detail label={job.data?.title ?? "Job"} onClose={onClose}>
      {job.error ? (
        <ErrorNotice error={job.error} retry={() => void job.refetch()} />
      ) : job.data ? (
        <JobPage key={job.data.id} job={job.data} />
      ) : (
        <Waiting rows={6} label="Reading the job" />
      )}
    </Detail>
  );
}

function JobPage({ job }: { job: Job }) {
  return (
    <article data-testid="job">
      <h1 className={css.title}>{job.title}</h1>
      <Facts
        facts={[
          ["Company", job.company],
          ["Department", job.department],
          ["Location", job.location],
          ["Domain", job.domain],
          ["Coding in", languages[job.coding_language] ?? job.coding_language],
          ["Stack", job.tech_stack_details],
        ]}
      />
      <Applications id={job.id} />
      {job.description ? (
        <Section title="Description">
          <p className={css.prose}>{job.description}</p>
        </Section>
      ) : null}
    </article>
  );
}

function Applications({ id }: { id: string }) {
  const { data } = useCommand("application_list", { job_id: id, limit: 500 });
  if (!data) return null;
  const gates: Gate[] = data.items.map((application) => ({
    application,
    title: application.candidate_name,
    to: { path: "/candidates", id: application.candidate_id },
  }));
  return (
    <Section title="Applications">
      {gates.length === 0 ? (
        <p className="muted">
          Nobody has been matched with this job yet: <code>muster call matching_match</code>.
        </p>
      ) : (
        <Gates gates={gates} />
      )}
    </Section>
  );
}
