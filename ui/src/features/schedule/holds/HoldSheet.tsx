import { useState } from "react";
import { FieldRow, SelectField, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { WhoHears } from "../invitations/WhoHears";
import { names } from "../people";
import { SheetLead } from "../SheetKeys";
import type { Hold } from "../shapes";
import css from "../sheets.module.css";
import { type Mode, modes } from "../words";
import { holdClocks } from "./HoldBlock";

/** Makes the interview that a time is held for, after a preview; `A` makes it. */
export function HoldSheet(props: {
  hold: Hold;
  onClose: () => void;
  onMade: (interviewId: string) => void;
}) {
  const { hold } = props;
  const [mode, setMode] = useState<Mode | "">("");
  const [where, setWhere] = useState("");
  const run = useRun("hold_confirm");
  const submit = () => {
    if (run.isPending) return;
    const place = where.trim();
    run.mutate(
      {
        id: hold.id,
        ...(mode ? { mode } : {}),
        ...(place ? (mode === "OFFLINE" ? { location: place } : { meeting_link: place }) : {}),
      },
      {
        onSuccess: (made) => {
          announce({
            kind: "done",
            text: `Scheduled: ${made.candidate_name}, ${made.spoken_both}.`,
            undo: true,
          });
          props.onMade(made.id);
        },
      },
    );
  };
  return (
    <Sheet
      title={`Make the interview with ${hold.candidate_name}`}
      submit="Schedule interview"
      also="a"
      testId="hold-sheet"
      busy={run.isPending}
      error={run.error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <SheetLead>
        <dl className={css.preview} data-testid="preview">
          <dt>When</dt>
          <dd>
            <strong>{holdClocks(hold)}</strong>
          </dd>
          <dt>What</dt>
          <dd>
            {hold.title}, for <bdi>{hold.job_title}</bdi>
          </dd>
          <dt>With</dt>
          <dd>
            <bdi>{names(hold.interviewer_names)}</bdi>
          </dd>
          <dt>Hold</dt>
          <dd>It ends, because the interview takes its place.</dd>
          <dt>Sent</dt>
          <dd className="muted">
            <WhoHears>
              Nothing. Tell <bdi>{hold.candidate_name}</bdi> yourself.
            </WhoHears>
          </dd>
        </dl>
      </SheetLead>
      <FieldRow>
        <SelectField
          label="Online or in person"
          value={mode}
          options={[["", "As it was held"], ...modes]}
          onChange={setMode}
        />
        <TextField
          label={mode === "OFFLINE" ? "Place" : "Meeting link"}
          value={where}
          onChange={setWhere}
        />
      </FieldRow>
    </Sheet>
  );
}
