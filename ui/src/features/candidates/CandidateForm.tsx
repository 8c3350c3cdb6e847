import { useMemo, useState } from "react";
import { FieldRow, TextArea, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { keysOf } from "@/lib/bindings";
import { useRun } from "@/lib/data";
import { keyCap } from "@/lib/keys";
import type { Candidate } from "@/lib/shapes";
import { changed, type FieldName, fieldErrors, typedFrom } from "./candidateFields";

/** Adds a candidate, or changes one. Only what was changed is sent. */
export function CandidateForm(props: {
  candidate?: Candidate;
  onDone: (candidate: Candidate) => void;
  onClose: () => void;
}) {
  const { candidate } = props;
  // What was there when the form was opened; an answer that comes meanwhile must not hide a change.
  const [before] = useState(() => typedFrom(candidate));
  const [typed, setTyped] = useState(before);
  const create = useRun("candidate_create");
  const update = useRun("candidate_update");
  const run = candidate ? update : create;
  const errors = fieldErrors(run.error);
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  const change = changed(before, typed);
  const named = [typed.full_name, typed.first_name, typed.last_name].some((name) => name.trim());
  const locked = !named
    ? "Write a name."
    : Object.keys(change).length === 0
      ? "Nothing is changed yet."
      : undefined;
  const done = (saved: Candidate) => {
    const text = candidate
      ? `${saved.full_name} is changed.`
      : `${saved.full_name} is added. Press ${keyCap(keysOf("match") ?? "")} to put them up for a job.`;
    announce({ kind: "done", text, undo: true });
    props.onDone(saved);
  };
  const save = () => {
    if (candidate) update.mutate({ ...change, id: candidate.id }, { onSuccess: done });
    // A new record has no field to empty, so nothing in the change is null.
    else create.mutate(change as Parameters<typeof create.mutate>[0], { onSuccess: done });
  };
  const field = (name: FieldName) => ({
    value: typed[name],
    error: errors[name],
    testId: name,
    onChange: (value: string) => setTyped((now) => ({ ...now, [name]: value })),
  });
  return (
    <Sheet
      title={candidate ? `Edit ${candidate.full_name}` : "Add a candidate"}
      submit={candidate ? "Save the changes" : "Add candidate"}
      locked={locked}
      busy={run.isPending}
      error={run.error}
      wide
      testId="candidate-form"
      onClose={props.onClose}
      onSubmit={save}
    >
      <FieldRow>
        <TextField label="Full name" {...field("full_name")} first required />
        <TextField label="First name" {...field("first_name")} />
        <TextField label="Last name" {...field("last_name")} />
      </FieldRow>
      <FieldRow>
        <TextField label="Headline" {...field("headline")} />
      </FieldRow>
      <FieldRow>
        <TextField label="Title" {...field("title")} />
        <TextField label="Company" {...field("company")} />
      </FieldRow>
      <FieldRow>
        <TextArea
          label="E-mail"
          note="One a line, the best one first."
          rows={2}
          {...field("emails")}
        />
        <TextArea
          label="Phone"
          note="One a line, with the country code."
          rows={2}
          {...field("phones")}
        />
      </FieldRow>
      <FieldRow>
        <TextField label="Location" placeholder="Berlin, Germany" {...field("location")} />
        <TextField
          label="Time zone"
          placeholder="Europe/Berlin"
          note="Interviews show the time there, too."
          suggestions={zones}
          {...field("time_zone")}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label="LinkedIn profile"
          placeholder="https://www.linkedin.com/in/name"
          {...field("linkedin_url")}
        />
        <TextField label="Source" placeholder="Referral" {...field("source")} />
      </FieldRow>
      <FieldRow>
        <TextArea label="Skills" note="One a line." rows={4} {...field("skills")} />
        <TextArea label="Tags" note="One a line." rows={4} {...field("tags")} />
        <TextArea label="Other links" note="One a line." rows={4} {...field("links")} />
      </FieldRow>
      <TextArea label="Notes" rows={4} {...field("notes")} />
    </Sheet>
  );
}
