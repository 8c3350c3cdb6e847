import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Application } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { withCascade } from "./rules";
import { askToUnshortlist } from "./unshortlist";
import { useShown } from "./useShown";

/**
 * The switches of an application: each shows at once, and goes back when it is refused. The answer is
 * heard even when its row has left the page meanwhile, as it does while reviewing.
 */
export function useGates() {
  const show = useShown();
  const shortlist = useRun("candidate_shortlist");
  const toggle = useRun("candidate_toggle_interview");

  const setShortlisted = async (application: Application, shortlisted: boolean): Promise<void> => {
    show(withCascade(application, { shortlisted }));
    const { candidate_name: who, job_title: job } = application;
    const text = shortlisted
      ? `${who} is on the shortlist for ${job}.`
      : `${who} is off the shortlist for ${job}; interviews are off.`;
    try {
      await shortlist.mutateAsync({ application_id: application.id, shortlisted });
      announce({ kind: "done", text, undo: true });
    } catch (thrown) {
      const error = CommandError.from(thrown);
      show(application);
      if (error.code === "interviews_scheduled") askToUnshortlist({ application, error });
      else {
        const retry = () => void setShortlisted(application, shortlisted);
        announce({ kind: "failed", error, retry });
      }
    }
  };

  const setInterviews = async (
    application: Application,
    flag: "interview_enabled" | "online_interview_enabled",
    on: boolean,
  ): Promise<void> => {
    show(withCascade(application, { [flag]: on }));
    const what = flag === "interview_enabled" ? "Interviews" : "Online interviews";
    const text = `${what} are ${on ? "on" : "off"} for ${application.candidate_name}.`;
    try {
      await toggle.mutateAsync({ application_id: application.id, [flag]: on });
      announce({ kind: "done", text, undo: true });
    } catch (thrown) {
      show(application);
      const retry = () => void setInterviews(application, flag, on);
      announce({ kind: "failed", error: CommandError.from(thrown), retry });
    }
  };
  return { setShortlisted, setInterviews };
}
