import { CircleAlert, Save, Trash2 } from "lucide-react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { FieldRow, TextField } from "@/components/Form";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { Refused } from "@/components/Sheet";
import { Switch } from "@/components/Switch";
import { told } from "@/features/settings/refusals";
import { leaveField } from "@/lib/leaveField";
import css from "./plan.module.css";
import type { usePlanEdit } from "./usePlanEdit";

type Edit = ReturnType<typeof usePlanEdit>;

/** Fields of a plan itself; a refusal about one of them stands there. */
const FIELDS = ["name", "maximum_days", "gap_minutes"];

/** The buttons of a plan, whether it is saved, and why it could not be. */
export function PlanBar(props: { edit: Edit; stored: boolean; onShow: (step: number) => void }) {
  const { edit, stored } = props;
  const { error, bad } = edit;
  const here = error !== null && FIELDS.includes(edit.path);
  return (
    <div className={css.bar}>
      <Button
        label={stored ? "Save plan" : "Make the plan"}
        icon={Save}
        action="plan_save"
        look="main"
        locked={edit.locked}
        busy={edit.busy}
        testId="save-plan"
        onPress={edit.save}
      />
      <Button
        label="Discard"
        action="plan_discard"
        locked={edit.dirty ? undefined : "Nothing has changed yet."}
        onPress={edit.discard}
      />
      {stored ? (
        <Button label="Remove plan" icon={Trash2} action="plan_remove" onPress={edit.remove} />
      ) : null}
      <span role="status" className="muted" data-testid="plan-state">
        {edit.dirty ? "Not saved yet." : stored ? "Saved." : ""}
      </span>
      {error && !here ? <Refused error={error} /> : null}
      {error && bad ? (
        <Button label={`Show interview ${bad.at + 1}`} onPress={() => props.onShow(bad.at)} />
      ) : null}
    </div>
  );
}

/** What can never work, in words. */
export function PlanProblems(props: { problems: readonly string[]; stale: boolean }) {
  if (props.problems.length === 0) return null;
  return (
    <section className={css.problems} aria-label="What cannot work" data-testid="plan-problems">
      <h2>
        <Icon of={CircleAlert} />
        {props.stale ? "What cannot work in the saved plan" : "What cannot work"}
      </h2>
      <ul>
        {props.problems.map((problem) => (
          <li key={problem} dir="auto">
            {problem}
          </li>
        ))}
      </ul>
      {props.stale ? <p className="muted">Saving looks again.</p> : null}
    </section>
  );
}

/** What holds for all interviews of a plan. */
export function PlanFacts({ edit }: { edit: Edit }) {
  const { draft, change } = edit;
  const wrong = (field: string) =>
    edit.error && edit.path === field ? told(edit.error) : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves the fields inside
    <div className={css.facts} onKeyDown={leaveField}>
      <TextField
        label="Name of the plan"
        value={draft.name}
        error={wrong("name")}
        required
        onChange={(name) => change({ name })}
      />
      <FieldRow>
        <div className={css.stacked}>
          <span className={css.label}>
            Order <Kbd action="plan_order" />
          </span>
          <Choice
            label="Order"
            value={draft.ordered ? "ordered" : "free"}
            options={[
              ["ordered", "As listed"],
              ["free", "Any order"],
            ]}
            onChange={(order) => change({ ordered: order === "ordered" })}
          />
        </div>
        <TextField
          label="Within how many days"
          type="number"
          min={1}
          max={30}
          value={draft.maximum_days}
          error={wrong("maximum_days")}
          onChange={(maximum_days) => change({ maximum_days })}
        />
        <TextField
          label="Free minutes between them"
          type="number"
          min={0}
          max={1440}
          value={draft.gap}
          error={wrong("gap_minutes")}
          onChange={(gap) => change({ gap })}
        />
      </FieldRow>
      <Switch
        label="The same person may hold two of them"
        on={draft.allow_same_interviewer}
        onChange={(allow_same_interviewer) => change({ allow_same_interviewer })}
      />
    </div>
  );
}
