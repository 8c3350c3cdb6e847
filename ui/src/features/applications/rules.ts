import { keysOf } from "@/lib/bindings";
import { keyCap } from "@/lib/keys";
import type { Application } from "@/lib/shapes";

const press = (action: string) => `Press ${keyCap(keysOf(action) ?? "")}`;

/** Why interviews cannot be switched on (FEATURES.md section 0.2, "Gate"); undefined when they can. */
export function interviewLock(application: Application): string | undefined {
  return application.shortlisted
    ? undefined
    : `Interviews stay off until the candidate is shortlisted. ${press("candidate_shortlist")} to shortlist.`;
}

/** Why online interviews cannot be switched on; undefined when they can. */
export function onlineLock(application: Application): string | undefined {
  if (!application.shortlisted) {
    return `Online interviews stay off until the candidate is shortlisted. ${press("candidate_shortlist")} to shortlist.`;
  }
  return application.interview_enabled
    ? undefined
    : "Online interviews stay off until interviews are on. Switch interviews on first.";
}

/** The action whose key opens each closed gate. */
const openers: Readonly<Record<string, string>> = {
  not_shortlisted: "candidate_shortlist",
  interview_not_enabled: "interview_enabled",
  online_not_enabled: "online_interview_enabled",
};

/** Why no interview can be scheduled, and the key that mends it; undefined when one can. */
export function scheduleLock(status: {
  can_schedule: boolean;
  reasons: readonly { code: string; message: string; hint: string }[];
}): string | undefined {
  const [reason] = status.reasons;
  if (status.can_schedule || !reason) return undefined;
  const opener = openers[reason.code];
  return `${reason.message} ${opener ? `${press(opener)}.` : reason.hint}`;
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
