import { useActions } from "@/lib/actions";
import { usePlace } from "@/lib/place";
import { Agenda } from "./Agenda";
import { Calendar } from "./Calendar";
import { LoopScreen } from "./loops/LoopScreen";
import { LoopWeek } from "./loops/LoopWeek";
import { ScheduleSheet } from "./ScheduleSheet";
import { useNarrow } from "./useNarrow";
import { isAgenda, type ViewName } from "./views";

/** The schedule by time, or the loop of one candidate or of all who wait. */
export function ScheduleScreen() {
  const { view, for: applicationId } = usePlace();
  if (view === "loop" && applicationId) {
    return <LoopScreen key={applicationId} applicationId={applicationId} />;
  }
  return view === "loops" ? <LoopWeek /> : <TimeScreen />;
}

/** The schedule as a week, a day, or a list. */
function TimeScreen() {
  const place = usePlace();
  const narrow = useNarrow();
  const wanted: ViewName = isAgenda(place.view)
    ? "agenda"
    : place.view === "day" || narrow
      ? "day"
      : "week";
  const show = (view: ViewName) =>
    place.set(view === "agenda" ? { view: "upcoming", q: undefined } : { view }, true);
  useActions([
    {
      id: "week_view",
      title: "Show the week",
      locked: narrow ? "A week needs a wider window. Press D for the day." : undefined,
      run: () => show("week"),
    },
    { id: "day_view", title: "Show the day", run: () => show("day") },
    { id: "agenda_view", title: "Show the agenda", run: () => show("agenda") },
  ]);
  return (
    <>
      {wanted === "agenda" ? (
        <Agenda narrow={narrow} onView={show} />
      ) : (
        <Calendar view={wanted} narrow={narrow} onView={show} />
      )}
      {place.do === "schedule" && place.for ? (
        <ScheduleSheet
          applicationId={place.for}
          onClose={() => place.set({ do: undefined, for: undefined }, true)}
        />
      ) : null}
    </>
  );
}
