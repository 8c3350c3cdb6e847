import { useState } from "react";
import { TextField } from "@/components/Form";
import { Kbd } from "@/components/Kbd";
import { Sheet } from "@/components/Sheet";
import { numbered } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { outcomeLock } from "./locks";
import { SheetActions, SheetLead } from "./SheetKeys";
import css from "./sheets.module.css";

const outcomes = [
  ["completed", "It took place"],
  ["no_show", "The candidate did not come"],
] as const;
type Outcome = (typeof outcomes)[number][0];

/** Says how an interview ended. */
export function OutcomeSheet(props: { interview: Interview; onClose: () => void }) {
  const { interview, onClose } = props;
  const [outcome, setOutcome] = useState<Outcome>();
  const [reason, setReason] = useState("");
  const run = useRun("interview_update");
  const submit = () => {
    if (!outcome) return;
    run.mutate(
      { id: interview.id, status: outcome, ...(reason.trim() ? { reason: reason.trim() } : {}) },
      {
        onSuccess: () => {
          const words = outcome === "completed" ? "took place" : "did not happen: nobody came";
          announce({
            kind: "done",
            text: `The interview with ${interview.candidate_name} ${words}.`,
            undo: true,
          });
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      title={`How did the interview with ${interview.candidate_name} end?`}
      submit="Record it"
      testId="outcome-sheet"
      locked={outcomeLock(interview) ?? (outcome ? undefined : "Choose how it ended first.")}
      busy={run.isPending}
      error={run.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SheetLead>
        <p>{interview.spoken_both}</p>
      </SheetLead>
      <SheetActions
        of={numbered(
          outcomes.map(([value, title]) => ({
            id: `outcome_${value}`,
            title,
            run: () => setOutcome(value),
          })),
        )}
      />
      <fieldset className={css.slots}>
        <legend className="unseen">How it ended</legend>
        {outcomes.map(([value, label], at) => (
          <button
            key={value}
            type="button"
            className={css.option}
            aria-pressed={outcome === value}
            onClick={() => setOutcome(value)}
          >
            <Kbd keys={String(at + 1)} />
            <span>{label}</span>
          </button>
        ))}
      </fieldset>
      <TextField
        label="Anything to add"
        note="Kept in the history. Nothing is sent to the candidate."
        value={reason}
        onChange={setReason}
      />
    </Sheet>
  );
}
