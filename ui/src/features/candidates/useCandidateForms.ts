import { usePlace } from "@/lib/place";

/** The forms over a candidate's page, by their names in the address. */
export type CandidateForm = "edit" | "match" | "document" | "schedule" | "move" | "reject";

/**
 * Opens and closes the forms over a candidate's page. Among the people of one job the address keeps that
 * job in `for`; elsewhere it names the application that the form is for.
 */
export function useCandidateForms() {
  const place = usePlace();
  const ofJob = place.view === "job";
  return {
    shown: place.do,
    applicationId: ofJob ? undefined : place.for,
    open: (form: CandidateForm, applicationId?: string) =>
      place.set(ofJob ? { do: form } : { do: form, for: applicationId }),
    close: () => place.set(ofJob ? { do: undefined } : { do: undefined, for: undefined }),
  };
}
