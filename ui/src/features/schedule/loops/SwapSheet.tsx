import { CircleCheck, CircleSlash } from "lucide-react";
import { useState } from "react";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Sheet } from "@/components/Sheet";
import { numbered } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import { dotted } from "@/lib/words";
import { SheetActions, SheetLead } from "../SheetKeys";
import type { SeatOption, Session } from "../shapes";
import sheet from "../sheets.module.css";

/** Lets somebody else take a seat of a session: a digit takes one, `W` turns who leaves. */
export function SwapSheet(props: {
  applicationId: string;
  session: Session;
  onSwap: (out: string, into: string) => void;
  onClose: () => void;
}) {
  const { session, onSwap } = props;
  const seats = session.interviewer_ids;
  const [seat, setSeat] = useState(0);
  const [marked, setMarked] = useState<SeatOption>();
  const out = seats[seat] ?? "";
  const found = useCommand("loop_seat_options", {
    application_id: props.applicationId,
    step_id: session.step_id,
    starts_at: session.starts_at,
    duration_minutes: (Date.parse(session.ends_at) - Date.parse(session.starts_at)) / 60_000,
    interviewer_ids: seats,
  });
  const options = (found.data?.items ?? []).filter((each) => !seats.includes(each.person_id));
  const take = (option: SeatOption | undefined) => option && onSwap(out, option.person_id);
  const turn = () => setSeat((seat + 1) % Math.max(1, seats.length));
  return (
    <Sheet
      title={`Who else interviews: ${session.title}`}
      note={dotted(session.spoken, session.spoken_theirs)}
      submit="Swap"
      testId="swap-sheet"
      locked={
        seats.length === 0
          ? "Nobody has a seat here that could be given away."
          : marked
            ? undefined
            : "Press the number of who interviews instead."
      }
      onSubmit={() => take(marked)}
      onClose={props.onClose}
    >
      <SheetActions
        of={[
          ...numbered(
            options.map((each, at) => ({
              id: `seat_${at + 1}`,
              title: `Let ${each.full_name} interview instead of ${session.interviewer_names[seat] ?? ""}`,
              run: () => take(each),
            })),
          ),
          { id: "seat_turn", title: "Let somebody else give the seat away", keys: "w", run: turn },
        ]}
      />
      <SheetLead>
        <p className="muted">Nothing is written yet; this only changes the plan on the screen.</p>
      </SheetLead>
      <fieldset className={sheet.oneOf}>
        <legend>Instead of {seats.length > 1 ? <Kbd keys="w" /> : null}</legend>
        {seats.map((id, at) => (
          <button
            key={id}
            type="button"
            className={sheet.chip}
            aria-pressed={at === seat}
            onClick={() => setSeat(at)}
          >
            <bdi>{session.interviewer_names[at]}</bdi>
          </button>
        ))}
      </fieldset>
      {found.error ? (
        <ErrorNotice error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Waiting rows={3} label="Asking who may take the seat" />
      ) : options.length === 0 ? (
        <p className={sheet.none}>
          Nobody else may take this seat. Add people to its pool in Settings, or move the interview.
        </p>
      ) : (
        <ul className={sheet.slots}>
          {options.map((option, at) => (
            <li key={option.person_id}>
              <button
                type="button"
                className={sheet.option}
                aria-pressed={marked === option}
                data-testid="seat-option"
                onClick={() => setMarked(option)}
                onDoubleClick={() => take(option)}
              >
                {at < 9 ? <Kbd keys={String(at + 1)} /> : null}
                <span>
                  <strong>
                    <bdi>{option.full_name}</bdi>
                  </strong>{" "}
                  <span className={sheet.signed} data-tone={option.free ? "ok" : undefined}>
                    <Icon of={option.free ? CircleCheck : CircleSlash} size={12} />
                    {option.free ? "free" : "not free"}
                  </span>
                  <br />
                  <span className="muted">{option.words}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
