import { useState } from "react";
import { Sheet } from "@/components/Sheet";
import { numbered } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { WhoHears } from "./invitations/WhoHears";
import { cancelLock } from "./locks";
import { names } from "./people";
import { cancelReasons, ReasonField } from "./ReasonField";
import { SheetActions, SheetLead } from "./SheetKeys";

/** Calls an interview off, with a reason. */
export function CancelSheet(props: { interview: Interview; onClose: () => void }) {
  const { interview, onClose } = props;
  const [reason, setReason] = useState("");
  const run = useRun("interview_cancel");
  const others = interview.interviewers.map((each) => each.full_name);
  const submit = () =>
    run.mutate(
      { id: interview.id, reason: reason.trim() },
      {
        onSuccess: () => {
          announce({
            kind: "done",
            text: `Cancelled: ${interview.candidate_name}, ${interview.spoken_both}.`,
            undo: true,
          });
          onClose();
        },
      },
    );
  return (
    <Sheet
      title={`Cancel the interview with ${interview.candidate_name}`}
      submit="Cancel interview"
      leave="Keep it"
      bad
      testId="cancel-sheet"
      locked={
        cancelLock(interview) ??
        (reason.trim() ? undefined : "Say why first: the history keeps it.")
      }
      busy={run.isPending}
      error={run.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SheetLead>
        <p>{interview.spoken_both}</p>
        <p className="muted">
          The time, the room and the reminders are given up.{" "}
          <WhoHears>
            Muster writes to nobody: tell {interview.candidate_name} first
            {others.length > 0 ? `, then ${names(others)}` : ""}.
          </WhoHears>
        </p>
      </SheetLead>
      <SheetActions
        of={numbered(
          cancelReasons.map((usual) => ({
            id: `reason_${usual}`,
            title: `Give the reason: ${usual}`,
            run: () => setReason(usual),
          })),
        )}
      />
      <ReasonField
        label="Reason"
        note="Everyone here can read it in the history."
        usual={cancelReasons}
        value={reason}
        required
        keyed
        onChange={setReason}
      />
    </Sheet>
  );
}
