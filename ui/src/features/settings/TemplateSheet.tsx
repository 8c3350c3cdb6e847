import { useDeferredValue, useRef, useState } from "react";
import { CheckField, FieldRow, SelectField, TextArea, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import {
  channelOf,
  channels,
  commonFields,
  fieldLabel,
  hasSubject,
} from "@/features/outreach/words";
import type { Channel, TemplateListResult } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { TemplatePreview } from "./TemplatePreview";
import css from "./templates.module.css";

export type Template = TemplateListResult["items"][number];

/** Writes a template with its preview beside it. */
export function TemplateSheet(props: { template: Template | undefined; onClose: () => void }) {
  const { template } = props;
  const create = useRun("template_create");
  const update = useRun("template_update");
  const run = template ? update : create;
  const [name, setName] = useState(template?.name ?? "");
  const [channel, setChannel] = useState<Channel>(template?.channel ?? "linkedin_connection");
  const [subject, setSubject] = useState(template?.subject ?? "");
  const [body, setBody] = useState(template?.body ?? "");
  const [nameOnly, setNameOnly] = useState(false);
  const shown = useDeferredValue({ channel, subject, body });
  const text = useRef<HTMLDivElement>(null);

  const withSubject = hasSubject(channel);
  const locked = !name.trim()
    ? "Name the template first."
    : withSubject && !subject.trim()
      ? `${channelOf(channel).label} needs a subject. Write one first.`
      : !body.trim()
        ? "Write the text first."
        : undefined;
  const wrong = (field: string) =>
    run.error?.details.field === field ? run.error.message : undefined;
  const submit = () => {
    const words = { name, channel, body, ...(withSubject ? { subject } : {}) };
    const onSuccess = () => {
      announce({ kind: "done", text: `The template “${name.trim()}” is saved.`, undo: true });
      props.onClose();
    };
    if (template) update.mutate({ id: template.id, ...words }, { onSuccess });
    else create.mutate(words, { onSuccess });
  };
  const insert = (path: string) => {
    const field = text.current?.querySelector("textarea");
    const [from, to] = field
      ? [field.selectionStart, field.selectionEnd]
      : [body.length, body.length];
    const piece = `{{ ${path} }}`;
    setBody(body.slice(0, from) + piece + body.slice(to));
    // Once the new text is drawn, writing goes on behind the piece.
    setTimeout(() => {
      field?.focus();
      field?.setSelectionRange(from + piece.length, from + piece.length);
    });
  };
  return (
    <Sheet
      title={template ? "Edit the template" : "Add a message template"}
      submit="Save the template"
      locked={locked}
      busy={run.isPending}
      error={run.error}
      wide
      testId="template-form"
      onSubmit={submit}
      onClose={props.onClose}
    >
      <FieldRow>
        <TextField
          label="Name"
          value={name}
          error={wrong("name")}
          onChange={setName}
          first
          required
        />
        <SelectField
          label="Channel"
          value={channel}
          options={channels.map((each) => [each, channelOf(each).label] as const)}
          error={wrong("channel")}
          onChange={setChannel}
        />
      </FieldRow>
      <div className={css.sides}>
        <div className={css.side} ref={text}>
          {withSubject ? (
            <TextField
              label="Subject"
              value={subject}
              error={wrong("subject")}
              onChange={setSubject}
              required
            />
          ) : null}
          <TextArea
            label="Text"
            rows={9}
            value={body}
            error={wrong("body")}
            note={
              <>
                What stands in double braces is filled from the record. Give a word for when it is
                missing: {'{{ candidate.title | default("engineer") }}'}
              </>
            }
            onChange={setBody}
          />
          <fieldset className={css.fields}>
            <legend>Put in</legend>
            {commonFields.map((path) => (
              <button key={path} type="button" onClick={() => insert(path)}>
                {fieldLabel(path)}
              </button>
            ))}
          </fieldset>
        </div>
        <div className={css.side}>
          <h3 className={css.label}>Preview</h3>
          <TemplatePreview {...shown} nameOnly={nameOnly} />
          <CheckField
            label="Show it for somebody of whom only the name is known"
            checked={nameOnly}
            onChange={setNameOnly}
          />
        </div>
      </div>
    </Sheet>
  );
}
