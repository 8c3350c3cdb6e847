import { useState } from "react";
import { SelectField, TextArea, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { plain } from "@/lib/words";
import { PeoplePicker } from "./PeoplePicker";
import { overriding, Rules, rulesLock } from "./Rules";
import { SheetLead } from "./SheetKeys";
import { type Mode, modes } from "./words";

/** Changes who interviews, where, the link and the notes; the time stays. */
export function EditSheet(props: { interview: Interview; onClose: () => void }) {
  const { interview, onClose } = props;
  const people = useCommand("person_list", { limit: 500 });
  const kinds = useCommand("interview_type_list", {});
  const [form, setForm] = useState({
    interview_type: interview.interview_type,
    interviewer_ids: interview.interviewer_ids,
    mode: interview.mode as Mode,
    location: interview.location,
    meeting_link: interview.meeting_link,
    notes: interview.notes ?? "",
  });
  const [why, setWhy] = useState("");
  const change = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  const changed = Object.fromEntries(
    Object.entries(form).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(interview[name as keyof typeof form] ?? ""),
    ),
  ) as Partial<typeof form>;
  const ruled = changed.interviewer_ids !== undefined || changed.mode !== undefined;
  const checked = useCommand(
    "interview_check",
    { id: interview.id, interviewer_ids: form.interviewer_ids, mode: form.mode },
    { enabled: ruled && form.interviewer_ids.length > 0, keep: true },
  );
  const check = ruled ? checked.data : undefined;
  const run = useRun("interview_update");
  const field = run.error?.details.field;
  const wrong = (name: string) => (field === name && run.error ? { error: run.error.message } : {});
  return (
    <Sheet
      title={`Change the interview with ${interview.candidate_name}`}
      submit="Save the changes"
      testId="edit-sheet"
      locked={
        Object.keys(changed).length === 0
          ? "Nothing has been changed yet."
          : form.interviewer_ids.length === 0
            ? "Choose at least one person who interviews."
            : rulesLock(check, why)
      }
      busy={run.isPending}
      error={run.error ?? (ruled ? checked.error : null)}
      onClose={onClose}
      onSubmit={() =>
        run.mutate(
          { id: interview.id, ...changed, ...overriding(check, why) },
          {
            onSuccess: () => {
              announce({
                kind: "done",
                text: `Changed the interview with ${interview.candidate_name}.`,
                undo: true,
              });
              onClose();
            },
          },
        )
      }
    >
      <SheetLead>
        <p className="muted">{interview.spoken_both}</p>
      </SheetLead>
      <PeoplePicker
        label="Who interviews"
        people={people.data?.items ?? []}
        chosen={form.interviewer_ids}
        onChange={(interviewer_ids) => change({ interviewer_ids })}
      />
      <Rules check={check} why={why} onWhy={setWhy} />
      <SelectField
        label="Kind"
        value={form.interview_type}
        options={kindOptions(kinds.data ?? [], form.interview_type)}
        onChange={(interview_type) => change({ interview_type })}
      />
      <SelectField
        label="Online or in person"
        value={form.mode}
        options={modes}
        onChange={(mode) => change({ mode })}
      />
      {form.mode === "OFFLINE" ? (
        <TextField
          label="Place"
          value={form.location}
          {...wrong("location")}
          onChange={(location) => change({ location })}
        />
      ) : null}
      <TextField
        label="Meeting link"
        type="url"
        placeholder="https://"
        value={form.meeting_link}
        {...wrong("meeting_link")}
        onChange={(meeting_link) => change({ meeting_link })}
      />
      <TextArea
        label="Notes for the team"
        rows={3}
        value={form.notes}
        onChange={(notes) => change({ notes })}
      />
    </Sheet>
  );
}

/** The kinds to choose from; the present one stays among them, even when it has no label. */
export function kindOptions(
  kinds: readonly { name: string; label: string }[],
  present: string,
): (readonly [string, string])[] {
  const options = kinds.map((kind) => [kind.name, kind.label] as const);
  return kinds.some((kind) => kind.name === present)
    ? options
    : [[present, plain(present)], ...options];
}
