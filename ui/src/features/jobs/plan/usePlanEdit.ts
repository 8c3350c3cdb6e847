import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import {
  changesOf,
  copyOf,
  moved,
  newStep,
  type PlanDraft,
  paramsOf,
  type StepDraft,
} from "./draft";
import type { PlanNames } from "./StepList";
import type { Plan } from "./shapes";
import { usePlanDraft } from "./usePlanDraft";

/** The field that a refusal is about: of the plan, or of one of its steps. */
const STEP_FIELD = /^steps\[(\d+)\](?:\.(\w+))?/;

/** Writing a plan: what it is now, what changes it, and how it is saved. */
export function usePlanEdit(props: {
  draftKey: string;
  plan: Plan | undefined;
  jobId: string | undefined;
  start: PlanDraft;
  names: PlanNames;
  onMade: (plan: Plan) => void;
  onGone: () => void;
}) {
  const { plan, names } = props;
  const { draft, change, put, saved: markSaved } = usePlanDraft(props.draftKey, props.start);
  const create = useRun("interview_plan_create");
  const update = useRun("interview_plan_update");
  const removal = useRun("interview_plan_remove");
  const run = plan ? update : create;
  const changes = changesOf(props.start, draft, names.kind);
  const dirty = Object.keys(changes).length > 0;
  const { steps } = draft;
  const setSteps = (next: readonly StepDraft[]) => {
    run.reset();
    change({ steps: next });
  };
  const locked = !draft.name.trim()
    ? "Name the plan first."
    : steps.length === 0 && !plan
      ? "Add an interview first."
      : plan && !dirty
        ? "Nothing has changed yet."
        : undefined;

  const save = () => {
    const onSuccess = (saved: Plan) => {
      markSaved();
      announce({ kind: "done", text: `The plan “${saved.name}” is saved.`, undo: true });
      if (!plan) props.onMade(saved);
    };
    if (plan) update.mutate({ id: plan.id, ...changes }, { onSuccess });
    else {
      const job = props.jobId ? { job_id: props.jobId } : {};
      create.mutate({ ...job, ...paramsOf(draft, names.kind) }, { onSuccess });
    }
  };
  const discard = () => {
    const before = draft;
    put(undefined);
    run.reset();
    const text = plan ? "The plan is as it was saved." : "The plan is empty again.";
    announce({ kind: "done", text, undo: () => put(before) });
  };
  const remove = () => {
    if (!plan) return;
    removal.mutate(
      { id: plan.id },
      {
        onSuccess: () => {
          put(undefined);
          announce({ kind: "done", text: `The plan “${plan.name}” is removed.`, undo: true });
          props.onGone();
        },
        onError: (error) => announce({ kind: "failed", error, retry: remove }),
      },
    );
  };

  const path = typeof run.error?.details.field === "string" ? run.error.details.field : "";
  const [, badStep, badField] = STEP_FIELD.exec(path) ?? [];
  return {
    draft,
    dirty,
    locked,
    busy: run.isPending,
    error: run.error,
    /** The step that a refusal is about, and the field of it. */
    bad: badStep === undefined ? undefined : { at: Number(badStep), field: badField },
    path,
    save,
    discard,
    remove,
    put,
    change: (part: Partial<PlanDraft>) => {
      run.reset();
      change(part);
    },
    changeStep: (at: number, part: Partial<StepDraft>) =>
      setSteps(steps.map((step, place) => (place === at ? { ...step, ...part } : step))),
    addStep: () => {
      const used = new Set(steps.map((step) => step.interview_type));
      const kind = names.kinds.find(({ name }) => !used.has(name)) ?? names.kinds[0];
      const made = newStep(kind, steps.at(-1));
      setSteps([...steps, made]);
      return made.key;
    },
    copyStep: (at: number) => {
      const step = steps[at];
      if (!step) return undefined;
      const made = copyOf(step);
      setSteps(steps.toSpliced(at + 1, 0, made));
      return made.key;
    },
    moveStep: (from: number, to: number) => setSteps(moved(steps, from, to)),
    removeStep: (at: number) => {
      const step = steps[at];
      if (!step) return;
      setSteps(steps.filter((_, place) => place !== at));
      announce({
        kind: "done",
        text: `${step.title.trim() || names.kind(step.interview_type)} is out of the plan, which is not saved yet.`,
        undo: () => setSteps(steps),
      });
    },
  };
}
