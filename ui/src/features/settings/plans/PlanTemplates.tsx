import { ListOrdered, Plus } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { RowList } from "@/components/RowList";
import { draftOf, emptyPlan } from "@/features/jobs/plan/draft";
import { PlanEditor } from "@/features/jobs/plan/PlanEditor";
import type { Plan } from "@/features/jobs/plan/shapes";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count, dotted } from "@/lib/words";
import css from "../settings.module.css";

/** The address of a template that is not stored yet. */
const NEW = "new";

/** The interview plans: templates for any job, and below them those that jobs have. */
export function PlanTemplates() {
  const place = usePlace();
  const plans = useCommand("interview_plan_list", { limit: 500 });
  useReady(plans.status);
  if (plans.error) return <ErrorNotice error={plans.error} retry={() => void plans.refetch()} />;
  if (!plans.data) return <Waiting rows={4} label="Reading the interview plans" />;
  const opened = plans.data.items.find(({ id }) => id === place.id);
  if (opened || place.id === NEW) return <Editor key={opened?.id ?? NEW} plan={opened} />;
  return <PlansList plans={plans.data.items} />;
}

function Editor({ plan }: { plan: Plan | undefined }) {
  const place = usePlace();
  const start = useMemo(() => (plan ? draftOf(plan) : emptyPlan("")), [plan]);
  const leave = () => place.set({ id: undefined, for: undefined }, true);
  return (
    <PlanEditor
      draftKey={plan?.job_id ? `job ${plan.job_id}` : `plan ${plan?.id ?? NEW}`}
      plan={plan}
      start={start}
      templates={[]}
      onMade={({ id }) => place.set({ id, for: undefined }, true)}
      onGone={leave}
      onLeave={leave}
    />
  );
}

function PlansList({ plans }: { plans: readonly Plan[] }) {
  const place = usePlace();
  const templates = plans.filter((plan) => plan.job_id === null);
  const ofJobs = plans.filter((plan) => plan.job_id !== null);
  const ordered = [...templates, ...ofJobs];
  const cursor = useCursor(
    "plans",
    ordered.map(({ id }) => id),
  );
  const add = () => place.set({ id: NEW });
  return (
    <div className={css.scrolling} data-testid="plans">
      <div className={css.bar}>
        <span className="muted">A job starts from a template and then has a plan of its own.</span>
        <Button label="Add a template" icon={Plus} action="new_plan" onPress={add} />
      </div>
      {plans.length === 0 ? (
        <Empty icon={ListOrdered} title="No interview plans yet">
          <p>
            A template holds what many jobs share: a phone screen, a technical interview, a talk
            with the team. A job that starts from it has its interviews in one key.
          </p>
        </Empty>
      ) : (
        <RowList
          label="Interview plans"
          at={cursor.key}
          opened={false}
          onOpen={(id) => cursor.open(ordered.findIndex((plan) => plan.id === id))}
          groups={[
            {
              title: "Templates",
              rows: templates.map(rowOf),
              empty: <p className={css.quiet}>None yet.</p>,
            },
            ...(ofJobs.length > 0 ? [{ title: "Plans of jobs", rows: ofJobs.map(rowOf) }] : []),
          ]}
        />
      )}
    </div>
  );
}

function rowOf(plan: Plan) {
  const steps = count(plan.steps.length, "interview");
  return {
    key: plan.id,
    content: (
      <Line
        title={plan.job_title ?? plan.name}
        beside={plan.job_title ? plan.name : null}
        below={dotted(steps, plan.steps.map(({ title }) => title).join(", "))}
        end={plan.problems.length > 0 ? count(plan.problems.length, "problem") : undefined}
      />
    ),
  };
}
