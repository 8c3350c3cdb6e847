import { BellOff, BellRing, CornerDownRight, Users } from "lucide-react";
import { useState } from "react";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Sheet } from "@/components/Sheet";
import { numbered } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import { WhoHears } from "../invitations/WhoHears";
import { moveLock } from "../locks";
import { names } from "../people";
import { ReasonField } from "../ReasonField";
import { SheetActions, SheetLead } from "../SheetKeys";
import type { RepairMove, RepairOption } from "../shapes";
import sheet from "../sheets.module.css";
import css from "./repair.module.css";
import { useRepair } from "./useRepair";

const repairReasons = [
  "An interviewer cannot make it",
  "Calendars or hours changed",
  "The candidate asked to move",
  "Another meeting came up",
] as const;

/** Mends an interview by the smallest change: a digit picks the change, a second one the reason. */
export function RepairSheet(props: { interview: Interview; onClose: () => void }) {
  const { interview, onClose } = props;
  const [declined, setDeclined] = useState<string>();
  const [option, setOption] = useState<RepairOption>();
  const [reason, setReason] = useState("");
  const repair = useRepair(interview, onClose);
  const found = useCommand(
    "interview_repair",
    { id: interview.id, ...(declined ? { declined_person_id: declined } : {}) },
    // What was repaired is not asked about again: whoever declined may no longer be part of it.
    { enabled: !repair.busy && !repair.done },
  );
  const options = found.data?.options ?? [];
  const apply = (why: string) => {
    if (option && why.trim() && !repair.busy) repair.apply(option, why.trim());
  };
  const give = (why: string) => {
    setReason(why);
    apply(why);
  };
  const decline = (id: string | undefined) => {
    setDeclined(id);
    setOption(undefined);
  };
  const turn = () => {
    const ids = [undefined, ...interview.interviewers.map((each) => each.id)];
    decline(ids[(ids.indexOf(declined) + 1) % ids.length]);
  };
  const locked =
    moveLock(interview) ??
    (!option
      ? "Choose a repair first: press its number."
      : !reason.trim()
        ? "Say why: press the number of a reason, or type one."
        : undefined);
  const lines = option
    ? repairReasons.map((why) => ({ title: `Apply the repair: ${why}`, run: () => give(why) }))
    : options.map((each) => ({ title: each.words, run: () => setOption(each) }));
  const keyed = numbered(lines.map((line, at) => ({ id: `repair_${at + 1}`, ...line })));
  return (
    <Sheet
      title={`Repair the interview with ${interview.candidate_name}`}
      submit="Apply the repair"
      also="a"
      testId="repair-sheet"
      wide
      leave={option ? "Other repairs" : "Leave it as it is"}
      locked={locked}
      busy={repair.busy}
      error={repair.error}
      onSubmit={() => apply(reason)}
      onClose={option ? () => setOption(undefined) : onClose}
    >
      <SheetActions
        of={
          option
            ? keyed
            : [...keyed, { id: "declined", title: "Say who cannot come", keys: "d", run: turn }]
        }
      />
      <SheetLead>
        <p>
          {interview.spoken_both} · with{" "}
          <bdi>{names(interview.interviewers.map((each) => each.full_name)) || "nobody"}</bdi>
        </p>
        {found.data ? (
          <p className={css.problem} role="status">
            {found.data.problem}
          </p>
        ) : null}
      </SheetLead>
      {option ? (
        <>
          <Diff interview={interview} option={option} />
          <ReasonField
            label="Why; a number gives the reason and applies the repair"
            note="Everyone here can read it in the history."
            usual={repairReasons}
            value={reason}
            required
            keyed
            onChange={setReason}
            onUsual={give}
          />
        </>
      ) : (
        <>
          <Who interview={interview} declined={declined} onDecline={decline} />
          {found.error ? (
            <ErrorNotice error={found.error} retry={() => void found.refetch()} />
          ) : found.isPending ? (
            <Waiting rows={3} label="Looking for repairs" />
          ) : options.length === 0 ? (
            <p className={sheet.none} data-testid="no-repair">
              <strong>No small change mends it.</strong> Reschedule it to any other time, or cancel
              it with a reason.
            </p>
          ) : (
            <Options options={options} onChoose={setOption} />
          )}
        </>
      )}
    </Sheet>
  );
}

/** Says who cannot come, if somebody declined. */
function Who(props: {
  interview: Interview;
  declined: string | undefined;
  onDecline: (id: string | undefined) => void;
}) {
  const { declined, onDecline } = props;
  return (
    <fieldset className={sheet.oneOf}>
      <legend>
        Who cannot come <Kbd keys="d" />
      </legend>
      <button
        type="button"
        className={sheet.chip}
        aria-pressed={declined === undefined}
        onClick={() => onDecline(undefined)}
      >
        Nobody said no
      </button>
      {props.interview.interviewers.map((each) => (
        <button
          key={each.id}
          type="button"
          className={sheet.chip}
          aria-pressed={declined === each.id}
          onClick={() => onDecline(each.id)}
        >
          <bdi>{each.full_name}</bdi>
        </button>
      ))}
    </fieldset>
  );
}

function Options(props: {
  options: readonly RepairOption[];
  onChoose: (option: RepairOption) => void;
}) {
  return (
    <ol className={sheet.slots} aria-label="Repairs, the least noticed first">
      {props.options.map((option, at) => (
        <li key={`${option.words}-${JSON.stringify(option.update)}`}>
          <button
            type="button"
            className={sheet.option}
            data-testid="repair-option"
            onClick={() => props.onChoose(option)}
          >
            {at < 9 ? <Kbd keys={String(at + 1)} /> : null}
            <span className={css.words}>
              <strong>{option.words}</strong>
              <span>{dotted(option.spoken, option.spoken_theirs)}</span>
              {option.moves.map((move) => (
                <span key={move.interview_id} className={sheet.signed}>
                  <Icon of={CornerDownRight} size={12} />
                  <span>{move.words}</span>
                </span>
              ))}
              <Notices option={option} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Who notices, with a sign for whether the candidate does. */
function Notices({ option }: { option: RepairOption }) {
  const { candidate_notices, who_notices } = option;
  return (
    <span className={sheet.signed} data-tone={candidate_notices ? "warn" : undefined}>
      <Icon
        of={candidate_notices ? BellRing : who_notices.length > 0 ? Users : BellOff}
        size={12}
      />
      <span>
        {candidate_notices ? "The candidate notices. " : "The candidate notices nothing. "}
        {who_notices.length > 0 ? (
          <>
            Told: <bdi>{names(who_notices)}</bdi>
          </>
        ) : (
          "Nobody else needs to be told."
        )}
      </span>
    </span>
  );
}

/** Before and after, line by line. */
function Diff({ interview, option }: { interview: Interview; option: RepairOption }) {
  const { before_names, after_names, update } = option;
  return (
    <div className={css.diff} data-testid="repair-diff">
      <p>
        <strong>{option.words}</strong>
      </p>
      <dl className={sheet.preview}>
        <dt>When</dt>
        <dd>
          {update.starts_at ? (
            <Change from={interview.spoken_both} to={dotted(option.spoken, option.spoken_theirs)} />
          ) : (
            `Stays: ${interview.spoken_both}`
          )}
        </dd>
        <dt>With</dt>
        <dd>
          {update.interviewer_ids ? (
            <Change from={names(before_names)} to={names(after_names)} />
          ) : (
            <>
              Stays: <bdi>{names(before_names)}</bdi>
            </>
          )}
        </dd>
        {option.moves.length > 0 ? (
          <>
            <dt>Also</dt>
            <dd>
              <ul className={css.moves}>
                {option.moves.map((move) => (
                  <li key={move.interview_id}>
                    <Moved move={move} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
        <dt>Notices</dt>
        <dd>
          <Notices option={option} />
        </dd>
        <dt>Sent</dt>
        <dd className="muted">
          <WhoHears>Nothing. Tell them yourself.</WhoHears>
        </dd>
      </dl>
    </div>
  );
}

/** Another interview, with its people before and after; its time stays. */
function Moved({ move }: { move: RepairMove }) {
  return (
    <>
      <p>
        <bdi>{move.candidate_name}</bdi>, {dotted(move.spoken, move.spoken_theirs)}
      </p>
      <Change
        from={names(move.before_names) || "nobody"}
        to={names(move.after_names) || "nobody"}
      />
    </>
  );
}

function Change({ from, to }: { from: string; to: string }) {
  return (
    <>
      <del>
        <span className="unseen">before: </span>
        <bdi>{from}</bdi>
      </del>
      <br />
      <ins>
        <span className="unseen">after: </span>
        <bdi>{to}</bdi>
      </ins>
    </>
  );
}
