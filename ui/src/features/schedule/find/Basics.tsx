import { ListOrdered } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { FieldRow, SelectField, TextField } from "@/components/Form";
import { kindOptions } from "../EditSheet";
import { PeoplePicker } from "../PeoplePicker";
import { names } from "../people";
import { SheetActions, SheetKeys } from "../SheetKeys";
import css from "../sheets.module.css";
import type { Plan } from "../usePlan";
import { modes } from "../words";

export const LEAST_MINUTES = 5;
export const MOST_MINUTES = 720;
const BY_HAND = "";

/** The step of the job's plan, or kind, length, mode and people by hand; all have defaults. */
export function Basics({ plan, onLoop }: { plan: Plan; onLoop: (() => void) | undefined }) {
  const [choosing, setChoosing] = useState(false);
  const { loop, step } = plan;
  const steps = loop?.steps ?? [];
  const ids = [...steps.map((each) => each.id), BY_HAND];
  const turn = () => {
    const next = ids[(ids.indexOf(step?.id ?? BY_HAND) + 1) % ids.length];
    plan.takeStep(next || null);
  };
  return (
    <>
      {steps.length > 0 ? (
        <>
          <SheetActions
            of={[
              {
                id: "next_step",
                title: "Take the next step of the interview plan",
                keys: "s",
                run: turn,
              },
            ]}
          />
          {/* It leaves the sheet, so the palette does not offer it here. */}
          {onLoop ? <SheetKeys map={{ "@plan_loop": onLoop, l: onLoop }} /> : null}
          <FieldRow>
            <SelectField
              label="Step of the interview plan (S for the next)"
              value={step?.id ?? BY_HAND}
              options={[
                ...steps.map((each, at) => [each.id, `${at + 1}. ${each.title}`] as const),
                [BY_HAND, "Another interview, by hand"],
              ]}
              onChange={(id) => plan.takeStep(id || null)}
            />
          </FieldRow>
          {onLoop ? (
            <div>
              <Button
                label={`Plan all ${steps.length} interviews at once`}
                icon={ListOrdered}
                keys="l"
                look="quiet"
                onPress={onLoop}
              />
            </div>
          ) : null}
        </>
      ) : null}
      <FieldRow>
        <SelectField
          label="Kind"
          value={plan.kind}
          options={kindOptions(plan.kinds, plan.kind)}
          onChange={(kind) => {
            const usual = plan.kinds.find((each) => each.name === kind)?.default_minutes;
            plan.say({ kind, ...(usual ? { minutes: usual } : {}) });
          }}
        />
        <TextField
          label="Minutes"
          type="number"
          min={LEAST_MINUTES}
          max={MOST_MINUTES}
          value={Number.isNaN(plan.minutes) ? "" : String(plan.minutes)}
          {...(step && plan.said.minutes === undefined
            ? { note: `Length from: ${step.duration.source}` }
            : {})}
          onChange={(text) => plan.say({ minutes: Number.parseInt(text, 10) })}
        />
        <SelectField
          label="Online or in person"
          value={plan.mode}
          options={modes}
          onChange={(mode) => plan.say({ mode })}
        />
      </FieldRow>
      <div className={css.with}>
        <p data-testid="with">{withWhom(plan)}</p>
        <Button
          label={choosing ? "Hide the people" : "Choose people"}
          look="quiet"
          onPress={() => setChoosing(!choosing)}
        />
        {(step ? plan.named : plan.wanted.length > 0) ? (
          <Button
            label={step ? "As the plan says" : "Whoever is free first"}
            look="quiet"
            onPress={() => plan.say({ people: step ? undefined : [] })}
          />
        ) : null}
      </div>
      {choosing ? (
        <PeoplePicker
          label="Who interviews"
          people={plan.people}
          chosen={plan.wanted}
          onChange={(people) => plan.say({ people })}
        />
      ) : null}
    </>
  );
}

/** Who will interview, as far as it is said: people, seats of pools, or whoever is free. */
function withWhom(plan: Plan) {
  const chosen = plan.wanted.map(
    (id) => plan.people.find((person) => person.id === id)?.full_name ?? "",
  );
  const pools =
    plan.step && !plan.named
      ? plan.step.pools.map(({ choose, pool_name }) => `${choose} of ${pool_name}`)
      : [];
  if (chosen.length + pools.length === 0) return "With whoever is free first";
  return (
    <>
      With <bdi>{names([...chosen, ...pools])}</bdi>
      {plan.fromLast ? <span className="muted">, as in this job's last interview</span> : null}
      {plan.step && !plan.named ? <span className="muted">, as the plan says</span> : null}
    </>
  );
}
