import { useState } from "react";
import { TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { count, plain } from "@/lib/words";
import css from "./Sheets.module.css";
import { askToUnshortlist, type UnshortlistQuestion, useUnshortlistQuestion } from "./unshortlist";

/** The question that follows the refusal `interviews_scheduled`, on every screen. */
export function UnshortlistSheet() {
  const question = useUnshortlistQuestion();
  return question ? <Question key={question.application.id} {...question} /> : null;
}

function Question({ application, error }: UnshortlistQuestion) {
  const [reason, setReason] = useState("");
  const run = useRun("candidate_shortlist");
  const named = error.details.interview_ids;
  const ids = Array.isArray(named) ? named.map(String) : [];
  const { candidate_name: who, job_title: job } = application;
  const close = () => askToUnshortlist(undefined);
  const loss = ids.length > 1 ? `${count(ids.length, "interview")}` : "interview";
  return (
    <Sheet
      title={`Take ${who} off the shortlist?`}
      note={`For ${job} this is still in the calendar and would be cancelled:`}
      submit={`Take off and cancel the ${loss}`}
      bad
      locked={reason.trim() ? undefined : "Write why it is cancelled; that goes into its history."}
      busy={run.isPending}
      error={run.error}
      testId="unshortlist"
      onClose={close}
      onSubmit={() =>
        run.mutate(
          {
            application_id: application.id,
            shortlisted: false,
            cancel_interviews: true,
            reason: reason.trim(),
          },
          {
            onSuccess: () => {
              close();
              const text = `${who} is off the shortlist for ${job}; the ${loss} ${ids.length > 1 ? "are" : "is"} cancelled.`;
              announce({ kind: "done", text, undo: true });
            },
          },
        )
      }
    >
      <ul className={css.losses}>
        {ids.map((id) => (
          <Loss key={id} id={id} />
        ))}
      </ul>
      <TextField
        label="Why is it cancelled?"
        note="The reason goes into the history of the interview. Z brings both back."
        value={reason}
        onChange={setReason}
        first
        required
        testId="cancel-reason"
      />
    </Sheet>
  );
}

/** An interview that would be lost, by its name. */
function Loss({ id }: { id: string }) {
  const { data } = useCommand("interview_get", { id });
  if (!data) return <li className="muted">Reading the interview…</li>;
  return (
    <li>
      <strong>{plain(data.interview_type)}</strong>
      <time dateTime={data.starts_at}>{data.spoken_both}</time>
      <span className="muted">
        with {data.interviewers.map((each) => each.full_name).join(", ")}
      </span>
    </li>
  );
}
