import { CircleSlash, Columns3, PencilLine, UserPlus } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Detail, Facts, Section } from "@/components/Split";
import { type Gate, Gates } from "@/features/applications/Gates";
import { stages } from "@/features/applications/stages";
import { runAction } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import type { Application, Job } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import { Description } from "./Description";
import css from "./jobs.module.css";
import { PlanSummary } from "./plan/PlanSummary";
import { useJobActions } from "./useJobActions";
import { languageOf } from "./words";

/** How many people a job lists with their switches; the board holds them all. */
const LISTED = 30;

/** One job: its facts, who is up for it with their switches, and its text. */
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
  const actions = useJobActions(job);
  const press = (id: string) => () => {
    const action = actions.find((each) => each.id === id);
    if (action) runAction(action);
  };
  const closed = job.status === "closed";
  return (
    <article data-testid="job">
      <h1 className={css.title} dir="auto">
        {job.title}
      </h1>
      <div className={css.buttons}>
        {closed ? <Badge tone="neutral" icon={CircleSlash} label="Closed" /> : null}
        <Button
          label="Board"
          icon={Columns3}
          action="board_view"
          look="main"
          onPress={press("board_view")}
        />
        <Button label="Put people up" icon={UserPlus} action="put_up" onPress={press("put_up")} />
        <Button label="Edit" icon={PencilLine} action="edit_job" onPress={press("edit_job")} />
        <Button
          label={closed ? "Open again" : "Close the job"}
          action="close_job"
          onPress={press("close_job")}
        />
      </div>
      <Facts
        facts={[
          ["Company", job.company],
          ["Department", job.department],
          ["Location", job.location],
          ["Domain", job.domain],
          ["Coding in", languageOf(job.coding_language)],
          ["Stack", job.tech_stack_details],
        ]}
      />
      {job.skills.length > 0 ? (
        <Section title="Skills">
          <ul className={css.chips}>
            {job.skills.map((skill) => (
              <li key={skill}>{skill}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      <PlanSummary jobId={job.id} onPlan={press("plan_view")} />
      <People job={job} onBoard={press("board_view")} onPutUp={press("put_up")} />
      {job.description ? (
        <Section title="Description">
          <Description job={job} />
        </Section>
      ) : null}
    </article>
  );
}

function People(props: { job: Job; onBoard: () => void; onPutUp: () => void }) {
  const { job } = props;
  const { data, error, refetch } = useCommand("application_list", {
    job_id: job.id,
    limit: LISTED,
  });
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Section title="People">
        <Waiting rows={Math.min(job.applications, LISTED)} label="Reading who is up for the job" />
      </Section>
    );
  }
  const gates: Gate[] = data.items.map((application) => ({
    application,
    title: application.candidate_name,
    to: { path: "/candidates", id: application.candidate_id },
  }));
  const more = data.next_cursor === null ? 0 : job.applications - gates.length;
  return (
    <Section title="People">
      {gates.length === 0 ? (
        <div className={css.none}>
          <p className="muted">Nobody is up for this job yet.</p>
          <Button label="Put people up" action="put_up" onPress={props.onPutUp} />
        </div>
      ) : (
        <>
          {more > 0 ? null : <p className={css.stages}>{stageCounts(data.items)}</p>}
          <Gates gates={gates} />
        </>
      )}
      {more > 0 ? (
        <div className={css.none}>
          <p className="muted">{more.toLocaleString("en")} more are on the board.</p>
          <Button label="Show the board" action="board_view" onPress={props.onBoard} />
        </div>
      ) : null}
    </Section>
  );
}

/** How many stand in each stage that holds somebody, in words. */
function stageCounts(applications: readonly Application[]): string {
  return dotted(
    ...stages.map(({ stage, label }) => {
      const number = applications.filter((each) => each.stage === stage).length;
      return number > 0 && `${label} ${number.toLocaleString("en")}`;
    }),
  );
}
