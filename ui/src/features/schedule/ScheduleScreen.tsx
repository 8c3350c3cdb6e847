import { CalendarDays } from "lucide-react";
import { useMemo } from "react";
import { Choice } from "@/components/Choice";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead, Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import { useCursor } from "@/lib/cursor";
import { usePages } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Interview } from "@/lib/shapes";
import { InterviewDetail } from "./InterviewDetail";
import { InterviewLine } from "./InterviewLine";

const views = [
  ["upcoming", "Upcoming"],
  ["today", "Today"],
  ["completed", "Completed"],
  ["all", "All"],
] as const;
type View = (typeof views)[number][0];
const readView = (text: string | undefined): View =>
  views.find(([view]) => view === text)?.[0] ?? "upcoming";

type Row = { day: string } | { interview: Interview };

/** The interviews as an agenda, day by day. */
export function ScheduleScreen() {
  const place = usePlace();
  const view = readView(place.view);
  const pages = usePages("interview_list", { view });
  useReady(pages.status);
  const rows = useMemo(() => byDay(pages.items), [pages.items]);
  const places = useMemo(() => rows.flatMap((row, at) => ("interview" in row ? [at] : [])), [rows]);
  const cursor = useCursor(
    "schedule",
    useMemo(() => pages.items.map((interview) => interview.id), [pages.items]),
  );
  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading the schedule" />
  ) : pages.items.length === 0 ? (
    <Empty
      icon={CalendarDays}
      title={view === "today" ? "No interviews today" : "No interviews here"}
    >
      <p>
        Shortlist a candidate, switch interviews on, then schedule one with{" "}
        <code>muster call interview_create</code>.
      </p>
    </Empty>
  ) : (
    <VirtualList
      label="Interviews by day"
      count={rows.length}
      size={(at) => (at < rows.length && "day" in (rows[at] as Row) ? 36 : 40)}
      rowKey={(at) => keyOf(rows[at])}
      heading={(at) => "day" in (rows[at] as Row)}
      at={places[cursor.index] ?? -1}
      opened={cursor.opened}
      onOpen={(at) => cursor.open(places.indexOf(at))}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {(at) => <AgendaRow row={rows[at]} />}
    </VirtualList>
  );
  return (
    <>
      <ScreenHead title="Schedule">
        <Choice
          label="Which interviews"
          value={view}
          options={views}
          onChange={(next) => place.set({ view: next, id: undefined }, true)}
        />
      </ScreenHead>
      <Split
        list={list}
        detail={
          place.id ? (
            <InterviewDetail key={place.id} id={place.id} onClose={cursor.close} />
          ) : undefined
        }
      />
    </>
  );
}

function AgendaRow({ row }: { row: Row | undefined }) {
  if (!row) return null;
  return "day" in row ? row.day : <InterviewLine interview={row.interview} />;
}

function keyOf(row: Row | undefined): string {
  if (!row) return "";
  return "day" in row ? `day:${row.day}` : row.interview.id;
}

/** Puts the day above the first interview of each run of one day; the order is the list's own. */
function byDay(interviews: readonly Interview[]): Row[] {
  const rows: Row[] = [];
  let day: string | undefined;
  for (const interview of interviews) {
    if (interview.spoken_day !== day) {
      day = interview.spoken_day;
      rows.push({ day });
    }
    rows.push({ interview });
  }
  return rows;
}
