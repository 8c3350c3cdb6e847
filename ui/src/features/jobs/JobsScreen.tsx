import { BriefcaseBusiness } from "lucide-react";
import { useMemo } from "react";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { SearchField } from "@/components/SearchField";
import { ScreenHead, Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import { useCursor } from "@/lib/cursor";
import { usePages } from "@/lib/data";
import { matches } from "@/lib/match";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count, dotted } from "@/lib/words";
import { JobDetail } from "./JobDetail";

/** The jobs, with one of them and its applications open beside the list. */
export function JobsScreen() {
  const place = usePlace();
  const pages = usePages("job_list", {});
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
  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading the jobs" />
  ) : jobs.length === 0 ? (
    <Empty icon={BriefcaseBusiness} title={typed ? `No job matches “${typed}”` : "No jobs yet"}>
      {typed ? null : (
        <p>
          Make one with <code>muster call job_create</code>, or look around with the demo data:{" "}
          <code>muster demo</code>.
        </p>
      )}
    </Empty>
  ) : (
    <VirtualList
      label="Jobs"
      count={jobs.length}
      size={() => 40}
      rowKey={(at) => jobs[at]?.id ?? ""}
      at={cursor.index}
      opened={cursor.opened}
      onOpen={(at) => cursor.open(at)}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {(at) => {
        const job = jobs[at];
        return job ? (
          <Line
            title={job.title}
            below={dotted(job.company, job.department, job.location)}
            end={<span className="figures">{count(job.applications, "application")}</span>}
          />
        ) : null;
      }}
    </VirtualList>
  );
  return (
    <>
      <ScreenHead title="Jobs">
        <SearchField
          label="Search jobs"
          value={place.q ?? ""}
          onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
          onMove={cursor.move}
          onOpen={() => cursor.open(Math.max(0, cursor.index))}
        />
      </ScreenHead>
      <Split
        list={list}
        detail={place.id ? <JobDetail id={place.id} onClose={cursor.close} /> : undefined}
      />
    </>
  );
}
