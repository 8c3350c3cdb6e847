import { CalendarDays } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Choice } from "@/components/Choice";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead, Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { usePages } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { rowHeight, useSettings } from "@/lib/settings";
import { keyOf, type Row, rowsOf } from "./agendaRows";
import { HoldActions, HoldDetail } from "./holds/HoldDetail";
import { HoldLine } from "./holds/HoldLine";
import { holdIn, useHoldsOf } from "./holds/useHolds";
import { InterviewActions } from "./InterviewActions";
import { InterviewDetail } from "./InterviewDetail";
import { InterviewLine } from "./InterviewLine";
import { agendaViews, isAgenda, ViewChoice, type ViewName } from "./views";

const needsGrid = "The agenda shows every interview. Press D for the day.";

/** The interviews and the held times as a list, day by day. */
export function Agenda(props: { narrow: boolean; onView: (view: ViewName) => void }) {
  const place = usePlace();
  const settings = useSettings();
  const view = isAgenda(place.view) ? place.view : "upcoming";
  const pages = usePages("interview_list", { view });
  useReady(pages.status);
  const holds = useHoldsOf(view);
  const whole = !pages.hasNextPage;
  const rows = useMemo(() => rowsOf(pages.items, holds, whole), [pages.items, holds, whole]);
  const places = useMemo(() => rows.flatMap((row, at) => ("day" in row ? [] : [at])), [rows]);
  const cursor = useCursor(
    "schedule",
    useMemo(() => places.map((at) => keyOf(rows[at])), [places, rows]),
  );
  const current = rows[places[cursor.index] ?? -1];
  useActions([
    { id: "people_shown", title: "Choose whose time is shown", locked: needsGrid, run: () => {} },
    { id: "zones_shown", title: "Choose the zones beside yours", locked: needsGrid, run: () => {} },
  ]);
  const row = useCallback((at: number) => <AgendaRow row={rows[at]} />, [rows]);
  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading the schedule" />
  ) : rows.length === 0 ? (
    <Empty
      icon={CalendarDays}
      title={view === "today" ? "No interviews today" : "No interviews here"}
    >
      <p>
        Open a candidate and press <kbd>S</kbd> to schedule one. It needs the candidate on the
        shortlist and interviews switched on.
      </p>
    </Empty>
  ) : (
    <VirtualList
      label="Interviews by day"
      count={rows.length}
      size={(at) => (at < rows.length && "day" in (rows[at] as Row) ? 36 : rowHeight(settings))}
      rowKey={(at) => keyOf(rows[at])}
      heading={(at) => "day" in (rows[at] as Row)}
      at={places[cursor.index] ?? -1}
      opened={cursor.opened}
      onOpen={(at) => cursor.open(places.indexOf(at))}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {row}
    </VirtualList>
  );
  return (
    <>
      <ScreenHead title="Schedule">
        <Choice
          label="Which interviews"
          value={view}
          options={agendaViews}
          onChange={(next) => place.set({ view: next, id: undefined }, true)}
        />
        <ViewChoice value="agenda" narrow={props.narrow} onView={props.onView} />
      </ScreenHead>
      <Split
        list={list}
        detail={
          holdIn(place.id) ? (
            <HoldDetail key={place.id} id={holdIn(place.id) ?? ""} onClose={cursor.close} />
          ) : place.id ? (
            <InterviewDetail key={place.id} id={place.id} onClose={cursor.close} />
          ) : undefined
        }
      />
      {place.id ? null : current && "hold" in current ? (
        <HoldActions hold={current.hold} />
      ) : (
        <InterviewActions
          interview={current && "interview" in current ? current.interview : undefined}
        />
      )}
    </>
  );
}

function AgendaRow({ row }: { row: Row | undefined }) {
  if (!row) return null;
  if ("day" in row) return row.day;
  return "hold" in row ? <HoldLine hold={row.hold} /> : <InterviewLine interview={row.interview} />;
}
