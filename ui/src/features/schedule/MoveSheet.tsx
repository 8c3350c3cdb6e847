import { useState } from "react";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { count } from "@/lib/words";
import { type Order, Suggestions } from "./find/Suggestions";
import { useOpening } from "./find/useOpening";
import { WhoHears } from "./invitations/WhoHears";
import { moveLock } from "./locks";
import { names } from "./people";
import { moveReasons, ReasonField } from "./ReasonField";
import { overriding, Rules, rulesLock } from "./Rules";
import { SheetLead } from "./SheetKeys";
import type { Ask } from "./shapes";
import css from "./sheets.module.css";
import { TypedTime } from "./TypedTime";
import { Xray } from "./xray/Xray";

const lengthOf = (interview: Interview) =>
  (Date.parse(interview.ends_at) - Date.parse(interview.starts_at)) / 60_000;

/** Moves an interview: to the given time, or to one that is chosen here. */
export function MoveSheet(props: { interview: Interview; startsAt?: string; onClose: () => void }) {
  const { interview, onClose } = props;
  const [startsAt, setStartsAt] = useState(props.startsAt);
  const [reason, setReason] = useState("");
  const [why, setWhy] = useState("");
  const [order, setOrder] = useState<Order>("best_fit");
  const [xray, setXray] = useState(false);
  const usual = lengthOf(interview);
  const [minutes, setMinutes] = useState(usual);
  const choosing = props.startsAt === undefined;
  const ask: Ask = {
    application_id: interview.application_id,
    interviewer_ids: interview.interviewer_ids,
    interview_type: interview.interview_type,
    duration_minutes: minutes,
    moving: interview.id,
  };
  const say = (next: number) => {
    setMinutes(next);
    setStartsAt(undefined);
  };
  const opening = useOpening({ minutes, say });
  const shorter = minutes === usual ? {} : { duration_minutes: minutes };
  const checked = useCommand(
    "interview_check",
    { id: interview.id, starts_at: startsAt ?? "", ...shorter },
    { enabled: startsAt !== undefined },
  );
  const check = startsAt ? checked.data : undefined;
  const run = useRun("interview_update");
  const locked = moveLock(interview) ?? (startsAt ? rulesLock(check, why) : "Choose a time first.");
  const submit = () => {
    if (!startsAt || run.isPending) return;
    run.mutate(
      {
        id: interview.id,
        starts_at: startsAt,
        ...shorter,
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
  return (
    <Sheet
      title={`Move the interview with ${interview.candidate_name}`}
      submit="Move interview"
      also="a"
      testId="move-sheet"
      wide={xray ? "full" : choosing}
      leave={xray ? "Back to the suggested times" : "Cancel"}
      locked={xray ? "Take a time first, or go back to the suggested ones." : locked}
      busy={run.isPending}
      error={xray ? null : (run.error ?? checked.error)}
      onSubmit={submit}
      onClose={xray ? () => setXray(false) : onClose}
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
            {minutes === usual ? null : ` · ${count(minutes, "minute")}, not ${usual}`}
          </dd>
        </dl>
      </SheetLead>
      {xray ? (
        <Xray
          ask={ask}
          minutes={minutes}
          opening={opening}
          onTake={(start) => {
            setStartsAt(start);
            setXray(false);
          }}
        />
      ) : (
        <>
          <Rules check={check} why={why} onWhy={setWhy} />
          {choosing ? (
            <>
              <Suggestions
                ask={ask}
                enabled
                order={order}
                onOrder={setOrder}
                present={interview.starts_at}
                chosen={startsAt}
                opening={opening}
                onChoose={(slot) => setStartsAt(slot.start)}
                onXray={() => setXray(true)}
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
            Its reminders move along. The new time and the reason are seen here, in the schedule and
            the history.{" "}
            <WhoHears>
              Muster writes to nobody: tell {names([interview.candidate_name, ...others])}.
            </WhoHears>
          </p>
        </>
      )}
    </Sheet>
  );
}
