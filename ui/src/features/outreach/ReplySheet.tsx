import { useState } from "react";
import { TextArea } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { hasLeft } from "./useDraftActions";

/** Keeps what the candidate answered with the message it answers. */
export function ReplySheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: draft } = useCommand("draft_get", { id });
  const run = useRun("draft_mark");
  const [reply, setReply] = useState("");
  if (!draft) return null;
  const who = draft.candidate_name;
  return (
    <Sheet
      title={`What did ${who} answer?`}
      submit="Record the reply"
      locked={hasLeft(draft.state) ? undefined : "Say first that the message was sent."}
      busy={run.isPending}
      error={run.error}
      testId="reply"
      onClose={onClose}
      onSubmit={() =>
        run.mutate(
          { id, state: "replied", ...(reply.trim() ? { reply } : {}) },
          {
            onSuccess: () => {
              announce({ kind: "done", text: `The reply of ${who} is recorded.`, undo: true });
              onClose();
            },
          },
        )
      }
    >
      <TextArea
        label="Reply"
        note="Paste it here. Without a text, only that an answer came is noted."
        rows={8}
        value={reply}
        onChange={setReply}
        first
      />
    </Sheet>
  );
}
