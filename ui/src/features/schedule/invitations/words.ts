import {
  CircleCheck,
  CircleHelp,
  CircleX,
  Hourglass,
  type LucideIcon,
  MailX,
  UsersRound,
} from "lucide-react";
import type { Result } from "@/generated/commands";

export type Invitations = Result<"interview_invitations">;
export type Invited = Invitations["rows"][number];

/** What somebody answered, as a sign; the words beside it come with the answer. */
export function answerLook({ answer, outbox_id }: Invited): {
  icon: LucideIcon;
  tone: "ok" | "warn" | "bad" | "muted";
} {
  if (answer === "accepted") return { icon: CircleCheck, tone: "ok" };
  if (answer === "declined") return { icon: CircleX, tone: "bad" };
  if (answer === "tentative") return { icon: CircleHelp, tone: "warn" };
  if (answer === "delegated") return { icon: UsersRound, tone: "warn" };
  return { icon: outbox_id ? Hourglass : MailX, tone: "muted" };
}
