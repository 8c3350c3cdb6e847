import { useState } from "react";
import { useCommand } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { useSeats } from "./find/useSeats";
import type { Ask, InterviewPlan, PlanStep } from "./shapes";
import type { Mode } from "./words";

/** What the recruiter has said so far; what is unsaid has a default. */
interface Said {
  /** The step of the job's plan; null for an interview by hand. */
  step?: string | null;
  kind?: string | undefined;
  minutes?: number | undefined;
  mode?: Mode | undefined;
  people?: string[] | undefined;
  location: string;
  meeting_link: string;
  notes: string;
}

/** A time that was chosen, and who interviews then where that is known. */
interface Picked {
  startsAt: string;
  people?: string[] | undefined;
}

const over = ["cancelled", "no_show", "expired"];

/** The first step that no interview of the application stands for yet. */
export function nextStep(
  plan: InterviewPlan,
  held: readonly Pick<Interview, "interview_type" | "status">[],
): PlanStep | undefined {
  const kinds = held
    .filter((each) => !over.includes(each.status))
    .map((each) => each.interview_type);
  return plan.steps.find((step) => {
    const at = kinds.indexOf(step.interview_type);
    if (at < 0) return true;
    kinds.splice(at, 1);
    return false;
  });
}

/** The interview that is being planned for an application: what was said, completed with defaults. */
export function usePlan(applicationId: string) {
  const status = useCommand("candidate_interview_status", { application_id: applicationId });
  const kinds = useCommand("interview_type_list", {});
  const people = useCommand("person_list", { limit: 500 });
  const settings = useCommand("settings_get", {});
  const users = useCommand("user_list", {});
  const application = status.data;
  const job_id = application?.job_id ?? "";
  const enabled = application !== undefined;
  const before = useCommand("interview_list", { view: "all", job_id, limit: 100 }, { enabled });
  const plans = useCommand("interview_plan_list", { job_id }, { enabled });
  const [said, setSaid] = useState<Said>({ location: "", meeting_link: "", notes: "" });
  const [picked, setPicked] = useState<Picked>();

  const loop = plans.data?.items.find((each) => each.job_id === job_id);
  const own = before.data?.items.filter((each) => each.application_id === applicationId) ?? [];
  const step =
    said.step === null
      ? undefined
      : (loop?.steps.find((each) => each.id === said.step) ?? (loop && nextStep(loop, own)));

  const kind = said.kind ?? step?.interview_type ?? kinds.data?.[0]?.name;
  const usual = kinds.data?.find((each) => each.name === kind)?.default_minutes ?? 30;
  const minutes = said.minutes ?? step?.duration.minutes ?? usual;
  // In person only where that is all that is switched on.
  const mode: Mode =
    said.mode ??
    step?.mode ??
    (application?.interview_enabled && !application.online_interview_enabled
      ? "OFFLINE"
      : "ONLINE");
  const known = people.data?.items ?? [];
  const last = before.data?.items
    .filter((each) => each.status !== "cancelled" && each.interviewer_ids.length > 0)
    .sort((a, b) => b.starts_at.localeCompare(a.starts_at))[0];
  const usualPeople = (last?.interviewer_ids ?? []).filter((id) =>
    known.some((person) => person.id === id),
  );
  const wanted = said.people ?? (step ? step.interviewer_ids : usualPeople);
  const ready = kind !== undefined && enabled && ![before, people, plans].some((q) => q.isPending);
  const ask: Ask = {
    application_id: applicationId,
    ...(step ? { step_id: step.id } : {}),
    ...(!step || said.kind ? { interview_type: kind ?? "" } : {}),
    ...(!step || said.minutes !== undefined ? { duration_minutes: minutes } : {}),
    ...(!step || said.people ? { interviewer_ids: wanted } : {}),
  };

  // A time from the grid or typed does not say who takes the seats of a pool: the engine does.
  const open = ready && picked?.people === undefined ? picked?.startsAt : undefined;
  const seats = useSeats(ask, minutes, open);
  const seated = picked?.people ?? seats.slot?.interviewer_ids ?? wanted;

  /** Says something; a time that was chosen for other people or another length is let go. */
  const say = (part: Partial<Said>) => {
    setSaid((now) => ({ ...now, ...part }));
    if ("step" in part || "kind" in part || "minutes" in part || "people" in part) {
      setPicked(undefined);
    }
  };
  return {
    application,
    error: status.error ?? kinds.error ?? people.error ?? plans.error,
    retry: () => {
      for (const query of [status, kinds, people, plans]) void query.refetch();
    },
    ready,
    kinds: kinds.data ?? [],
    people: known,
    /** The job's plan, and the step that is scheduled; none for an interview by hand. */
    loop,
    step,
    /** Another step, with everything else as that step says it. */
    takeStep: (id: string | null) =>
      say({ step: id, kind: undefined, minutes: undefined, mode: undefined, people: undefined }),
    kind: kind ?? "",
    minutes,
    mode,
    wanted,
    /** Whether the people were named here. */
    named: said.people !== undefined,
    /** Whether the people are those of the job's last interview. */
    fromLast: !step && said.people === undefined && usualPeople.length > 0,
    ask,
    said,
    say,
    picked: picked && { startsAt: picked.startsAt, people: seated },
    seating: seats.pending,
    pick: (startsAt: string, people?: string[]) => setPicked({ startsAt, people }),
    reminders: settings.data?.reminder_leads ?? [],
    zone: users.data?.find((user) => user.is_current)?.time_zone,
  };
}

export type Plan = ReturnType<typeof usePlan>;
