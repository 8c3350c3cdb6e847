import { useState } from "react";
import { FieldRow, SelectField, TextArea, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import type { CodingLanguage } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import type { Job } from "@/lib/shapes";
import type { CommandError } from "@/platform";
import { changed, created, fieldsOf, type JobFields, newJob } from "./jobForm";
import { languages } from "./words";

const languageOptions = Object.entries(languages) as [CodingLanguage, string][];

/** Adds a job; what it is called is enough. */
export function NewJob(props: { onMade: (id: string) => void; onClose: () => void }) {
  const run = useRun("job_create");
  return (
    <JobForm
      title="Add a job"
      submit="Add the job"
      start={newJob}
      busy={run.isPending}
      error={run.error}
      onClose={props.onClose}
      onSubmit={(fields) =>
        run.mutate(created(fields), {
          onSuccess: (job) => {
            announce({ kind: "done", text: `${job.title} is on the list of jobs.`, undo: true });
            props.onMade(job.id);
          },
        })
      }
    />
  );
}

/** Changes a job; only what was changed is written. */
export function EditJob(props: { id: string; onClose: () => void }) {
  const { data: job } = useCommand("job_get", { id: props.id });
  return job ? <EditLoaded job={job} onClose={props.onClose} /> : null;
}

function EditLoaded({ job, onClose }: { job: Job; onClose: () => void }) {
  const run = useRun("job_update");
  // What was there when the form opened; a change from elsewhere must not look like one of ours.
  const [before] = useState(() => fieldsOf(job));
  return (
    <JobForm
      title="Edit the job"
      submit="Save the job"
      start={before}
      busy={run.isPending}
      error={run.error}
      onClose={onClose}
      onSubmit={(fields) => {
        const change = changed(before, fields);
        if (!change) return onClose();
        run.mutate(
          { id: job.id, ...change },
          {
            onSuccess: ({ title }) => {
              announce({ kind: "done", text: `${title} is saved.`, undo: true });
              onClose();
            },
          },
        );
      }}
    />
  );
}

function JobForm(props: {
  title: string;
  submit: string;
  start: JobFields;
  busy: boolean;
  error: CommandError | null;
  onSubmit: (fields: JobFields) => void;
  onClose: () => void;
}) {
  const [fields, setFields] = useState(props.start);
  const set = (change: Partial<JobFields>) => setFields((now) => ({ ...now, ...change }));
  const wrong = (field: keyof JobFields) =>
    props.error?.details.field === field ? props.error.message : undefined;
  return (
    <Sheet
      title={props.title}
      submit={props.submit}
      locked={fields.title.trim() ? undefined : "A job needs a title. Type one first."}
      busy={props.busy}
      error={props.error}
      wide
      testId="job-form"
      onSubmit={() => props.onSubmit(fields)}
      onClose={props.onClose}
    >
      <TextField
        label="Title"
        value={fields.title}
        error={wrong("title")}
        onChange={(title) => set({ title })}
        first
        required
      />
      <FieldRow>
        <TextField
          label="Company"
          value={fields.company}
          error={wrong("company")}
          onChange={(company) => set({ company })}
        />
        <TextField
          label="Department"
          value={fields.department}
          error={wrong("department")}
          onChange={(department) => set({ department })}
        />
        <TextField
          label="Location"
          value={fields.location}
          error={wrong("location")}
          onChange={(location) => set({ location })}
        />
      </FieldRow>
      <TextField
        label="Skills"
        value={fields.skills}
        error={wrong("skills")}
        note="Parted by commas. People are compared with these, and with what the description names."
        onChange={(skills) => set({ skills })}
      />
      <FieldRow>
        <TextField
          label="Domain"
          value={fields.domain}
          error={wrong("domain")}
          placeholder="Payments, health, logistics…"
          onChange={(domain) => set({ domain })}
        />
        <TextField
          label="Tech stack"
          value={fields.tech_stack_details}
          error={wrong("tech_stack_details")}
          onChange={(tech_stack_details) => set({ tech_stack_details })}
        />
        <SelectField
          label="Coding language of interviews"
          value={fields.coding_language}
          options={languageOptions}
          error={wrong("coding_language")}
          onChange={(coding_language) => set({ coding_language })}
        />
      </FieldRow>
      <TextArea
        label="Description"
        rows={12}
        value={fields.description}
        error={wrong("description")}
        note="Plain text, or HTML from the careers page: Muster shows it without scripts, pictures and forms."
        onChange={(description) => set({ description })}
      />
    </Sheet>
  );
}
