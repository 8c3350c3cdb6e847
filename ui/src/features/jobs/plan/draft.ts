import type { Mode, Params } from "@/generated/commands";
import { count, dotted } from "@/lib/words";
import type { Kind, Plan, Pool, Step, StepFields } from "./shapes";

/** Seats that a pool fills. */
export interface Seats {
  pool_id: string;
  choose: number;
}

/** An interview of a plan while it is written. */
export interface StepDraft {
  /** Names it in the window: its id, or a name of our own until it is stored. */
  key: string;
  /** Set once it is stored. */
  id: string | undefined;
  interview_type: string;
  title: string;
  /** Minutes as typed; empty to inherit. */
  duration: string;
  mode: Mode;
  interviewer_ids: readonly string[];
  pools: readonly Seats[];
  shadow_ids: readonly string[];
  competency: string;
  /** The length in force when it was read, for this kind of interview. */
  read: { interview_type: string; minutes: number; source: string; own: boolean } | undefined;
}

/** A plan while it is written. */
export interface PlanDraft {
  name: string;
  ordered: boolean;
  /** As typed. */
  maximum_days: string;
  gap: string;
  allow_same_interviewer: boolean;
  steps: readonly StepDraft[];
}

export const emptyPlan = (name: string): PlanDraft => ({
  name,
  ordered: true,
  maximum_days: "5",
  gap: "0",
  allow_same_interviewer: false,
  steps: [],
});

export const draftOf = (plan: Plan): PlanDraft => ({
  name: plan.name,
  ordered: plan.ordered,
  maximum_days: String(plan.maximum_days),
  gap: String(plan.gap_minutes),
  allow_same_interviewer: plan.allow_same_interviewer,
  steps: plan.steps.map(stepOf),
});

const stepOf = (step: Step): StepDraft => ({
  key: step.id,
  id: step.id,
  interview_type: step.interview_type,
  title: step.title,
  duration: step.duration_minutes === null ? "" : String(step.duration_minutes),
  mode: step.mode,
  interviewer_ids: step.interviewer_ids,
  pools: step.pools.map(({ pool_id, choose }) => ({ pool_id, choose })),
  shadow_ids: step.shadow_ids,
  competency: step.competency ?? "",
  read: {
    interview_type: step.interview_type,
    ...step.duration,
    own: step.duration_minutes !== null,
  },
});

/** How many keys were given out; they only need to differ. */
let given = 0;

function newKey(): string {
  given += 1;
  return `new-${given}`;
}

/** Another interview, with what the one before it has where that is likely the same. */
export function newStep(kind: Kind | undefined, before: StepDraft | undefined): StepDraft {
  return {
    key: newKey(),
    id: undefined,
    interview_type: kind?.name ?? before?.interview_type ?? "standard",
    title: "",
    duration: "",
    mode: before?.mode ?? "ONLINE",
    interviewer_ids: [],
    pools: [],
    shadow_ids: [],
    competency: "",
    read: undefined,
  };
}

/** The same interview once more, as one that is not stored yet. */
export const copyOf = (step: StepDraft): StepDraft => ({ ...step, key: newKey(), id: undefined });

/** What a template holds, as the plan of another job. */
export function copyOfPlan(template: Plan, name: string): PlanDraft {
  const draft = draftOf(template);
  return { ...draft, name, steps: draft.steps.map(copyOf) };
}

/** The list with the one at `from` moved to `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

const number = (text: string) => (text.trim() === "" ? null : Number(text));

/** A step as the commands take it. */
function stepParams(step: StepDraft, titleOf: (kind: string) => string): StepFields {
  return {
    ...(step.id ? { id: step.id } : {}),
    interview_type: step.interview_type,
    title: step.title.trim() || titleOf(step.interview_type),
    duration_minutes: number(step.duration),
    mode: step.mode,
    interviewer_ids: [...step.interviewer_ids],
    pools: step.pools.map((seats) => ({ ...seats })),
    shadow_ids: [...step.shadow_ids],
    competency: step.competency.trim() || null,
  };
}

/** The plan as `interview_plan_create` takes it. */
export function paramsOf(draft: PlanDraft, titleOf: (kind: string) => string) {
  return {
    name: draft.name.trim(),
    ordered: draft.ordered,
    maximum_days: number(draft.maximum_days) ?? 1,
    gap_minutes: number(draft.gap) ?? 0,
    allow_same_interviewer: draft.allow_same_interviewer,
    steps: draft.steps.map((step) => stepParams(step, titleOf)),
  } satisfies Params<"interview_plan_create">;
}

/** Only what differs from the plan as it is stored; steps go as a whole. */
export function changesOf(
  before: PlanDraft,
  after: PlanDraft,
  titleOf: (kind: string) => string,
): Omit<Params<"interview_plan_update">, "id"> {
  const was = paramsOf(before, titleOf);
  return Object.fromEntries(
    Object.entries(paramsOf(after, titleOf)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof typeof was]),
    ),
  );
}

/** What a step's length is while none is typed, and where that comes from. */
export function inherited(step: StepDraft, kinds: readonly Kind[]): string {
  const { read } = step;
  if (read && !read.own && read.interview_type === step.interview_type) {
    return `${read.minutes} min, ${read.source}`;
  }
  const kind = kinds.find(({ name }) => name === step.interview_type);
  return kind ? `${kind.default_minutes} min, ${kind.label}` : "the usual length";
}

/** Who sits in an interview, in words: "Jonas Weber, 2 of Backend". */
export function seatsWords(
  step: StepDraft,
  nameOf: (person: string) => string,
  pools: readonly Pool[],
): string {
  const poolName = (id: string) => pools.find((pool) => pool.id === id)?.name ?? "a pool";
  const seats = [
    ...step.interviewer_ids.map(nameOf),
    ...step.pools.map(({ pool_id, choose }) => `${choose} of ${poolName(pool_id)}`),
  ];
  const shadows = step.shadow_ids.length;
  return dotted(
    seats.length > 0 ? seats.join(", ") : "Nobody yet",
    shadows > 0 && count(shadows, "shadow"),
  );
}
