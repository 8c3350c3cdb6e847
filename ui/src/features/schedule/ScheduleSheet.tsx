import { useState } from "react";
import { Button } from "@/components/Button";
import { FieldRow, SelectField, TextField } from "@/components/Form";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { kindOptions } from "./EditSheet";
import { GateNotice, gateReasons } from "./GateNotice";
import { PeoplePicker } from "./PeoplePicker";
import { Preview } from "./Preview";
import { names } from "./people";
import { overriding, Rules, rulesLock } from "./Rules";
import { SheetKeys, SheetLead } from "./SheetKeys";
import { SlotChoice } from "./SlotChoice";
import css from "./sheets.module.css";
import { useSlots } from "./slots";
import { TypedTime } from "./TypedTime";
import { type Plan, usePlan } from "./usePlan";
import { modes } from "./words";

const LEAST_MINUTES = 5;
const MOST_MINUTES = 720;

/** Schedules an interview: a digit takes a time, `A` makes it (FEATURES.md W6). */
export function ScheduleSheet(props: { applicationId: string; onClose: () => void }) {
  const { applicationId, onClose } = props;
  const plan = usePlan(applicationId);
  const [why, setWhy] = useState("");
  const [more, setMore] = useState(false);
  const { application, picked, minutes, mode, kind } = plan;
  const rightLength = minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES;
  const slots = useSlots(
    {
      application_id: applicationId,
      interviewer_ids: plan.wanted,
      duration_minutes: minutes,
    },
    plan.ready && rightLength,
  );
  const checked = useCommand(
    "interview_check",
    {
      application_id: applicationId,
      interview_type: kind,
      mode,
      interviewer_ids: picked?.people ?? [],
      duration_minutes: minutes,
      starts_at: picked?.startsAt ?? "",
    },
    { enabled: picked !== undefined && rightLength },
  );
  const check = picked ? checked.data : undefined;
  const run = useRun("interview_create");
  const [gate] = gateReasons(plan);
  const locked =
    gate?.message ??
    (!rightLength
      ? `An interview lasts ${LEAST_MINUTES} to ${MOST_MINUTES} minutes.`
      : !picked
        ? "Choose a time first: press its number."
        : picked.people.length === 0
          ? "Choose who interviews at that time."
          : !plan.zone
            ? "Your time zone is still being read."
            : rulesLock(check, why));

  const submit = () => {
    if (!picked || !plan.zone || run.isPending) return;
    run.mutate(
      {
        application_id: applicationId,
        interview_type: kind,
        mode,
        starts_at: picked.startsAt,
        duration_minutes: minutes,
        time_zone: plan.zone,
        interviewer_ids: picked.people,
        ...optional("location", mode === "OFFLINE" ? plan.said.location : ""),
        ...optional("meeting_link", plan.said.meeting_link),
        ...optional("notes", plan.said.notes),
        ...overriding(check, why),
      },
      {
        onSuccess: (made) => {
          announce({
            kind: "done",
            text: `Scheduled: ${made.candidate_name}, ${made.spoken_both}.`,
            undo: true,
          });
          onClose();
        },
      },
    );
  };
  const nameOf = (id: string) =>
    plan.people.find((person) => person.id === id)?.full_name ??
    application?.candidate_name ??
    "someone";
  return (
    <Sheet
      title={application ? `Schedule ${application.candidate_name}` : "Schedule an interview"}
      submit="Schedule interview"
      testId="schedule-sheet"
      wide
      locked={locked}
      busy={run.isPending}
      error={run.error ?? checked.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SheetLead>
        <p className="muted">
          {application ? <bdi>{application.job_title}</bdi> : null}
          {application ? " · " : null}
          press a number for a time, then <kbd>A</kbd> to schedule
        </p>
      </SheetLead>
      <SheetKeys
        map={{ a: () => (locked ? announce({ kind: "told", text: locked }) : submit()) }}
      />
      {plan.error ? <ErrorNotice error={plan.error} retry={plan.retry} /> : null}
      <GateNotice plan={plan} />
      {plan.ready ? (
        <>
          <Basics plan={plan} />
          <SlotChoice
            slots={slots}
            chosen={picked?.startsAt}
            nameOf={nameOf}
            onChoose={plan.pickSlot}
          />
          <TypedTime chosen={picked?.startsAt} onChoose={plan.pickTime} />
          <Rules check={gate ? undefined : check} why={why} onWhy={setWhy} />
          <Preview plan={plan} check={check} />
          {more ? (
            <>
              {mode === "ONLINE" ? (
                <TextField
                  label="Meeting link"
                  type="url"
                  placeholder="https://"
                  value={plan.said.meeting_link}
                  {...(run.error?.details.field === "meeting_link"
                    ? { error: run.error.message }
                    : {})}
                  onChange={(meeting_link) => plan.say({ meeting_link })}
                />
              ) : (
                <TextField
                  label="Place"
                  value={plan.said.location}
                  onChange={(location) => plan.say({ location })}
                />
              )}
              <TextField
                label="Notes for the team"
                value={plan.said.notes}
                onChange={(notes) => plan.say({ notes })}
              />
            </>
          ) : (
            <div>
              <Button
                label={mode === "ONLINE" ? "Add a link or notes" : "Add a place or notes"}
                look="quiet"
                onPress={() => setMore(true)}
              />
            </div>
          )}
        </>
      ) : plan.error ? null : (
        <Waiting rows={4} label="Reading what is known" />
      )}
    </Sheet>
  );
}

/** A text of the form, left out when nothing was typed. */
function optional<K extends string>(name: K, text: string): { [P in K]?: string } {
  return text.trim() ? ({ [name]: text.trim() } as { [P in K]?: string }) : {};
}

/** Kind, length, mode and people; all have defaults. */
function Basics({ plan }: { plan: Plan }) {
  const [choosing, setChoosing] = useState(false);
  const chosen = plan.wanted.map(
    (id) => plan.people.find((person) => person.id === id)?.full_name ?? "",
  );
  return (
    <>
      <FieldRow>
        <SelectField
          label="Kind"
          value={plan.kind}
          options={kindOptions(plan.kinds, plan.kind)}
          onChange={(kind) => {
            const usual = plan.kinds.find((each) => each.name === kind)?.default_minutes;
            plan.say({ kind, ...(usual ? { minutes: usual } : {}) });
          }}
        />
        <TextField
          label="Minutes"
          type="number"
          min={LEAST_MINUTES}
          max={MOST_MINUTES}
          value={Number.isNaN(plan.minutes) ? "" : String(plan.minutes)}
          onChange={(text) => plan.say({ minutes: Number.parseInt(text, 10) })}
        />
        <SelectField
          label="Online or in person"
          value={plan.mode}
          options={modes}
          onChange={(mode) => plan.say({ mode })}
        />
      </FieldRow>
      <div className={css.with}>
        <p>
          {chosen.length > 0 ? (
            <>
              With <bdi>{names(chosen)}</bdi>
              {plan.fromLast ? (
                <span className="muted">, as in this job's last interview</span>
              ) : null}
            </>
          ) : (
            "With whoever is free first"
          )}
        </p>
        <Button
          label={choosing ? "Hide the people" : "Choose people"}
          look="quiet"
          onPress={() => setChoosing(!choosing)}
        />
        {chosen.length > 0 ? (
          <Button
            label="Whoever is free first"
            look="quiet"
            onPress={() => plan.say({ people: [] })}
          />
        ) : null}
      </div>
      {choosing ? (
        <PeoplePicker
          label="Who interviews"
          people={plan.people}
          chosen={plan.wanted}
          onChange={(people) => plan.say({ people })}
        />
      ) : null}
    </>
  );
}
