import { CircleCheck, CircleSlash, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { useCommand } from "@/lib/data";
import { ChangeList } from "../find/ChangeList";
import type { Opening } from "../find/useOpening";
import { useSeats } from "../find/useSeats";
import { names } from "../people";
import { SheetActions } from "../SheetKeys";
import type { Ask, XrayCell, XrayDay } from "../shapes";
import css from "./xray.module.css";

/** One time looked into: who could interview then, or everything that blocks it and what would open it. */
export function XrayPanel(props: {
  ask: Ask;
  minutes: number;
  day: XrayDay;
  cell: XrayCell;
  opening: Opening;
  onTake: (start: string, people: string[]) => void;
}) {
  const panel = useRef<HTMLElement>(null);
  // Where there is no room beside the grid, the answer comes into sight below it.
  useEffect(() => {
    panel.current?.scrollIntoView?.({ block: "nearest" });
  }, []);
  return (
    <section
      ref={panel}
      className={css.panel}
      aria-label="The chosen time"
      data-testid="xray-panel"
    >
      {props.cell.state === "offered" ? <Offered {...props} /> : <Blocked {...props} />}
    </section>
  );
}

type Parts = Parameters<typeof XrayPanel>[0];

function Offered({ ask, minutes, day, cell, onTake }: Parts) {
  const seats = useSeats(ask, minutes, cell.start);
  const { slot } = seats;
  const take = {
    id: "take",
    title: "Take this time",
    keys: "t",
    locked: slot ? undefined : "Who is free then is still being asked.",
    run: () => slot && onTake(slot.start, slot.interviewer_ids),
  };
  return (
    <>
      <h3 className={css.verdict} data-state="offered">
        <Icon of={CircleCheck} />
        {day.label} {cell.time}: free
      </h3>
      {slot ? (
        <>
          <p>
            <strong>{slot.spoken}</strong>
            {slot.spoken_theirs ? ` · ${slot.spoken_theirs} for them` : null}
          </p>
          <p>
            With <bdi>{names(slot.interviewer_names)}</bdi>
          </p>
          {slot.reasons.map((reason) => (
            <p key={reason} className="muted">
              {reason}
            </p>
          ))}
          {slot.warnings.map((warning) => (
            <p key={warning} className={css.warning}>
              <Icon of={TriangleAlert} />
              {warning}
            </p>
          ))}
        </>
      ) : seats.error ? (
        <ErrorNotice error={seats.error} retry={seats.retry} />
      ) : (
        <p className="muted">{seats.pending ? "Asking who is free then…" : "It is gone now."}</p>
      )}
      <SheetActions of={[take]} />
      <div>
        <Button
          label={take.title}
          keys={take.keys}
          look="main"
          locked={take.locked}
          testId="take"
          onPress={take.run}
        />
      </div>
    </>
  );
}

function Blocked({ ask, minutes, day, cell, opening }: Parts) {
  const found = useCommand("slots_open", { ...ask, start: cell.start });
  const clock = useCommand("interview_check", {
    application_id: ask.application_id,
    duration_minutes: minutes,
    starts_at: cell.start,
    interviewer_ids: ask.interviewer_ids ?? [],
  });
  const blockers = found.data?.blockers ?? cell.blockers;
  return (
    <>
      <h3 className={css.verdict} data-state="blocked">
        <Icon of={CircleSlash} />
        {day.label} {cell.time}: not offered
      </h3>
      {clock.data ? <p className="muted">{clock.data.spoken_both}</p> : null}
      <ul className={css.blockers}>
        {blockers.map((each) => (
          <li key={`${each.code}-${each.who}-${each.words}`}>
            <Icon of={CircleSlash} size={12} />
            <span>{each.words}</span>
          </li>
        ))}
      </ul>
      {found.data ? (
        <ChangeList
          title="What would open it"
          changes={found.data.changes}
          none="No single change opens it."
          opening={opening}
          keyed
        />
      ) : found.error ? (
        <ErrorNotice error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Waiting rows={2} label="Looking for what would open it" />
      )}
    </>
  );
}
