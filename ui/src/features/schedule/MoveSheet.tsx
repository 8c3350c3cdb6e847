import { useState } from "react";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { moveLock } from "./locks";
import { names } from "./people";
import { moveReasons, ReasonField } from "./ReasonField";
import { overriding, Rules, rulesLock } from "./Rules";
import { SheetKeys, SheetLead } from "./SheetKeys";
import { SlotChoice } from "./SlotChoice";
import css from "./sheets.module.css";
import { useSlots } from "./slots";
import { TypedTime } from "./TypedTime";

/** Moves an interview: to the given time, or to one that is chosen here. */
export function MoveSheet(props: { interview: Interview; startsAt?: string; onClose: () => void }) {
  const { interview, onClose } = props;
  const [startsAt, setStartsAt] = useState(props.startsAt);
  const [reason, setReason] = useState("");
  const [why, setWhy] = useState("");
  const choosing = props.startsAt === undefined;
  const slots = useSlots(
    {
      application_id: interview.application_id,
      interviewer_ids: interview.interviewer_ids,
      duration_minutes: (Date.parse(interview.ends_at) - Date.parse(interview.starts_at)) / 60_000,
      moving: interview.id,
    },
    choosing,
    interview.starts_at,
  );
  const checked = useCommand(
    "interview_check",
    { id: interview.id, starts_at: startsAt ?? "" },
    { enabled: startsAt !== undefined },
  );
  const check = startsAt ? checked.data : undefined;
  const run = useRun("interview_update");
  const locked = moveLock(interview) ?? (startsAt ? rulesLock(check, why) : "Choose a time first.");
  const submit = () => {
    if (!startsAt) return;
    run.mutate(
      {
        id: interview.id,
        starts_at: startsAt,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...overriding(check, why),
      },
      {
        onSuccess: (moved) => {
          announce({
            kind: "done",
            text: `Moved the interview with ${moved.candidate_name} to ${moved.spoken_both}.`,
            undo: true,
          });
          onClose();
        },
      },
    );
  };
  const others = interview.interviewers.map((each) => each.full_name);
  const nameOf = (id: string) =>
    interview.interviewers.find((each) => each.id === id)?.full_name ?? interview.candidate_name;
  return (
    <Sheet
      title={`Move the interview with ${interview.candidate_name}`}
      submit="Move interview"
      testId="move-sheet"
      wide={choosing}
      locked={locked}
      busy={run.isPending}
      error={run.error ?? checked.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SheetLead>
        <dl className={css.preview} data-testid="preview">
          <dt>Now</dt>
          <dd>{interview.spoken_both}</dd>
          <dt>New</dt>
          <dd aria-live="polite">
            {check ? (
              <strong>{check.spoken_both}</strong>
            ) : (
              <span className="muted">
                {startsAt ? "Asking the rules…" : "Choose a time below."}
              </span>
            )}
          </dd>
        </dl>
      </SheetLead>
      <SheetKeys
        map={{ a: () => (locked ? announce({ kind: "told", text: locked }) : submit()) }}
      />
      <Rules check={check} why={why} onWhy={setWhy} />
      {choosing ? (
        <>
          <SlotChoice
            slots={slots}
            chosen={startsAt}
            nameOf={nameOf}
            onChoose={(slot) => setStartsAt(slot.start)}
          />
          <TypedTime chosen={startsAt} onChoose={setStartsAt} />
        </>
      ) : null}
      <ReasonField
        label="Reason (may stay empty)"
        usual={moveReasons}
        value={reason}
        onChange={setReason}
      />
      <p className="muted" data-testid="who-sees">
        Its reminders move along. The new time and the reason are seen here, in the schedule and the
        history. Muster writes to nobody: tell {names([interview.candidate_name, ...others])}.
      </p>
    </Sheet>
  );
}
