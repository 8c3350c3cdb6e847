import { ArrowDown, ArrowUp, Copy, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { FieldRow, SelectField, TextField } from "@/components/Form";
import { type Choosable, PickField } from "@/components/Pick";
import { Section } from "@/components/Split";
import { leaveField } from "@/lib/leaveField";
import { inherited, type StepDraft } from "./draft";
import { PoolSeats } from "./PoolSeats";
import css from "./plan.module.css";
import type { PlanNames } from "./StepList";

/** What can be done to the open step as a whole. */
export interface StepHands {
  onUp: () => void;
  onDown: () => void;
  onCopy: () => void;
  onRemove: () => void;
  /** Why it cannot go further up or down. */
  top: string | undefined;
  bottom: string | undefined;
}

/** One interview of a plan: what it is, how long, and who may hold it. */
export function StepForm(props: {
  step: StepDraft;
  place: number;
  names: PlanNames;
  people: readonly Choosable[];
  /** What is wrong with this field of the step, in words. */
  wrong: (field: string) => string | undefined;
  hands: StepHands;
  onChange: (part: Partial<StepDraft>) => void;
}) {
  const { step, names, people, wrong, hands, onChange } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A new step is filled in at once; one that is looked at keeps the keys of the list.
    if (!step.id && !step.title) form.current?.querySelector("select")?.focus();
  }, [step.id, step.title]);
  const kind = names.kind(step.interview_type);
  const usual = inherited(step, names.kinds);
  const types = names.kinds.map(({ name, label }) => [name, label] as const);
  const known = types.some(([name]) => name === step.interview_type);
  return (
    <form
      ref={form}
      className={css.form}
      noValidate
      data-testid="step-form"
      onKeyDown={leaveField}
      onSubmit={(event) => event.preventDefault()}
    >
      <header className={css.formHead}>
        <h1>
          {props.place + 1}. <bdi>{step.title.trim() || kind}</bdi>
        </h1>
        <div className={css.buttons}>
          <Button
            label="Up"
            icon={ArrowUp}
            action="plan_step_up"
            locked={hands.top}
            onPress={hands.onUp}
          />
          <Button
            label="Down"
            icon={ArrowDown}
            action="plan_step_down"
            locked={hands.bottom}
            onPress={hands.onDown}
          />
          <Button
            label="Another like it"
            icon={Copy}
            action="plan_copy_step"
            onPress={hands.onCopy}
          />
          <Button
            label="Take out"
            icon={Trash2}
            action="plan_remove_step"
            onPress={hands.onRemove}
          />
        </div>
      </header>
      <FieldRow>
        <SelectField
          label="Kind of interview"
          value={step.interview_type}
          options={known ? types : [...types, [step.interview_type, kind] as const]}
          error={wrong("interview_type")}
          onChange={(interview_type) => onChange({ interview_type })}
        />
        <TextField
          label="Title"
          placeholder={kind}
          value={step.title}
          error={wrong("title")}
          onChange={(title) => onChange({ title })}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label="Minutes"
          type="number"
          min={5}
          max={720}
          placeholder={usual}
          note={
            step.duration.trim()
              ? `Its own. Empty the field to inherit ${usual}.`
              : `Inherited: ${usual}.`
          }
          value={step.duration}
          error={wrong("duration_minutes")}
          onChange={(duration) => onChange({ duration })}
        />
        <div className={css.stacked}>
          <span className={css.label}>Where</span>
          <Choice
            label="Where"
            value={step.mode}
            options={[
              ["ONLINE", "Online"],
              ["OFFLINE", "In person"],
            ]}
            onChange={(mode) => onChange({ mode })}
          />
        </div>
        <TextField
          label="What it looks at"
          placeholder="System design"
          note="One thing each, so that nobody is asked twice."
          value={step.competency}
          error={wrong("competency")}
          onChange={(competency) => onChange({ competency })}
        />
      </FieldRow>
      <Section title="Who holds it">
        <div className={css.seats}>
          <PickField
            label="Interviewers: all of them"
            placeholder="Type a name"
            nothing="Nobody interviews yet. Press N P outside the field to add somebody."
            options={people}
            chosen={step.interviewer_ids}
            nameOf={names.person}
            error={wrong("interviewer_ids")}
            testId="interviewers"
            onChange={(interviewer_ids) => onChange({ interviewer_ids })}
          />
          <PoolSeats
            seats={step.pools}
            pools={names.pools}
            error={wrong("pools")}
            onChange={(pools) => onChange({ pools })}
          />
          <PickField
            label="Shadows: they listen, and never stop a time"
            placeholder="Type a name"
            nothing="Nobody interviews yet."
            options={people.filter(({ id }) => !step.interviewer_ids.includes(id))}
            chosen={step.shadow_ids}
            nameOf={names.person}
            error={wrong("shadow_ids")}
            testId="shadows"
            onChange={(shadow_ids) => onChange({ shadow_ids })}
          />
        </div>
      </Section>
    </form>
  );
}
