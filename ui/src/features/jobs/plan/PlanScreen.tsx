import { List } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead } from "@/components/Split";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Job } from "@/lib/shapes";
import { useJobActions } from "../useJobActions";
import { draftOf, emptyPlan } from "./draft";
import { PlanEditor } from "./PlanEditor";
import type { Plan } from "./shapes";

/** The interview plan of one job, over the whole width. */
export function PlanScreen({ id }: { id: string }) {
  const place = usePlace();
  const { data: job } = useCommand("job_get", { id }, { keep: true });
  const own = useCommand("interview_plan_list", { job_id: id });
  const all = useCommand("interview_plan_list", { limit: 500 });
  useReady(own.status);
  const back = () => place.set({ view: undefined, for: undefined }, true);
  const plan = own.data?.items.find((each) => each.job_id === id);
  return (
    <>
      <ScreenHead
        title="Interview plan"
        note={job ? <bdi title={job.title}>{job.title}</bdi> : undefined}
      >
        <Button label="Back to the job" icon={List} action="plan_view" onPress={back} />
      </ScreenHead>
      <JobActions job={job} />
      {own.error ? (
        <ErrorNotice error={own.error} retry={() => void own.refetch()} />
      ) : own.data ? (
        <JobPlan id={id} plan={plan} templates={templatesOf(all.data?.items)} onLeave={back} />
      ) : (
        <Waiting rows={6} label="Reading the interview plan" />
      )}
    </>
  );
}

/** What can be done to the job; drawn before the plan, so that the plan's own actions come first. */
function JobActions({ job }: { job: Job | undefined }) {
  useJobActions(job);
  return null;
}

function JobPlan(props: {
  id: string;
  plan: Plan | undefined;
  templates: readonly Plan[];
  onLeave: () => void;
}) {
  const { plan } = props;
  const start = useMemo(() => (plan ? draftOf(plan) : emptyPlan("Interviews")), [plan]);
  return (
    <PlanEditor
      draftKey={`job ${props.id}`}
      plan={plan}
      start={start}
      jobId={props.id}
      templates={props.templates}
      onMade={() => undefined}
      onGone={() => undefined}
      onLeave={props.onLeave}
    />
  );
}

/** The plans that belong to no job. */
export function templatesOf(plans: readonly Plan[] | undefined): Plan[] {
  return (plans ?? []).filter((plan) => plan.job_id === null);
}
