import { type ReactNode, useEffect, useRef } from "react";
import { CheckField, FieldRow, SelectField } from "@/components/Form";
import { Section } from "@/components/Split";
import type { Person, PersonCreateParams } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { PaneForm } from "../PaneForm";
import { fieldErrors } from "../refusals";
import { WhoFields, ZoneField } from "../WhoFields";
import { weekdays } from "../words";
import { changesOf, type PersonDraft, paramsOf } from "./draft";
import { Exceptions } from "./Exceptions";
import { HoursEditor } from "./HoursEditor";
import { hoursOf } from "./hours";
import css from "./people.module.css";

const shown = [
  "full_name",
  "email",
  "time_zone",
  "working_hours",
  "date_overrides",
  "week_starts_on",
  "interview_types",
] as const;

/** An interviewer's settings, to change or, without a person, to make. */
export function PersonForm(props: {
  person: Person | undefined;
  draft: PersonDraft;
  buttons?: ReactNode;
  onDraft: (draft: PersonDraft | undefined) => void;
  onMade?: (person: Person) => void;
}) {
  const { person, draft, onDraft, onMade } = props;
  const create = useRun("person_create");
  const update = useRun("person_update");
  const run = person ? update : create;
  const changed: Partial<PersonCreateParams> = person ? changesOf(draft, person) : paramsOf(draft);
  const unchanged = Object.keys(changed).length === 0;
  // Once what was saved has come back, the form follows the stored person again.
  const saved = useRef(false);
  useEffect(() => {
    if (!saved.current || !unchanged) return;
    saved.current = false;
    onDraft(undefined);
  });
  const change = (part: Partial<PersonDraft>) => {
    onDraft({ ...draft, ...part });
    run.reset();
  };
  const save = () => {
    if (person) {
      update.mutate(
        { id: person.id, ...changed },
        {
          onSuccess: ({ full_name }) => {
            saved.current = true;
            announce({ kind: "done", text: `Saved ${full_name}.`, undo: true });
          },
        },
      );
    } else {
      create.mutate(paramsOf(draft), {
        onSuccess: (made) => {
          announce({ kind: "done", text: `Added ${made.full_name}.`, undo: true });
          onMade?.(made);
        },
      });
    }
  };
  const wrong = fieldErrors(run.error, shown);
  const badHours = /^working_hours\[(\d+)\]/.exec(wrong.path ?? "")?.[1];
  const locked = draft.overrides.some(({ date }) => date === "")
    ? "Choose the date that is still empty, or take it off the list."
    : person && unchanged
      ? "Nothing has changed yet."
      : undefined;
  return (
    <PaneForm
      title={person ? <bdi>{person.full_name}</bdi> : "New interviewer"}
      submit={person ? "Save interviewer" : "Add interviewer"}
      locked={locked}
      busy={run.isPending}
      error={wrong.rest}
      takesFocus={!person}
      buttons={props.buttons}
      testId="person"
      onSubmit={save}
    >
      <FieldRow>
        <WhoFields draft={draft} errorOf={wrong.of} onChange={change} />
        <ZoneField
          label="Time zone of the hours below"
          placeholder="Europe/Berlin"
          draft={draft}
          errorOf={wrong.of}
          onChange={change}
        />
      </FieldRow>
      <Section title="Working hours">
        <HoursEditor
          week={draft.week}
          error={wrong.of("working_hours")}
          wrong={badHours ? (hoursOf(draft.week).places[Number(badHours)] ?? []) : []}
          onChange={(week) => change({ week })}
        />
      </Section>
      <Section title="Dates with other hours">
        <Exceptions
          overrides={draft.overrides}
          error={wrong.of("date_overrides")}
          path={wrong.path}
          onChange={(overrides) => change({ overrides })}
        />
      </Section>
      <FieldRow>
        <SelectField
          label="A week begins on"
          note="Weekly limits count from this day."
          value={draft.weekStart}
          options={weekdays.map(([day, name]) => [day, name] as const)}
          error={wrong.of("week_starts_on")}
          onChange={(weekStart) => change({ weekStart })}
        />
      </FieldRow>
      <Types
        chosen={draft.types}
        error={wrong.of("interview_types")}
        onChange={(types) => change({ types })}
      />
    </PaneForm>
  );
}

/** Which kinds of interview the person takes; none chosen means all. */
function Types(props: {
  chosen: readonly string[];
  error: string | undefined;
  onChange: (types: readonly string[]) => void;
}) {
  const { chosen, onChange } = props;
  const known = useCommand("interview_type_list", {});
  // A kind that was typed elsewhere stays on the list, so that saving does not lose it.
  const all = [
    ...(known.data ?? []),
    ...chosen
      .filter((name) => !known.data?.some((type) => type.name === name))
      .map((name) => ({ name, label: name.replaceAll("_", " ") })),
  ];
  return (
    <Section title="Interviews this person takes">
      <p className={css.note}>
        {chosen.length === 0 ? "Every kind. Choose some to leave the others out." : "Only these:"}
      </p>
      <div className={css.types}>
        {all.map(({ name, label }) => (
          <CheckField
            key={name}
            label={label}
            checked={chosen.includes(name)}
            onChange={(on) =>
              onChange(on ? [...chosen, name] : chosen.filter((each) => each !== name))
            }
          />
        ))}
      </div>
      {props.error ? (
        <p className={css.error} role="alert">
          {props.error}
        </p>
      ) : null}
    </Section>
  );
}
