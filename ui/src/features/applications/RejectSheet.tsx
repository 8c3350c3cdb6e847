import { CircleSlash, PencilLine } from "lucide-react";
import { useState } from "react";
import { TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { numbered, useActions } from "@/lib/actions";
import type { Application } from "@/lib/shapes";
import { SheetChoice } from "./SheetChoice";
import css from "./Sheets.module.css";
import { LONGEST_REASON, rejectionReasons } from "./useReject";

/** Asks why an application is rejected: a figure decides at once, 9 leads to words of one's own. */
export function RejectSheet(props: {
  application: Application;
  onReject: (reason: string) => void;
  onClose: () => void;
}) {
  const { candidate_name: who, job_title: job } = props.application;
  const [own, setOwn] = useState<string>();
  return (
    <Sheet
      title={`Reject ${who}, because…`}
      note={job}
      submit="Reject with this reason"
      locked={lock(own?.trim() ?? "")}
      testId="reject"
      onClose={props.onClose}
      onSubmit={() => props.onReject((own ?? "").trim())}
    >
      <Reasons onPick={props.onReject} onOwn={() => setOwn((text) => text ?? "")} />
      {own === undefined ? null : (
        <TextField
          label="Reason"
          value={own}
          onChange={setOwn}
          first
          testId="own-reason"
          note="It is kept in the timeline. The candidate does not see it."
        />
      )}
    </Sheet>
  );
}

function lock(reason: string): string | undefined {
  if (!reason) return "Press a figure, or 9 to write a reason.";
  const length = [...reason].length;
  return length > LONGEST_REASON
    ? `The reason is ${length} characters long; 1,000 fit.`
    : undefined;
}

function Reasons(props: { onPick: (reason: string) => void; onOwn: () => void }) {
  const own = () => {
    props.onOwn();
    // The field is there after this press; the figure itself must not land in it.
    setTimeout(() => document.querySelector<HTMLElement>("[data-testid=own-reason]")?.focus());
  };
  useActions([
    ...numbered(
      rejectionReasons.map((reason) => ({
        id: `reason_${reason}`,
        title: `Reject: ${reason}`,
        run: () => props.onPick(reason),
      })),
    ),
    { id: "reason_own", title: "Write another reason", keys: "9", run: own },
  ]);
  return (
    <div className={css.choices}>
      {rejectionReasons.map((reason, n) => (
        <SheetChoice
          key={reason}
          keys={String(n + 1)}
          icon={CircleSlash}
          label={reason}
          onPick={() => props.onPick(reason)}
        />
      ))}
      <SheetChoice keys="9" icon={PencilLine} label="Another reason…" onPick={own} />
    </div>
  );
}
