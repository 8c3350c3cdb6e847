import { useState } from "react";
import { Sheet } from "@/components/Sheet";
import { PathField, plainPath } from "@/features/settings/PathField";
import { fieldErrors } from "@/features/settings/refusals";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";

/** Reads what somebody answered to an invitation out of a mail or a calendar file. */
export function AnswerSheet(props: {
  /** The file, where it is known. */
  path?: string | undefined;
  onClose: () => void;
  /** Called with the interview that the answer is about. */
  onRead?: (interviewId: string) => void;
}) {
  const run = useRun("invitation_answer_import");
  const [typed, setTyped] = useState(props.path ?? "");
  const path = plainPath(typed);
  const wrong = fieldErrors(run.error, ["path"]);
  return (
    <Sheet
      title="Read an answer from a file"
      note="Save the mail with the answer as a file, or the invitation.ics that is attached to it. Only the answer is kept: accepted, declined or tentative."
      submit={run.isPending ? "Reading the answer" : "Read the answer"}
      locked={path ? undefined : "Give the path of the file first."}
      busy={run.isPending}
      error={wrong.rest}
      testId="answer-import"
      onSubmit={() =>
        run.mutate(
          { path },
          {
            onSuccess: ({ words, interview_id }) => {
              announce({ kind: "done", text: words });
              if (interview_id && props.onRead) props.onRead(interview_id);
              else props.onClose();
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <PathField
        label="File"
        note="It ends in .eml or .ics."
        placeholder="/home/rosa/Downloads/answer.eml"
        value={typed}
        error={wrong.of("path")}
        question={{
          kind: "open",
          title: "Choose the mail with the answer",
          extensions: ["eml", "ics"],
        }}
        first
        onChange={(next) => {
          setTyped(next);
          run.reset();
        }}
      />
    </Sheet>
  );
}
