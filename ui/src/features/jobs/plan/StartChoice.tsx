import { ListOrdered, Plus } from "lucide-react";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { Empty } from "@/components/Notice";
import { useActions } from "@/lib/actions";
import { useKeys } from "@/lib/keys";
import { count } from "@/lib/words";
import { copyOfPlan, type PlanDraft } from "./draft";
import css from "./plan.module.css";
import type { Plan } from "./shapes";

/** As many as there are digits. */
const SHOWN = 9;

/** Where a plan begins: from a template, or with its first interview. Nothing is stored by choosing. */
export function StartChoice(props: {
  templates: readonly Plan[];
  isTemplate: boolean;
  /** The name that the plan has so far. */
  name: string;
  onAdd: () => void;
  onStart: (draft: PlanDraft) => void;
}) {
  const templates = props.templates.slice(0, SHOWN);
  const start = (template: Plan) =>
    props.onStart(copyOfPlan(template, props.name || template.name));
  useKeys(
    Object.fromEntries(templates.map((template, at) => [String(at + 1), () => start(template)])),
  );
  useActions(
    templates.map((template) => ({
      id: `plan_from_${template.id}`,
      title: `Start the plan from ${template.name}`,
      run: () => start(template),
    })),
  );
  return (
    <Empty
      icon={ListOrdered}
      title={
        props.isTemplate ? "A template for any job" : "No interviews are planned for this job yet"
      }
    >
      <p>
        A plan says which interviews decide: their kind, their length, and who may hold them. With
        it, Muster finds times for all of them at once, and says why where there are none.
      </p>
      <Button
        label="Add the first interview"
        icon={Plus}
        action="plan_add_step"
        look="main"
        onPress={props.onAdd}
      />
      {templates.length > 0 ? (
        <div className={css.templates}>
          <p>Or start from one that is there, and change what differs:</p>
          {templates.map((template, at) => (
            <Button
              key={template.id}
              label={`${template.name}: ${count(template.steps.length, "interview")}`}
              keys={String(at + 1)}
              onPress={() => start(template)}
            />
          ))}
        </div>
      ) : props.isTemplate ? null : (
        <p>
          What many jobs share can be kept as a template: press <Kbd action="new_plan" />.
        </p>
      )}
    </Empty>
  );
}
