import type { Channel } from "@/generated/commands";
import type { Candidate, Draft } from "@/lib/shapes";

/**
 * The channel that suits a person best: who accepted an invitation gets a message, who has a profile an
 * invitation, everybody else an e-mail.
 */
export function bestChannel(candidate: Candidate, drafts: readonly Draft[]): Channel {
  if (!candidate.linkedin_url) return "email";
  const connected = drafts.some(
    (draft) =>
      draft.channel.startsWith("linkedin_") && ["accepted", "replied"].includes(draft.state),
  );
  return connected ? "linkedin_message" : "linkedin_connection";
}

/** What the record lacks for a channel; undefined when it lacks nothing. */
export function missingFor(channel: Channel, candidate: Candidate): string | undefined {
  if (channel === "email") {
    return candidate.emails.length > 0 ? undefined : "No e-mail address is stored";
  }
  return candidate.linkedin_url ? undefined : "No LinkedIn address is stored";
}
