import { useState } from "react";
import { useCommand } from "@/lib/data";
import type { OfferedSlot } from "./shapes";
import type { Mode } from "./words";

/** What the recruiter has said so far; what is unsaid has a default. */
interface Said {
  kind?: string;
  minutes?: number;
  mode?: Mode;
  people?: string[];
  location: string;
  meeting_link: string;
  notes: string;
}

/** A time that was chosen, and who interviews then. */
interface Picked {
  startsAt: string;
  people: string[];
}

/** The interview that is being planned for an application: what was said, completed with defaults. */
export function usePlan(applicationId: string) {
  const status = useCommand("candidate_interview_status", { application_id: applicationId });
  const kinds = useCommand("interview_type_list", {});
  const people = useCommand("person_list", { limit: 500 });
  const settings = useCommand("settings_get", {});
  const users = useCommand("user_list", {});
  const application = status.data;
  const before = useCommand(
    "interview_list",
    { view: "all", job_id: application?.job_id ?? "", limit: 100 },
    { enabled: application !== undefined },
  );
  const [said, setSaid] = useState<Said>({ location: "", meeting_link: "", notes: "" });
  const [picked, setPicked] = useState<Picked>();

  const kind = said.kind ?? kinds.data?.[0]?.name;
  const usual = kinds.data?.find((each) => each.name === kind)?.default_minutes ?? 30;
  const minutes = said.minutes ?? usual;
  // In person only where that is all that is switched on.
  const mode: Mode =
    said.mode ??
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
  const wanted = said.people ?? usualPeople;
  const ready =
    kind !== undefined && application !== undefined && !before.isPending && !people.isPending;

  /** Says something; a time that was chosen for other people or another length is let go. */
  const say = (part: Partial<Said>) => {
    setSaid((now) => ({ ...now, ...part }));
    if ("kind" in part || "minutes" in part || "people" in part) setPicked(undefined);
  };
  return {
    application,
    error: status.error ?? kinds.error ?? people.error,
    retry: () => {
      void status.refetch();
      void kinds.refetch();
      void people.refetch();
    },
    ready,
    kinds: kinds.data ?? [],
    people: known,
    kind: kind ?? "",
    minutes,
    mode,
    wanted,
    /** Whether the people are those of the job's last interview. */
    fromLast: said.people === undefined && usualPeople.length > 0,
    said,
    say,
    picked,
    pickSlot: (slot: OfferedSlot) => setPicked({ startsAt: slot.start, people: slot.attendees }),
    pickTime: (startsAt: string) => setPicked({ startsAt, people: wanted }),
    reminders: settings.data?.reminder_leads ?? [],
    zone: users.data?.find((user) => user.is_current)?.time_zone,
  };
}

export type Plan = ReturnType<typeof usePlan>;
