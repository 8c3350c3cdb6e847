import { BriefcaseBusiness, CircleSlash } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ItemList } from "@/components/ItemList";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import type { useCursor } from "@/lib/cursor";
import type { usePages } from "@/lib/data";
import type { Job } from "@/lib/shapes";
import { count, dotted } from "@/lib/words";

/** Which jobs the list shows. */
export type JobsView = "open" | "closed" | "all";

/** The jobs that match, or why there are none. */
export function JobsList(props: {
  pages: ReturnType<typeof usePages<"job_list">>;
  jobs: readonly Job[];
  view: JobsView;
  typed: string;
  cursor: ReturnType<typeof useCursor>;
  onNew: () => void;
  onAll: () => void;
}) {
  const { pages, jobs, cursor } = props;
  if (pages.error) return <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />;
  if (pages.isPending) return <Waiting label="Reading the jobs" />;
  if (jobs.length === 0) return <NoJobs {...props} />;
  return (
    <ItemList
      label="Jobs"
      items={jobs}
      keyOf={idOf}
      cursor={cursor}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {drawJob}
    </ItemList>
  );
}

const idOf = ({ id }: Job) => id;

function drawJob(job: Job) {
  const closed = job.status === "closed";
  return (
    <Line
      title={job.title}
      below={dotted(job.company, job.department, job.location)}
      quiet={closed}
      end={
        <>
          {closed ? <Badge tone="neutral" icon={CircleSlash} label="Closed" shrink /> : null}
          <span className="figures">{count(job.applications, "person", "people")}</span>
        </>
      }
    />
  );
}

function NoJobs(props: { typed: string; view: JobsView; onNew: () => void; onAll: () => void }) {
  if (props.typed) {
    return (
      <Empty icon={BriefcaseBusiness} title={`No job matches “${props.typed}”`}>
        <p>Search looks at titles, companies, departments and places.</p>
        {props.view === "all" ? null : <Button label="Look among all jobs" onPress={props.onAll} />}
      </Empty>
    );
  }
  if (props.view === "closed") {
    return (
      <Empty icon={BriefcaseBusiness} title="No closed jobs">
        <p>A job that is filled or called off can be closed; it stays here with its people.</p>
      </Empty>
    );
  }
  return (
    <Empty icon={BriefcaseBusiness} title="No open jobs">
      <p>Add the first one: a title is enough, skills make people comparable.</p>
      <Button label="Add a job" action="new_job" look="main" onPress={props.onNew} />
      {props.view === "open" ? <Button label="Show all jobs" onPress={props.onAll} /> : null}
    </Empty>
  );
}
