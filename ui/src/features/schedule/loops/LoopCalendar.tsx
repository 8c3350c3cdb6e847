import { CircleSlash, Lock } from "lucide-react";
import { useMemo, useRef } from "react";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { announce } from "@/lib/announce";
import calendar from "../calendar.module.css";
import type { Extra } from "../DayColumn";
import grid from "../grid.module.css";
import { Legend } from "../Legend";
import { names } from "../people";
import { useDrag } from "../useDrag";
import { useKinds } from "../useKinds";
import { WeekGrid } from "../WeekGrid";
import css from "./loops.module.css";
import type { Loop, ShownSession } from "./useLoop";
import type { useLoopDays } from "./useLoopDays";
import type { Placing } from "./usePlacing";

/** The chosen plan over the hours and busy times of its people; a session is dragged to another time. */
export function LoopCalendar(props: {
  loop: Loop;
  days: ReturnType<typeof useLoopDays>;
  placing: Placing;
}) {
  const { loop, days, placing } = props;
  const { shown, current } = loop;
  const { data } = days;
  const kindOf = useKinds();
  const ref = useRef<HTMLDivElement>(null);
  const drag = useDrag(ref);
  const hands = useRef({ loop, drag, placing });
  hands.current = { loop, drag, placing };
  const extras = useMemo(
    (): Extra[] =>
      shown.map((session, place) => ({
        key: session.step_id,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        draw: (_, style) => (
          <SessionBlock
            key={session.step_id}
            session={session}
            place={place + 1}
            current={place === loop.row}
            kept={loop.kept[session.step_id]?.time === true}
            style={style}
            onPress={() => {
              if (!hands.current.drag.wasDrag()) hands.current.loop.go(place);
            }}
            onGrab={(event) => {
              const before = hands.current.loop.edits[session.step_id];
              const at = ({ date, minutes }: { date: string; minutes: number }) =>
                hands.current.placing.at(session, date, minutes);
              hands.current.drag.grab(event, {
                onStart: () => hands.current.loop.go(place),
                onMove: at,
                onDrop: at,
                onStop: () => {
                  hands.current.placing.forget();
                  hands.current.loop.edit(session.step_id, undefined);
                  if (before) hands.current.loop.edit(session.step_id, before);
                },
              });
            }}
          />
        ),
      })),
    [shown, loop.row, loop.kept],
  );
  if (days.error) return <ErrorNotice error={days.error} retry={() => void days.refetch()} />;
  if (!data) return <Waiting label="Reading the calendar" />;
  return (
    <div className={css.calendar} data-testid="loop-calendar">
      <div className={calendar.bar}>
        <span className={css.title}>{data.title}</span>
        <Legend people={data.people} chosen />
      </div>
      <WeekGrid
        data={data}
        gridRef={ref}
        onDay={() => undefined}
        hands={{
          current: current?.step_id,
          opened: false,
          move: undefined,
          kindOf,
          extras,
          movable: () => false,
          onPress: ({ interview }) =>
            announce({
              kind: "told",
              text: `${interview.candidate_name} has this interview already: ${interview.spoken_both}.`,
            }),
          onGrab: () => undefined,
        }}
      />
    </div>
  );
}

function SessionBlock(props: {
  session: ShownSession;
  place: number;
  current: boolean;
  kept: boolean;
  style: React.CSSProperties;
  onPress: () => void;
  onGrab: (event: React.PointerEvent<HTMLElement>) => void;
}) {
  const { session, place } = props;
  const broken = session.violations.length > 0;
  const sentence = [
    `Interview ${place} of the loop`,
    session.title,
    session.spoken,
    session.spoken_theirs,
    `with ${names(session.interviewer_names)}`,
    props.kept && "time kept",
    ...session.violations.map((rule) => rule.message),
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <button
      type="button"
      className={`${grid.block} ${css.block}`}
      data-movable=""
      data-tone={broken ? "bad" : "accent"}
      data-current={props.current || undefined}
      data-testid="loop-block"
      tabIndex={-1}
      title={sentence}
      style={props.style}
      onClick={props.onPress}
      onPointerDown={props.onGrab}
    >
      <span className="unseen">{sentence}</span>
      <span className={grid.blockHead} aria-hidden="true">
        {broken ? <CircleSlash size={12} strokeWidth={1.75} /> : null}
        {props.kept ? <Lock size={12} strokeWidth={1.75} /> : null}
        <bdi>
          {place}. {session.title}
        </bdi>
      </span>
      <span className={grid.blockMore} aria-hidden="true">
        {names(session.interviewer_names)}
      </span>
    </button>
  );
}
