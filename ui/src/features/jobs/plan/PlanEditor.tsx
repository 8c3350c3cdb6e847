import { Detail, Split } from "@/components/Split";
import { told } from "@/features/settings/refusals";
import { useActions } from "@/lib/actions";
import { usePlace } from "@/lib/place";
import type { PlanDraft } from "./draft";
import { PlanBar, PlanFacts, PlanProblems } from "./PlanFacts";
import css from "./plan.module.css";
import { StartChoice } from "./StartChoice";
import { StepForm } from "./StepForm";
import { StepList } from "./StepList";
import type { Plan } from "./shapes";
import { usePlanEdit } from "./usePlanEdit";
import { usePlanNames } from "./usePlanNames";
import { useStepCursor } from "./useStepCursor";

/** Writes an interview plan: its interviews as a list, and the chosen one as a form beside it. */
export function PlanEditor(props: {
  /** Names what is written, so that looking elsewhere loses nothing. */
  draftKey: string;
  /** The plan as it is stored; none for a new one. */
  plan: Plan | undefined;
  start: PlanDraft;
  /** The job that a new plan is for; none for a template. */
  jobId?: string;
  /** What a new plan can start from. */
  templates: readonly Plan[];
  onMade: (plan: Plan) => void;
  onGone: () => void;
  onLeave: () => void;
}) {
  const { plan } = props;
  const place = usePlace();
  const { names, people } = usePlanNames(plan);
  const edit = usePlanEdit({ ...props, jobId: props.jobId, names });
  const { draft } = edit;
  const { steps } = draft;
  const cursor = useStepCursor(
    steps.map(({ key }) => key),
    props.onLeave,
  );
  const { at } = cursor;
  const step = steps[at];
  const first = step
    ? at === 0
      ? "It is the first already."
      : undefined
    : "Choose an interview first.";
  const last = step
    ? at === steps.length - 1
      ? "It is the last already."
      : undefined
    : "Choose an interview first.";
  const none = step ? undefined : "Choose an interview first.";
  const add = () => cursor.open(edit.addStep());
  const copy = () => cursor.open(edit.copyStep(at));
  const drop = () => {
    const next = steps[at + 1] ?? steps[at - 1];
    edit.removeStep(at);
    if (!cursor.opened) cursor.choose(next?.key);
    else if (next) cursor.open(next.key);
    else place.set({ for: undefined }, true);
  };
  useActions([
    { id: "plan_add_step", title: "Add an interview to the plan", run: add },
    { id: "plan_copy_step", title: "Add another interview like this one", locked: none, run: copy },
    {
      id: "plan_remove_step",
      title: "Take the interview out of the plan",
      locked: none,
      run: drop,
    },
    {
      id: "plan_step_up",
      title: "Move the interview up",
      locked: first,
      run: () => edit.moveStep(at, at - 1),
    },
    {
      id: "plan_step_down",
      title: "Move the interview down",
      locked: last,
      run: () => edit.moveStep(at, at + 1),
    },
    {
      id: "plan_order",
      title: draft.ordered ? "Allow the interviews in any order" : "Hold the interviews in order",
      run: () => edit.change({ ordered: !draft.ordered }),
    },
    {
      id: "plan_save",
      title: "Save the plan",
      locked: edit.busy ? "It is being saved." : edit.locked,
      run: edit.save,
    },
    {
      id: "plan_discard",
      title: "Go back to the plan as it is saved",
      locked: edit.dirty ? undefined : "Nothing has changed yet.",
      run: edit.discard,
    },
    {
      id: "plan_remove",
      title: "Remove the plan",
      locked: plan ? undefined : "It is not saved yet.",
      run: edit.remove,
    },
  ]);
  const starting = !plan && steps.length === 0;
  const wrong = (field: string) => {
    if (edit.bad?.at !== at || !edit.error) return undefined;
    return (edit.bad.field ?? "interview_type") === field ? told(edit.error) : undefined;
  };
  const detail =
    step && cursor.opened ? (
      <Detail label={`Interview ${at + 1}`} onClose={cursor.close}>
        <StepForm
          key={step.key}
          step={step}
          place={at}
          names={names}
          people={people}
          wrong={wrong}
          hands={{
            onUp: () => edit.moveStep(at, at - 1),
            onDown: () => edit.moveStep(at, at + 1),
            onCopy: copy,
            onRemove: drop,
            top: first,
            bottom: last,
          }}
          onChange={(part) => edit.changeStep(at, part)}
        />
      </Detail>
    ) : undefined;
  return (
    <Split
      list={
        <div className={css.plan} data-testid="plan">
          {starting ? null : (
            <PlanBar
              edit={edit}
              stored={plan !== undefined}
              onShow={(bad) => cursor.open(steps[bad]?.key)}
            />
          )}
          {plan ? <PlanProblems problems={plan.problems} stale={edit.dirty} /> : null}
          {starting ? (
            <StartChoice
              templates={props.templates}
              isTemplate={!props.jobId}
              onAdd={add}
              onStart={edit.put}
              name={draft.name}
            />
          ) : (
            <>
              <PlanFacts edit={edit} />
              <StepList
                plan={draft}
                names={names}
                at={at}
                opened={cursor.opened}
                onOpen={(place) => cursor.open(steps[place]?.key)}
                onMove={edit.moveStep}
                onAdd={add}
              />
            </>
          )}
        </div>
      }
      detail={detail}
    />
  );
}
