import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { SelectField } from "@/components/Form";
import { Waiting } from "@/components/Notice";
import { Refused, Sheet } from "@/components/Sheet";
import { isClosed } from "@/features/applications/stages";
import { PersonPicker } from "@/features/jobs/PersonPicker";
import type { Channel, TemplateListResult } from "@/generated/commands";
import { useCommand, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import type { Application, Candidate, Draft } from "@/lib/shapes";
import { bestChannel, missingFor } from "./best";
import css from "./outreach.module.css";
import { RadioList } from "./RadioList";
import { channelOf, channels } from "./words";

type Template = TemplateListResult["items"][number];

/** The template that was used last on each channel while the window is open. */
const lastTemplate = new Map<Channel, string>();

const NONE = "";

/** Makes a draft: for whom, by which channel, from which template, about which job. Enter takes the best. */
export function NewDraftSheet({ onClose }: { onClose: () => void }) {
  const place = usePlace();
  const id = place.for;
  const candidate = useCommand("candidate_get", { id: id ?? "" }, { enabled: id !== undefined });
  const drafts = useCommand(
    "draft_list",
    { candidate_id: id ?? "", limit: 100 },
    { enabled: id !== undefined },
  );
  const applications = useCommand(
    "application_list",
    { candidate_id: id ?? "", limit: 100 },
    { enabled: id !== undefined },
  );
  const templates = useCommand("template_list", { limit: 500 });
  // Enter may come before the record does: then it counts as soon as that is there.
  const [early, setEarly] = useState(false);
  if (id === undefined) {
    return (
      <Sheet
        title="Draft a message"
        note="To whom? Type a name and press Enter."
        submit="Choose the person"
        locked="Choose somebody from the list: arrows move, Enter picks."
        testId="new-draft"
        onSubmit={() => undefined}
        onClose={onClose}
      >
        <PersonPicker label="Name" onPick={(person) => place.set({ for: person.id }, true)} />
      </Sheet>
    );
  }
  const error = candidate.error ?? drafts.error ?? applications.error ?? templates.error;
  if (!candidate.data || !drafts.data || !applications.data || !templates.data) {
    return (
      <Sheet
        title="Draft a message"
        submit="Draft the message"
        also="Enter"
        busy={early}
        testId="new-draft"
        onSubmit={() => setEarly(true)}
        onClose={onClose}
      >
        {error ? <Refused error={error} /> : <Waiting rows={6} label="Reading the record" />}
      </Sheet>
    );
  }
  return (
    <DraftForm
      candidate={candidate.data}
      drafts={drafts.data.items}
      applications={applications.data.items}
      templates={templates.data.items}
      at={early}
      onClose={onClose}
    />
  );
}

function DraftForm(props: {
  candidate: Candidate;
  drafts: readonly Draft[];
  applications: readonly Application[];
  templates: readonly Template[];
  /** Whether it was asked for already. */
  at: boolean;
  onClose: () => void;
}) {
  const { candidate, applications } = props;
  const place = usePlace();
  const queries = useQueryClient();
  const run = useRun("draft_create");
  const [channel, setChannel] = useState(() => bestChannel(candidate, props.drafts));
  const [picked, setPicked] = useState<string>();
  const current = applications.find((each) => !isClosed(each.stage)) ?? applications[0];
  const [job, setJob] = useState(current?.job_id ?? NONE);
  const templates = props.templates.filter((each) => each.channel === channel);
  const known = (id: string | undefined) =>
    id === NONE || templates.some((each) => each.id === id) ? id : undefined;
  const template = known(picked) ?? known(lastTemplate.get(channel)) ?? templates[0]?.id ?? NONE;
  const submit = () => {
    if (run.isPending) return;
    run.mutate(
      {
        candidate_id: candidate.id,
        channel,
        ...(job ? { job_id: job } : {}),
        ...(template ? { template_id: template } : {}),
      },
      {
        onSuccess: (draft) => {
          if (template) lastTemplate.set(channel, template);
          queries.setQueryData(["draft_get", { id: draft.id }], draft);
          place.set({ do: undefined, for: undefined, id: draft.id }, true);
        },
      },
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: an early Enter counts once
  useEffect(() => {
    if (props.at) submit();
  }, []);
  return (
    <Sheet
      title={`Draft a message to ${candidate.full_name}`}
      note={missingFor(channel, candidate)}
      submit="Draft the message"
      also="Enter"
      busy={run.isPending}
      error={run.error}
      testId="new-draft"
      onSubmit={submit}
      onClose={props.onClose}
    >
      <RadioList
        label="Channel"
        value={channel}
        options={channels.map((each, at) => ({
          value: each,
          label: channelOf(each).label,
          note: missingFor(each, candidate),
          icon: channelOf(each).icon,
          keys: String(at + 1),
        }))}
        onChange={setChannel}
      />
      <RadioList
        label="Template"
        value={template}
        cycle
        options={[
          ...templates.map((each) => ({ value: each.id, label: each.name, note: undefined })),
          { value: NONE, label: "Without a template", note: "an empty text to write" },
        ]}
        onChange={setPicked}
      />
      {applications.length > 0 ? (
        <SelectField
          label="Job"
          value={job}
          options={[
            ...applications.map((each) => [each.job_id, each.job_title] as const),
            [NONE, "No job"] as const,
          ]}
          onChange={setJob}
        />
      ) : (
        <p className={css.nextStep}>
          This person is up for no job, so what a template says about a job stays open.
        </p>
      )}
    </Sheet>
  );
}
