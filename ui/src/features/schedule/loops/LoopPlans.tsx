import { TriangleAlert } from "lucide-react";
import { Choice } from "@/components/Choice";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { count, dotted, sentence } from "@/lib/words";
import type { LoopPlan } from "../shapes";
import css from "./loops.module.css";
import { SessionRow } from "./SessionRow";
import type { Loop } from "./useLoop";

const minutesWords = (minutes: number) =>
  minutes === 0 ? "no waiting between" : `${minutes} minutes of waiting between`;

/** The plans side by side, or as tabs where there is no room; the chosen one carries the cursor. */
export function LoopPlans({ loop, narrow }: { loop: Loop; narrow: boolean }) {
  const { offers, at } = loop;
  if (narrow) {
    const chosen = offers[at];
    return (
      <div className={css.tabs}>
        <Choice
          label="Plans"
          value={String(at)}
          options={offers.map((plan, place) => [String(place), `${place + 1} ${plan.label}`])}
          onChange={(place) => loop.choose(Number(place))}
        />
        {chosen ? <PlanCard loop={loop} plan={chosen} place={at} /> : null}
      </div>
    );
  }
  return (
    <div className={css.plans} style={{ ["--plans" as string]: offers.length }}>
      {offers.map((plan, place) => (
        <PlanCard key={plan.label} loop={loop} plan={plan} place={place} />
      ))}
    </div>
  );
}

function PlanCard({ loop, plan, place }: { loop: Loop; plan: LoopPlan; place: number }) {
  const chosen = place === loop.at;
  const sessions = chosen
    ? loop.shown
    : plan.sessions.map((session) => ({ ...session, violations: [] }));
  const warnings = chosen && loop.check ? loop.check.warnings : plan.warnings;
  const nameOf = (id: string) => loop.people.find((person) => person.id === id)?.full_name ?? "…";
  return (
    <section
      className={css.plan}
      aria-label={`Plan ${place + 1}: ${plan.label}`}
      data-chosen={chosen || undefined}
      data-testid="loop-plan"
    >
      <button
        type="button"
        className={css.planHead}
        aria-pressed={chosen}
        onClick={() => loop.choose(place)}
      >
        <Kbd keys={String(place + 1)} />
        <strong>{plan.label}</strong>
        {chosen ? <span className={css.chosen}>chosen</span> : null}
        {chosen && loop.changed > 0 ? (
          <span className={css.chosen}>{count(loop.changed, "interview")} changed by hand</span>
        ) : null}
      </button>
      <div className={css.planWords}>
        <p>{plan.words}</p>
        <p className="muted">
          {sentence(dotted(count(plan.days, "day"), minutesWords(plan.idle_minutes)))}
        </p>
        <p className="muted">{plan.fairness.spoken}</p>
        {warnings.map((warning) => (
          <p key={warning} className={css.warning}>
            <Icon of={TriangleAlert} size={12} />
            <span>{warning}</span>
          </p>
        ))}
      </div>
      <ol className={css.sessions}>
        {sessions.map((session, row) => (
          <SessionRow
            key={session.step_id}
            session={session}
            place={row + 1}
            shadows={session.shadow_ids.map(nameOf)}
            {...(chosen
              ? {
                  kept: loop.kept[session.step_id],
                  current: row === loop.row,
                  waiting: loop.waiting && loop.edits[session.step_id] !== undefined,
                }
              : {})}
            onPress={() => {
              loop.choose(place);
              loop.go(row);
            }}
          />
        ))}
      </ol>
    </section>
  );
}
