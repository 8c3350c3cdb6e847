import { useRouter } from "@tanstack/react-router";
import { interviewLock, onlineLock, scheduleLock } from "@/features/applications/rules";
import { useGates } from "@/features/applications/useGates";
import { type Action, useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { keysOf } from "@/lib/bindings";
import { useCommand, useDesk } from "@/lib/data";
import { keyCap } from "@/lib/keys";
import type { Application } from "@/lib/shapes";
import { CommandError } from "@/platform";
import type { Dossier, Review } from "./CandidateDetail";
import { showResume, useResumeShown } from "./resumeShown";
import { useCandidateForms } from "./useCandidateForms";

/** Why nothing can be done with an application when there is none. */
export function noApplication(name: string): string {
  return `${name} is not up for a job yet. Press ${keyCap(keysOf("match") ?? "")} to put them up for one.`;
}

/** Why no interview can be scheduled for this application now. */
export function useScheduleLock(application: Application | undefined): string | undefined {
  const { data } = useCommand(
    "candidate_interview_status",
    { application_id: application?.id ?? "" },
    { enabled: application !== undefined },
  );
  if (data) return scheduleLock(data);
  return application && interviewLock(application);
}

/** Opens somebody's LinkedIn profile outside the window. */
export function useOpenProfile() {
  const { platform } = useDesk();
  const open = (url: string): void => {
    platform
      .openExternal(url)
      .catch((error) =>
        announce({ kind: "failed", error: CommandError.from(error), retry: () => open(url) }),
      );
  };
  return open;
}

/** What can be done with the person whose page is open, for the keys and the palette. */
export function useCandidateActions(
  dossier: Dossier | undefined,
  stale: boolean,
  review?: Review,
): void {
  const router = useRouter();
  const forms = useCandidateForms();
  const openProfile = useOpenProfile();
  const { setShortlisted, setInterviews } = useGates();
  const mode = review ? "reviewing" : "reading";
  const resume = useResumeShown(mode);
  const scheduling = useScheduleLock(dossier?.current);
  const act = (): Action[] => {
    if (!dossier) return [];
    const { candidate, current, applications } = dossier;
    const { full_name: who } = candidate;
    const wait = stale ? "The next candidate is being read." : undefined;
    const none = wait ?? (current ? undefined : noApplication(who));
    const shortlisted = current?.shortlisted ?? false;
    const interviews = current?.interview_enabled ?? false;
    const online = current?.online_interview_enabled ?? false;
    const next =
      applications?.[((current ? applications.indexOf(current) : -1) + 1) % applications.length];
    return [
      {
        id: "candidate_shortlist",
        title: shortlisted ? `Take ${who} off the shortlist` : `Shortlist ${who}`,
        locked: none,
        run: () => {
          if (!current) return;
          if (review && !shortlisted) review.onShortlist(current);
          else void setShortlisted(current, !shortlisted);
        },
      },
      {
        id: "interview_enabled",
        title: `Switch interviews ${interviews ? "off" : "on"} for ${who}`,
        locked: none ?? (current && interviewLock(current)),
        run: () => current && void setInterviews(current, "interview_enabled", !interviews),
      },
      {
        id: "online_interview_enabled",
        title: `Switch online interviews ${online ? "off" : "on"} for ${who}`,
        locked: none ?? (current && onlineLock(current)),
        run: () => current && void setInterviews(current, "online_interview_enabled", !online),
      },
      {
        id: "schedule",
        title: `Schedule an interview with ${who}`,
        locked: none ?? scheduling,
        run: () => forms.open("schedule", current?.id),
      },
      {
        id: "plan_loop",
        title: `Plan all interviews of ${who} at once`,
        locked: none ?? scheduling,
        run: () =>
          current &&
          router.history.push(`/schedule?view=loop&for=${encodeURIComponent(current.id)}`),
      },
      {
        id: "move_stage",
        title: `Move ${who} to a stage`,
        locked: none,
        run: () => forms.open("move", current?.id),
      },
      {
        id: "reject",
        title: `Reject ${who}, with a reason`,
        locked:
          none ??
          (current?.stage === "rejected"
            ? `${who} is rejected for ${current.job_title} already. Press ${keyCap(keysOf("move_stage") ?? "")} to move them back.`
            : undefined),
        run: () => forms.open("reject", current?.id),
      },
      {
        id: "draft",
        title: `Draft a message to ${who}`,
        locked: wait,
        run: () =>
          router.history.push(`/outreach?do=create&for=${encodeURIComponent(candidate.id)}`),
      },
      {
        id: "match",
        title: `Put ${who} up for a job`,
        locked: wait,
        run: () => forms.open("match"),
      },
      { id: "edit", title: `Edit ${who}`, locked: wait, run: () => forms.open("edit") },
      {
        id: "add_document",
        title: `Add a résumé of ${who}`,
        locked: wait,
        run: () => forms.open("document"),
      },
      {
        id: "resume",
        title: resume ? "Put the résumé away" : "Show the résumé beside the facts",
        run: () => showResume(mode, !resume),
      },
      {
        id: "open_profile",
        title: `Open the LinkedIn profile of ${who}`,
        locked:
          wait ??
          (candidate.linkedin_url
            ? undefined
            : `No LinkedIn address of ${who} is known. Press ${keyCap(keysOf("edit") ?? "")} to add it.`),
        run: () => candidate.linkedin_url && openProfile(candidate.linkedin_url),
      },
      ...(applications && applications.length > 1 && next
        ? [
            {
              id: "next_application",
              title: `Go to the application for ${next.job_title}`,
              run: () => dossier.setCurrent(next.id),
            },
          ]
        : []),
    ];
  };
  useActions(act());
}
