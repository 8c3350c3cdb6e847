import { CalendarRange, ChevronLeft, ChevronRight, Globe, Users } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead } from "@/components/Split";
import { ToolButton } from "@/components/ToolButton";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { changeSettings, useSettings } from "@/lib/settings";
import type { Interview } from "@/lib/shapes";
import css from "./calendar.module.css";
import { HoldActions, HoldDetail } from "./holds/HoldDetail";
import { holdIn, holdKey, lies, useHoldBlocks, useHolds } from "./holds/useHolds";
import { InterviewActions } from "./InterviewActions";
import { InterviewDetail } from "./InterviewDetail";
import { Legend } from "./Legend";
import { moveLock } from "./locks";
import { MoveBar } from "./MoveBar";
import { MoveSheet } from "./MoveSheet";
import { PeopleSheet } from "./PeopleSheet";
import { useDrifts } from "./repair/useDrifts";
import type { Days, Hold } from "./shapes";
import { type Placed, useDays } from "./useDays";
import { useDrag } from "./useDrag";
import { useKinds } from "./useKinds";
import { movesAt, useMove } from "./useMove";
import { ViewChoice, type ViewName } from "./views";
import { WeekGrid } from "./WeekGrid";
import { ZonesSheet } from "./ZonesSheet";

/** Days as columns of time: whose hours, what is taken, and the interviews over them. */
export function Calendar(props: {
  view: "week" | "day";
  narrow: boolean;
  onView: (view: ViewName) => void;
}) {
  const { view, narrow } = props;
  const place = usePlace();
  const settings = useSettings();
  const kindOf = useKinds();
  const days = useDays(view);
  const { data, placed } = days;
  useReady(days.status);
  const holds = useHolds();
  const drifts = useDrifts();
  const keys = useMemo(() => inOrder(placed, data, holds), [placed, data, holds]);
  const cursor = useCursor("schedule", keys);
  const current = placed.find(({ entry }) => entry.id === cursor.key);
  const heldId = holdIn(cursor.key);
  const held = holds.find((hold) => hold.id === heldId);
  const [settling, setSettling] = useState<{ interview: Interview; startsAt: string }>();
  const moving = useMove(data, (interview, startsAt) => setSettling({ interview, startsAt }));
  const grid = useRef<HTMLDivElement>(null);
  const drag = useDrag(grid);
  useFocusOnCursor(grid, cursor.key);
  const extras = useHoldBlocks(holds, heldId, (hold) => cursor.open(keys.indexOf(holdKey(hold))));

  const dayOf = (date: string | undefined) => data?.days.find((day) => day.date === date);
  const reschedule = (interview: Interview) => {
    const at = placed.find(({ entry }) => entry.id === interview.id);
    const day = dayOf(at?.date);
    if (!at || !day || narrow) place.set({ do: "reschedule", for: interview.id });
    else moving.start(day, at.entry, "keys");
  };
  const go = (date: string | undefined) => date && place.set({ q: date }, true);
  const across = (by: 1 | -1) => {
    if (!data || !moving.move) return;
    const { date, minutes } = moving.move;
    const at = data.days.findIndex((day) => day.date === date);
    const next = data.days[at + by];
    if (next) {
      moving.to(next.date, Math.min(minutes, next.length_minutes - 15));
      return;
    }
    const beyond = by > 0 ? data.next : data.previous;
    go(beyond);
    moving.to(beyond, minutes);
  };
  // Days of a week before are not known until they are read: the move goes on from their last.
  const lost = moving.move && data && !days.isPlaceholderData && !dayOf(moving.move.date);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the days have come
  useEffect(() => {
    const last = data?.days.at(-1);
    if (lost && last && moving.move) moving.to(last.date, moving.move.minutes);
  }, [lost]);

  useActions([
    { id: "earlier", title: "Show earlier days", run: () => go(data?.previous) },
    { id: "later", title: "Show later days", run: () => go(data?.next) },
    {
      id: "this_week",
      title: "Back to today",
      run: () => go(data?.today),
    },
    {
      id: "people_shown",
      title: "Choose whose time is shown",
      run: () => place.set({ do: "people" }),
    },
    {
      id: "zones_shown",
      title: "Choose the zones beside yours",
      run: () => place.set({ do: "zones" }),
    },
    {
      id: "day_view",
      title: "Show the day",
      run: () => {
        const today = data?.days.find((day) => day.is_today)?.date;
        const date = current?.date ?? today ?? data?.from;
        place.set({ view: "day", ...(date ? { q: date } : {}) }, true);
      },
    },
  ]);

  const close = () => place.set({ do: undefined }, true);
  const { move } = moving;
  return (
    <>
      <ScreenHead title="Schedule" note={data?.title}>
        <div className={css.steps}>
          <ToolButton
            icon={ChevronLeft}
            label="Earlier days (H)"
            tip="Earlier days  H"
            tipAt="end"
            onPress={() => go(data?.previous)}
          />
          <Button label="Today" action="this_week" look="quiet" onPress={() => go(data?.today)} />
          <ToolButton
            icon={ChevronRight}
            label="Later days (L)"
            tip="Later days  L"
            tipAt="end"
            onPress={() => go(data?.next)}
          />
        </div>
        <ViewChoice value={view} narrow={narrow} onView={props.onView} />
      </ScreenHead>
      <div className={css.calendar} data-detail={place.id ? true : undefined}>
        <div className={css.main}>
          {data ? (
            <>
              <div className={css.bar}>
                <Legend people={data.people} chosen={settings.shownPeople.length > 0} />
                <Button
                  label="Loops"
                  icon={CalendarRange}
                  action="plan_loops"
                  look="quiet"
                  onPress={() => place.set({ view: "loops", q: undefined, id: undefined })}
                />
                <Button
                  label="People"
                  icon={Users}
                  action="people_shown"
                  look="quiet"
                  onPress={() => place.set({ do: "people" })}
                />
                <Button
                  label="Zones"
                  icon={Globe}
                  action="zones_shown"
                  look="quiet"
                  onPress={() => place.set({ do: "zones" })}
                />
              </div>
              <WeekGrid
                data={data}
                gridRef={grid}
                onDay={(day) => place.set({ view: "day", q: day.date }, true)}
                hands={{
                  current: cursor.key,
                  extras,
                  drifts,
                  opened: cursor.opened,
                  move,
                  kindOf,
                  movable: (entry) => moveLock(entry.interview) === undefined,
                  onPress: (entry) => {
                    if (drag.wasDrag()) return;
                    if (move && move.by === "keys") void moving.drop();
                    else cursor.open(keys.indexOf(entry.id));
                  },
                  onGrab: (event, day, entry) => {
                    if (moveLock(entry.interview) || entry.continues_before) return;
                    drag.grab(event, {
                      onStart: () => moving.start(day, entry, "pointer"),
                      onMove: (at) => moving.to(at.date, at.minutes),
                      onDrop: (at) => void moving.drop(at),
                      onStop: moving.stop,
                    });
                  },
                }}
              />
              {keys.length === 0 && !move ? (
                <p className={css.none} data-testid="no-interviews">
                  No interviews {view === "day" ? "this day" : "in these days"}. Open a candidate
                  and press <kbd>S</kbd> to schedule one, or look at other days with <kbd>H</kbd>{" "}
                  and <kbd>L</kbd>.
                </p>
              ) : null}
              {move ? (
                <MoveBar
                  move={move}
                  moved={movesAt(move)}
                  onStep={moving.nudge}
                  onDay={across}
                  onDrop={() => void moving.drop()}
                  onStop={moving.stop}
                  onSlots={() => {
                    moving.stop();
                    place.set({ do: "reschedule", for: move.interview.id });
                  }}
                />
              ) : null}
            </>
          ) : days.error ? (
            <ErrorNotice
              error={days.error}
              retry={() => {
                // A zone or a person that is no longer known would fail for ever.
                changeSettings({ shownPeople: [], zones: [] });
                void days.refetch();
              }}
            />
          ) : (
            <Waiting label="Reading the schedule" />
          )}
        </div>
        {holdIn(place.id) ? (
          <HoldDetail key={place.id} id={holdIn(place.id) ?? ""} onClose={cursor.close} />
        ) : place.id ? (
          <InterviewDetail
            key={place.id}
            id={place.id}
            onClose={cursor.close}
            onReschedule={reschedule}
          />
        ) : held ? (
          <HoldActions hold={held} />
        ) : (
          <InterviewActions interview={current?.entry.interview} onReschedule={reschedule} />
        )}
      </div>
      {settling ? (
        <MoveSheet
          interview={settling.interview}
          startsAt={settling.startsAt}
          onClose={() => setSettling(undefined)}
        />
      ) : null}
      {place.do === "people" && data ? <PeopleSheet shown={data.people} onClose={close} /> : null}
      {place.do === "zones" ? <ZonesSheet onClose={close} /> : null}
    </>
  );
}

/** Where the cursor can go: the interviews and held times of these days, in the order of time. */
function inOrder(placed: readonly Placed[], data: Days | undefined, holds: readonly Hold[]) {
  const days = data?.days ?? [];
  const shown = holds.filter((hold) => days.some((day) => lies(hold, day)));
  return [
    ...placed.map(({ entry }) => ({ key: entry.id, at: entry.interview.starts_at })),
    ...shown.map((hold) => ({ key: holdKey(hold), at: hold.starts_at })),
  ]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ key }) => key);
}

/** Where the cursor goes, the focus goes along, so that it is read aloud; never out of a field. */
function useFocusOnCursor(grid: React.RefObject<HTMLDivElement | null>, id: string | undefined) {
  const before = useRef(id);
  useEffect(() => {
    if (id === before.current) return;
    before.current = id;
    const { activeElement } = document;
    const free = activeElement === document.body || grid.current?.contains(activeElement);
    if (free) grid.current?.querySelector<HTMLElement>("[data-current]")?.focus();
  }, [grid, id]);
}
