import { Switch } from "@/components/Switch";
import { announce } from "@/lib/announce";
import { keysOf } from "@/lib/bindings";
import type { Application } from "@/lib/shapes";
import css from "./Gates.module.css";
import { interviewLock, onlineLock } from "./rules";
import { useGates } from "./useGates";

/** The three switches of an application, each with the reason why it stays. `keys` prints theirs. */
export function GateSwitches({ application, keys }: { application: Application; keys?: boolean }) {
  const { setShortlisted, setInterviews } = useGates();
  const tell = (why: string) => announce({ kind: "told", text: why });
  const key = (action: string) => (keys ? keysOf(action) : undefined);
  return (
    <div className={css.switches}>
      <Switch
        label="Shortlisted"
        on={application.shortlisted}
        keys={key("candidate_shortlist")}
        onChange={(on) => void setShortlisted(application, on)}
      />
      <Switch
        label="Interviews"
        on={application.interview_enabled}
        keys={key("interview_enabled")}
        locked={interviewLock(application)}
        onLocked={tell}
        onChange={(on) => void setInterviews(application, "interview_enabled", on)}
      />
      <Switch
        label="Online"
        on={application.online_interview_enabled}
        keys={key("online_interview_enabled")}
        locked={onlineLock(application)}
        onLocked={tell}
        onChange={(on) => void setInterviews(application, "online_interview_enabled", on)}
      />
    </div>
  );
}
