import { useQueryClient } from "@tanstack/react-query";
import type { ApplicationListResult } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Application } from "@/lib/shapes";
import type { CommandError } from "@/platform";
import { withCascade } from "./rules";

/** The switches of an application: each shows at once, and goes back when it is refused. */
export function useGates() {
  const queries = useQueryClient();
  const shortlist = useRun("candidate_shortlist");
  const toggle = useRun("candidate_toggle_interview");

  const show = (next: Application) =>
    queries.setQueriesData<ApplicationListResult>({ queryKey: ["application_list"] }, (list) =>
      list
        ? { ...list, items: list.items.map((item) => (item.id === next.id ? next : item)) }
        : list,
    );
  const settle = (before: Application, text: string, retry: () => void) => ({
    onSuccess: () => announce({ kind: "done" as const, text, undo: true }),
    onError: (error: CommandError) => {
      show(before);
      announce({ kind: "failed", error, retry });
    },
  });

  const setShortlisted = (application: Application, shortlisted: boolean) => {
    show(withCascade(application, { shortlisted }));
    const { candidate_name: who, job_title: job } = application;
    const text = shortlisted
      ? `${who} is on the shortlist for ${job}.`
      : `${who} is off the shortlist for ${job}; interviews are off.`;
    shortlist.mutate(
      { application_id: application.id, shortlisted },
      settle(application, text, () => setShortlisted(application, shortlisted)),
    );
  };
  const setInterviews = (
    application: Application,
    flag: "interview_enabled" | "online_interview_enabled",
    on: boolean,
  ) => {
    show(withCascade(application, { [flag]: on }));
    const what = flag === "interview_enabled" ? "Interviews" : "Online interviews";
    const text = `${what} are ${on ? "on" : "off"} for ${application.candidate_name}.`;
    toggle.mutate(
      { application_id: application.id, [flag]: on },
      settle(application, text, () => setInterviews(application, flag, on)),
    );
  };
  return { setShortlisted, setInterviews };
}
