import { type ReactNode, useEffect, useRef } from "react";
import { leadTime } from "@/lib/words";
import { WhoHears } from "./invitations/WhoHears";
import { names } from "./people";
import type { Check } from "./shapes";
import css from "./sheets.module.css";
import type { Plan } from "./usePlan";

/** Exactly what will be made, before it is made. */
export function Preview(props: {
  plan: Plan;
  check: Check | undefined;
  /** How long the time would be held, with its key. */
  hold: ReactNode;
}) {
  const { plan, check } = props;
  const { application, picked } = plan;
  const list = useRef<HTMLDListElement>(null);
  // Whoever presses a number must see what it would make, even under a long list of times.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another time or answer is looked at anew
  useEffect(() => {
    list.current?.scrollIntoView?.({ block: "nearest" });
  }, [picked?.startsAt, check]);
  if (!application || !picked) return null;
  const kind = plan.kinds.find((each) => each.name === plan.kind)?.label ?? plan.kind;
  const people = picked.people.map(
    (id) => plan.people.find((person) => person.id === id)?.full_name ?? "",
  );
  return (
    <dl ref={list} className={css.preview} data-testid="preview" aria-live="polite">
      <dt>When</dt>
      <dd>
        {check ? (
          <strong>{check.spoken_both}</strong>
        ) : (
          <span className="muted">Asking the rules…</span>
        )}
      </dd>
      <dt>What</dt>
      <dd>
        {plan.step ? (
          <>
            <bdi>{plan.step.title}</bdi>:{" "}
          </>
        ) : null}
        {kind}, {plan.minutes} minutes, for <bdi>{application.job_title}</bdi>
      </dd>
      <dt>With</dt>
      <dd data-testid="preview-with">
        {plan.seating ? (
          "Asking who is free then…"
        ) : people.length > 0 ? (
          <bdi>{names(people)}</bdi>
        ) : (
          "Nobody yet"
        )}
      </dd>
      <dt>Where</dt>
      <dd>
        {plan.mode === "ONLINE"
          ? plan.said.meeting_link.trim() || "Online, in a room of its own"
          : plan.said.location.trim() || "In person; no place is named yet"}
      </dd>
      <dt>Reminders</dt>
      <dd>
        {plan.reminders.length > 0
          ? `On this computer, ${names([...plan.reminders].sort((a, b) => b - a).map(leadTime))}`
          : "None"}
      </dd>
      <dt>Or hold</dt>
      <dd>{props.hold}</dd>
      <dt>Sent</dt>
      <dd className="muted">
        <WhoHears>
          Nothing. Tell <bdi>{application.candidate_name}</bdi> yourself.
        </WhoHears>
      </dd>
    </dl>
  );
}
