import { usePlacePart, useSetPlace } from "@/lib/place";

/** The forms over a candidate's page, by their names in the address. */
export type CandidateForm = "edit" | "match" | "document" | "schedule" | "move" | "reject";

/**
 * Opens and closes the forms over a candidate's page. Among the people of one job the address keeps that
 * job in `for`; elsewhere it names the application that the form is for.
 */
export function useCandidateForms() {
  const shown = usePlacePart("do");
  const target = usePlacePart("for");
  const ofJob = usePlacePart("view") === "job";
  const set = useSetPlace();
  return {
    shown,
    applicationId: ofJob ? undefined : target,
    open: (form: CandidateForm, applicationId?: string) =>
      set(ofJob ? { do: form } : { do: form, for: applicationId }),
    close: () => set(ofJob ? { do: undefined } : { do: undefined, for: undefined }),
  };
}
