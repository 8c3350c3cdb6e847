import { usePlace } from "@/lib/place";
import { CandidateForm } from "./CandidateForm";
import { DuplicatesView } from "./DuplicatesView";
import { JobSheet } from "./JobSheet";
import { PeopleView } from "./PeopleView";
import { ReviewView } from "./ReviewView";

/** The people: all of them, those of one job to review, or pairs that may be one person. */
export function CandidatesScreen() {
  const place = usePlace();
  const close = () => place.set({ do: undefined });
  return (
    <>
      {place.view === "duplicates" ? (
        <DuplicatesView />
      ) : place.view === "job" && place.for ? (
        <ReviewView key={place.for} jobId={place.for} />
      ) : (
        <PeopleView />
      )}
      {place.do === "create" ? (
        <CandidateForm
          onClose={close}
          onDone={({ id }) =>
            place.set({ do: undefined, id, view: undefined, for: undefined, q: undefined })
          }
        />
      ) : null}
      {place.do === "filter" ? (
        <JobSheet
          title="Show the people of one job"
          submit="Show its people"
          onClose={close}
          onPick={(job) =>
            place.set({ do: undefined, view: "job", for: job.id, id: undefined, q: undefined })
          }
        />
      ) : null}
    </>
  );
}
