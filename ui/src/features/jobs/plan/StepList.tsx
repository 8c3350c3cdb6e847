import { GripVertical, Plus } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { Empty } from "@/components/Notice";
import { dotted } from "@/lib/words";
import { inherited, type PlanDraft, type StepDraft, seatsWords } from "./draft";
import css from "./plan.module.css";
import type { Kind, Pool } from "./shapes";
import { useStepDrag } from "./useStepDrag";

/** What the words of a step are made of. */
export interface PlanNames {
  kinds: readonly Kind[];
  pools: readonly Pool[];
  person: (id: string) => string;
  kind: (name: string) => string;
}

/** The interviews of a plan, in order; a handle drags one, Alt with an arrow moves the chosen one. */
export function StepList(props: {
  plan: PlanDraft;
  names: PlanNames;
  at: number;
  opened: boolean;
  onOpen: (at: number) => void;
  onMove: (from: number, to: number) => void;
  onAdd: () => void;
}) {
  const { plan, names, at } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { held, take } = useStepDrag(props.onMove);
  const chosen = plan.steps[at]?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a moved step is followed, too
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView?.({ block: "nearest" });
  }, [at, chosen]);
  return (
    <section className={css.steps} aria-label="Interviews">
      <header className={css.stepsHead}>
        <h2>Interviews</h2>
        <Button label="Add an interview" icon={Plus} action="plan_add_step" onPress={props.onAdd} />
      </header>
      {plan.steps.length === 0 ? (
        <Empty icon={Plus} title="No interviews in this plan yet">
          <p>
            A plan says which interviews decide: their kind, their length, and who may hold them.
            With it, Muster finds times for all of them at once.
          </p>
          <p>
            Press <Kbd action="plan_add_step" /> to add the first one, such as a phone screen of 30
            minutes.
          </p>
        </Empty>
      ) : (
        <div
          ref={list}
          className={css.list}
          role="listbox"
          aria-label="Interviews of the plan"
          aria-activedescendant={chosen ? `${id}-${at}` : undefined}
          tabIndex={0}
          data-testid="steps"
          data-dragging={held ? true : undefined}
        >
          {plan.steps.map((step, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the whole list (J, K, Enter)
            <div
              key={step.key}
              id={`${id}-${place}`}
              className={css.step}
              role="option"
              tabIndex={-1}
              aria-selected={place === at}
              aria-posinset={place + 1}
              aria-setsize={plan.steps.length}
              data-step={place}
              data-open={(place === at && props.opened) || undefined}
              data-held={held?.from === place || undefined}
              data-over={overOf(held, place)}
              data-testid="step"
              onClick={() => props.onOpen(place)}
            >
              <span
                className={css.grip}
                title="Drag to another place, or press Alt with an arrow"
                onPointerDown={(event) => take(event, place)}
              >
                <Icon of={GripVertical} />
              </span>
              <span className={css.number}>{plan.ordered ? place + 1 : "·"}</span>
              <StepWords step={step} names={names} />
            </div>
          ))}
        </div>
      )}
      {plan.steps.length > 0 ? (
        <p className={css.hint}>
          {plan.ordered
            ? "They are held in this order."
            : "They may be held in any order; this one is only for reading."}{" "}
          <Kbd action="plan_step_up" /> and <Kbd action="plan_step_down" /> move the chosen one.
        </p>
      ) : null}
    </section>
  );
}

function overOf(held: { from: number; to: number } | undefined, place: number) {
  if (!held || held.to !== place || held.from === place) return undefined;
  return held.from < place ? "after" : "before";
}

function StepWords({ step, names }: { step: StepDraft; names: PlanNames }) {
  const kind = names.kind(step.interview_type);
  const title = step.title.trim();
  const length = step.duration.trim() ? `${step.duration} min` : inherited(step, names.kinds);
  return (
    <span className={css.stepWords}>
      <span className={css.stepTitle}>
        <bdi>{title || kind}</bdi>
        {title && title !== kind ? <span className={css.kind}>{kind}</span> : null}
      </span>
      <span className={css.stepBelow}>
        {dotted(length, step.mode === "ONLINE" ? "online" : "in person", step.competency)}
      </span>
      <span className={css.stepBelow} dir="auto">
        {seatsWords(step, names.person, names.pools)}
      </span>
    </span>
  );
}
