import { CircleAlert, ListOrdered } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Section } from "@/components/Split";
import { useCommand } from "@/lib/data";
import { count, dotted, sentence } from "@/lib/words";
import css from "../jobs.module.css";

/** The interview plan of a job in a line, and the way to it. */
export function PlanSummary({ jobId, onPlan }: { jobId: string; onPlan: () => void }) {
  const { data } = useCommand("interview_plan_list", { job_id: jobId });
  const plan = data?.items.find((each) => each.job_id === jobId);
  const minutes = plan?.steps.reduce((sum, step) => sum + step.duration.minutes, 0) ?? 0;
  return (
    <Section title="Interviews">
      <div className={css.none}>
        <p className="muted">
          {plan
            ? dotted(
                sentence(count(plan.steps.length, "interview")),
                `${minutes} min together`,
                plan.ordered ? "in order" : "in any order",
                plan.steps.map(({ title }) => title).join(", "),
              )
            : data
              ? "No interviews are planned yet. With a plan, Muster finds times for all of them at once."
              : "Reading the plan"}
        </p>
        {plan && plan.problems.length > 0 ? (
          <Badge
            tone="warn"
            icon={CircleAlert}
            label={`${count(plan.problems.length, "problem")}`}
          />
        ) : null}
        <Button
          label={plan ? "Show the plan" : "Plan the interviews"}
          icon={ListOrdered}
          action="plan_view"
          onPress={onPlan}
        />
      </div>
    </Section>
  );
}
