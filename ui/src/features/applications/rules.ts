import type { Application } from "@/lib/shapes";

/** Why interviews cannot be switched on (FEATURES.md section 0.2, "Gate"); undefined when they can. */
export function interviewLock(application: Application): string | undefined {
  return application.shortlisted
    ? undefined
    : "Interviews stay off until the candidate is shortlisted. Press L to shortlist.";
}

/** Why online interviews cannot be switched on; undefined when they can. */
export function onlineLock(application: Application): string | undefined {
  if (!application.shortlisted) {
    return "Online interviews stay off until the candidate is shortlisted. Press L to shortlist.";
  }
  return application.interview_enabled
    ? undefined
    : "Online interviews stay off until interviews are on. Switch interviews on first.";
}

/** The application after a change of its switches: what is off takes the next ones with it. */
export function withCascade(
  application: Application,
  change: Partial<
    Pick<Application, "shortlisted" | "interview_enabled" | "online_interview_enabled">
  >,
): Application {
  const next = { ...application, ...change };
  const interview_enabled = next.shortlisted && next.interview_enabled;
  return {
    ...next,
    interview_enabled,
    online_interview_enabled: interview_enabled && next.online_interview_enabled,
  };
}
