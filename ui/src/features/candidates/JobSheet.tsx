import { useEffect, useState } from "react";
import { TextField } from "@/components/Form";
import { Kbd } from "@/components/Kbd";
import { Waiting } from "@/components/Notice";
import { Sheet } from "@/components/Sheet";
import { usePages } from "@/lib/data";
import { matches } from "@/lib/match";
import type { Job } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import type { CommandError } from "@/platform";
import css from "./JobSheet.module.css";

/** Chooses an open job: typing narrows the list, arrows move in it, Enter picks. */
export function JobSheet(props: {
  title: string;
  submit: string;
  /** What stands beside a job, such as that the candidate is up for it already. */
  noteOf?: (job: Job) => string | undefined;
  busy?: boolean;
  error?: CommandError | null;
  onPick: (job: Job) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string>();
  const jobs = usePages("job_list", { status: "open" });
  const { hasNextPage, isFetching, fetchNextPage } = jobs;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const shown = jobs.items.filter((job) =>
    matches([job.title, job.company, job.department, job.location].join(" "), typed),
  );
  const at = Math.max(
    0,
    shown.findIndex((job) => job.id === chosen),
  );
  const current = shown[at];
  const move = (by: 1 | -1) => setChosen(shown[(at + by + shown.length) % shown.length]?.id);
  return (
    <Sheet
      title={props.title}
      submit={props.submit}
      locked={current ? undefined : "No open job has this name."}
      busy={props.busy ?? false}
      error={props.error}
      testId="jobs"
      onClose={props.onClose}
      onSubmit={() => current && props.onPick(current)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows belong to the field inside */}
      <div
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          move(event.key === "ArrowDown" ? 1 : -1);
        }}
      >
        <TextField
          label="Job"
          placeholder="Type a title, company or place"
          value={typed}
          onChange={setTyped}
          first
          testId="job-filter"
        />
      </div>
      {jobs.isPending ? (
        <Waiting rows={4} label="Reading the jobs" />
      ) : shown.length === 0 ? (
        <p className="muted">
          {typed ? (
            `No open job matches “${typed}”.`
          ) : (
            <>
              There is no open job yet. Outside of this form, <Kbd action="new_job" /> adds one.
            </>
          )}
        </p>
      ) : (
        <div className={css.jobs} role="listbox" aria-label="Open jobs">
          {shown.map((job) => (
            <Option
              key={job.id}
              job={job}
              note={props.noteOf?.(job)}
              selected={job === current}
              onPick={() => props.onPick(job)}
            />
          ))}
        </div>
      )}
    </Sheet>
  );
}

function Option(props: {
  job: Job;
  note: string | undefined;
  selected: boolean;
  onPick: () => void;
}) {
  const { job, selected } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field picks it
    <div
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: "nearest" });
      }}
      className={css.job}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onClick={props.onPick}
    >
      <bdi>{job.title}</bdi>
      <span className="muted">{props.note ?? dotted(job.company, job.location)}</span>
    </div>
  );
}
