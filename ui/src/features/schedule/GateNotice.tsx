import { CircleSlash } from "lucide-react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Refused } from "@/components/Sheet";
import { useRun } from "@/lib/data";
import { SheetActions } from "./SheetKeys";
import css from "./sheets.module.css";
import type { Plan } from "./usePlan";

type Gated = Pick<Plan, "application" | "mode">;

/** What is switched off for an application, so that nothing can be scheduled in this mode. */
export function gateReasons(plan: Gated): readonly { code: string; message: string }[] {
  const { application, mode } = plan;
  if (!application) return [];
  const open = mode === "ONLINE" ? application.can_schedule_online : application.can_schedule;
  if (open) return [];
  return application.reasons.filter(
    ({ code }) => mode === "ONLINE" || code !== "online_not_enabled",
  );
}

/** Says what is switched off, and switches it on. */
export function GateNotice({ plan }: { plan: Gated }) {
  const shortlist = useRun("candidate_shortlist");
  const toggle = useRun("candidate_toggle_interview");
  const { application, mode } = plan;
  const reasons = gateReasons(plan);
  if (!application || reasons.length === 0) return null;
  const application_id = application.id;
  const switchOn = () =>
    toggle.mutate({
      application_id,
      interview_enabled: true,
      ...(mode === "ONLINE" ? { online_interview_enabled: true } : {}),
    });
  const lift = () => {
    if (application.shortlisted) switchOn();
    else shortlist.mutate({ application_id, shortlisted: true }, { onSuccess: switchOn });
  };
  const error = shortlist.error ?? toggle.error;
  const title = application.shortlisted
    ? "Switch interviews on"
    : "Shortlist and switch interviews on";
  return (
    <div className={css.rules} data-hard="" data-testid="gate">
      <ul role="alert">
        {reasons.map((reason) => (
          <li key={reason.code}>
            <Icon of={CircleSlash} />
            <span>{reason.message}</span>
          </li>
        ))}
      </ul>
      {error ? <Refused error={error} /> : null}
      <SheetActions of={[{ id: "lift_gate", title, keys: "l", run: lift }]} />
      <Button
        label={title}
        keys="l"
        busy={shortlist.isPending || toggle.isPending}
        onPress={lift}
      />
    </div>
  );
}
