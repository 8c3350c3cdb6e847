import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Form";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { Basics, LEAST_MINUTES, MOST_MINUTES } from "./find/Basics";
import { type Expiry, HoldChoice } from "./find/HoldChoice";
import { type Order, Suggestions } from "./find/Suggestions";
import { useOpening } from "./find/useOpening";
import { GateNotice, gateReasons } from "./GateNotice";
import { Preview } from "./Preview";
import { overriding, Rules, rulesLock, softRules } from "./Rules";
import { SheetActions, SheetLead } from "./SheetKeys";
import { TypedTime } from "./TypedTime";
import { type Plan, usePlan } from "./usePlan";
import { Xray } from "./xray/Xray";

/** Schedules an interview: a digit takes a time, `A` makes it, `H` holds it (FEATURES.md W6). */
export function ScheduleSheet(props: { applicationId: string; onClose: () => void }) {
  const { applicationId, onClose } = props;
  const router = useRouter();
  const plan = usePlan(applicationId);
  const [why, setWhy] = useState("");
  const [order, setOrder] = useState<Order>("best_fit");
  const [expiry, setExpiry] = useState<Expiry>("1440");
  const [xray, setXray] = useState(false);
  const { application, picked, minutes, mode, kind } = plan;
  const opening = useOpening({ minutes, say: (minutes) => plan.say({ minutes }) });
  const rightLength = minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES;
  const able = plan.ready && rightLength;
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
    { enabled: picked !== undefined && rightLength && !plan.seating },
  );
  const check = picked ? checked.data : undefined;
  const run = useRun("interview_create");
  const hold = useRun("hold_create");
  const busy = run.isPending || hold.isPending;
  const [gate] = gateReasons(plan);
  const locked =
    gate?.message ??
    (!rightLength
      ? `An interview lasts ${LEAST_MINUTES} to ${MOST_MINUTES} minutes.`
      : !picked
        ? "Choose a time first: press its number."
        : plan.seating
          ? "Who is free then is still being asked."
          : picked.people.length === 0
            ? "Choose who interviews at that time."
            : !plan.zone
              ? "Your time zone is still being read."
              : rulesLock(check, why));
  const holdLocked =
    softRules(check).length > 0
      ? "A time is held only where every rule fits. Schedule it with a reason instead."
      : locked;

  const submit = () => {
    if (!picked || !plan.zone || busy) return;
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
  const keep = () => {
    if (!picked || busy) return;
    hold.mutate(
      {
        application_id: applicationId,
        ...(plan.step ? { step_id: plan.step.id } : {}),
        interview_type: kind,
        mode,
        starts_at: picked.startsAt,
        duration_minutes: minutes,
        interviewer_ids: picked.people,
        expires_in_minutes: Number(expiry),
      },
      {
        onSuccess: (held) => {
          announce({
            kind: "done",
            text: `Held for ${held.candidate_name}: ${held.spoken}. Expires ${held.expires_spoken}.`,
            undo: true,
          });
          onClose();
        },
      },
    );
  };
  const several = (plan.loop?.steps.length ?? 0) > 1;
  const onLoop = several
    ? () => router.history.push(`/schedule?view=loop&for=${encodeURIComponent(applicationId)}`)
    : undefined;
  return (
    <Sheet
      title={application ? `Schedule ${application.candidate_name}` : "Schedule an interview"}
      submit="Schedule interview"
      also="a"
      testId="schedule-sheet"
      wide={xray ? "full" : true}
      leave={xray ? "Back to the suggested times" : "Cancel"}
      locked={xray ? "Take a time first, or go back to the suggested ones." : locked}
      busy={busy}
      error={xray ? null : (run.error ?? hold.error ?? checked.error)}
      onSubmit={submit}
      onClose={xray ? () => setXray(false) : onClose}
    >
      <SheetLead>
        <p className="muted">
          {application ? <bdi>{application.job_title}</bdi> : null}
          {application ? " · " : null}
          {xray ? (
            "every quarter of an hour, and why it is free or not"
          ) : (
            <>
              press a number for a time, then <kbd>A</kbd> to schedule or <kbd>H</kbd> to hold it
            </>
          )}
        </p>
      </SheetLead>
      {plan.error ? <ErrorNotice error={plan.error} retry={plan.retry} /> : null}
      {xray && able ? (
        <Xray
          ask={plan.ask}
          minutes={minutes}
          opening={opening}
          onTake={(start, people) => {
            plan.pick(start, people);
            setXray(false);
          }}
        />
      ) : plan.ready ? (
        <>
          <SheetActions
            of={[{ id: "hold", title: "Hold the time", keys: "h", locked: holdLocked, run: keep }]}
          />
          <GateNotice plan={plan} />
          <Basics plan={plan} onLoop={gate ? undefined : onLoop} />
          <Suggestions
            ask={plan.ask}
            enabled={able}
            order={order}
            onOrder={setOrder}
            chosen={picked?.startsAt}
            opening={opening}
            onChoose={(slot) => plan.pick(slot.start, slot.interviewer_ids)}
            onXray={() => setXray(true)}
          />
          <TypedTime chosen={picked?.startsAt} onChoose={(start) => plan.pick(start)} />
          <Rules check={gate ? undefined : check} why={why} onWhy={setWhy} />
          <Preview
            plan={plan}
            check={check}
            hold={
              <HoldChoice
                expiry={expiry}
                locked={holdLocked}
                busy={busy}
                onExpiry={setExpiry}
                onHold={keep}
              />
            }
          />
          <More plan={plan} wrongLink={linkError(run.error)} />
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

const linkError = (error: { message: string; details: { field?: unknown } } | null) =>
  error?.details.field === "meeting_link" ? error.message : undefined;

/** Link or place, and notes: seldom needed, so they wait behind a button. */
function More({ plan, wrongLink }: { plan: Plan; wrongLink: string | undefined }) {
  const [more, setMore] = useState(false);
  const online = plan.mode === "ONLINE";
  if (!more) {
    return (
      <div>
        <Button
          label={online ? "Add a link or notes" : "Add a place or notes"}
          look="quiet"
          onPress={() => setMore(true)}
        />
      </div>
    );
  }
  return (
    <>
      {online ? (
        <TextField
          label="Meeting link"
          type="url"
          placeholder="https://"
          value={plan.said.meeting_link}
          error={wrongLink}
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
  );
}
