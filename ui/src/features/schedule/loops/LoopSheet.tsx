import { useState } from "react";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { count, dotted } from "@/lib/words";
import { WhoHears } from "../invitations/WhoHears";
import { names } from "../people";
import { overriding, Rules, rulesLock } from "../Rules";
import { SheetLead } from "../SheetKeys";
import type { Hold, Session } from "../shapes";
import sheet from "../sheets.module.css";
import css from "./loops.module.css";
import type { Loop } from "./useLoop";

/** Everything that a loop would make, before it is made: all of it or nothing, by `A`. */
export function LoopSheet(props: {
  applicationId: string;
  loop: Loop;
  onClose: () => void;
  onMade: (interviews: readonly Interview[]) => void;
}) {
  const { applicationId, loop } = props;
  const { application, plan, shown, check } = loop;
  const [why, setWhy] = useState("");
  const run = useRun("loop_commit");
  const holds = useCommand("hold_list", { application_id: applicationId, state: "active" });
  const hold = holds.data?.items.find((each) => shown.some((session) => meets(each, session)));
  const judged = check && {
    violations: check.sessions.flatMap((session) =>
      session.violations.map((rule) => ({ ...rule, message: `${session.title}: ${rule.message}` })),
    ),
  };
  const locked = !check ? "The rules are still being asked." : rulesLock(judged, why);
  const submit = () => {
    if (!plan || run.isPending) return;
    run.mutate(
      {
        application_id: applicationId,
        plan_id: plan.id,
        sessions: shown.map(({ step_id, starts_at, interviewer_ids }) => ({
          step_id,
          starts_at,
          interviewer_ids,
        })),
        ...(hold ? { hold_id: hold.id } : {}),
        ...overriding(judged, why),
      },
      {
        onSuccess: ({ interviews }) => {
          const who = application?.candidate_name ?? "the candidate";
          announce({
            kind: "done",
            text: `Scheduled ${count(interviews.length, "interview")} with ${who}.`,
            undo: true,
          });
          props.onMade(interviews);
        },
      },
    );
  };
  return (
    <Sheet
      title={`Schedule ${count(shown.length, "interview")} with ${application?.candidate_name ?? ""}`}
      submit="Schedule all of them"
      also="a"
      testId="loop-sheet"
      wide
      locked={locked}
      busy={run.isPending}
      error={run.error ?? loop.checkError}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <SheetLead>
        <p className="muted">
          <bdi>{application?.job_title}</bdi> · all of them are made, or none; one undo takes them
          back
        </p>
      </SheetLead>
      <ol className={css.preview} data-testid="preview">
        {shown.map((session) => (
          <li key={session.step_id}>
            <strong>{dotted(session.spoken, session.spoken_theirs)}</strong>
            <span>
              <bdi>{session.title}</bdi>, with{" "}
              <bdi>{names(session.interviewer_names) || "nobody"}</bdi>
              {session.mode === "ONLINE" ? ", online" : ", in person"}
            </span>
          </li>
        ))}
      </ol>
      {hold ? (
        <p className="muted">The time held until {hold.expires_spoken} is used for this.</p>
      ) : null}
      {check?.warnings.map((warning) => (
        <p key={warning} className={sheet.none}>
          {warning}
        </p>
      ))}
      <Rules check={judged} why={why} onWhy={setWhy} />
      <p className="muted">
        <WhoHears>
          Nothing is sent. Tell <bdi>{application?.candidate_name}</bdi> and the interviewers
          yourself.
        </WhoHears>
      </p>
    </Sheet>
  );
}

/** Whether a held time and a session overlap. */
function meets(hold: Hold, session: Session): boolean {
  return (
    Date.parse(hold.starts_at) < Date.parse(session.ends_at) &&
    Date.parse(session.starts_at) < Date.parse(hold.ends_at)
  );
}
