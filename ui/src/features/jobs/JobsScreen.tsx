import { useMemo } from "react";
import { Choice } from "@/components/Choice";
import { SearchField } from "@/components/SearchField";
import { ScreenHead, Split } from "@/components/Split";
import { ScheduleSheet } from "@/features/schedule/ScheduleSheet";
import { useCursor } from "@/lib/cursor";
import { useCommand, usePages } from "@/lib/data";
import { matches } from "@/lib/match";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { BoardScreen } from "./BoardScreen";
import { JobDetail } from "./JobDetail";
import { EditJob, NewJob } from "./JobForm";
import { JobsList, type JobsView } from "./JobsList";
import { PutUpSheet } from "./PutUpSheet";
import { PlanScreen } from "./plan/PlanScreen";
import { useApplications } from "./useBoard";
import { useJobActions } from "./useJobActions";

/** The jobs: as a list with one of them open beside it, or the board or the interview plan of one. */
export function JobsScreen() {
  const place = usePlace();
  return (
    <>
      {place.view === "board" && place.id ? (
        <BoardScreen id={place.id} />
      ) : place.view === "plan" && place.id ? (
        <PlanScreen key={place.id} id={place.id} />
      ) : (
        <ListScreen />
      )}
      <JobSheets />
    </>
  );
}

function ListScreen() {
  const place = usePlace();
  const view: JobsView = place.view === "closed" || place.view === "all" ? place.view : "open";
  const pages = usePages("job_list", view === "all" ? {} : { status: view });
  useReady(pages.status);
  const typed = place.q?.trim() ?? "";
  const jobs = useMemo(
    () =>
      pages.items.filter((job) =>
        matches([job.title, job.company, job.department, job.location].join(" "), typed),
      ),
    [pages.items, typed],
  );
  const cursor = useCursor(
    "jobs",
    useMemo(() => jobs.map((job) => job.id), [jobs]),
  );
  const chosen = jobs.find((job) => job.id === cursor.key);
  const show = (next: JobsView) =>
    place.set({ view: next === "open" ? undefined : next, id: undefined });
  // What is open offers its own actions; then the list has none.
  useJobActions(place.id ? undefined : chosen);
  return (
    <>
      <ScreenHead title="Jobs">
        <Choice
          label="Which jobs"
          value={view}
          options={[
            ["open", "Open"],
            ["closed", "Closed"],
            ["all", "All"],
          ]}
          onChange={show}
        />
        <SearchField
          label="Search jobs"
          value={place.q ?? ""}
          onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
          onMove={cursor.move}
          onOpen={() => cursor.open(Math.max(0, cursor.index))}
        />
      </ScreenHead>
      <Split
        list={
          <JobsList
            pages={pages}
            jobs={jobs}
            view={view}
            typed={typed}
            cursor={cursor}
            onNew={() => place.set({ do: "create" })}
            onAll={() => show("all")}
          />
        }
        detail={place.id ? <JobDetail id={place.id} onClose={cursor.close} /> : undefined}
      />
    </>
  );
}

/** The forms that the address opens over list and board. */
function JobSheets() {
  const place = usePlace();
  const close = () => place.set({ do: undefined, for: undefined }, true);
  if (place.do === "create") {
    return (
      <NewJob
        onClose={close}
        onMade={(id) => place.set({ do: undefined, view: undefined, q: undefined, id }, true)}
      />
    );
  }
  if (place.do === "schedule" && place.for) {
    return <ScheduleSheet applicationId={place.for} onClose={close} />;
  }
  if (!place.id) return null;
  if (place.do === "edit") return <EditJob id={place.id} onClose={close} />;
  if (place.do === "match") return <PutUp id={place.id} onClose={close} />;
  return null;
}

function PutUp({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: job } = useCommand("job_get", { id });
  const { data: applications } = useApplications(id);
  if (!job) return null;
  return <PutUpSheet job={job} applications={applications?.items ?? []} onClose={onClose} />;
}
