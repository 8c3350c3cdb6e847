import {
  Check,
  CheckCheck,
  CircleSlash,
  ClipboardCopy,
  type LucideIcon,
  Mail,
  MessageSquare,
  PencilLine,
  Reply,
  Send,
  UserRoundPlus,
} from "lucide-react";
import type { Tone } from "@/components/Badge";
import type { DraftChannel, DraftState } from "@/generated/commands";

/** The channels of a message. */
export const channelWords: Record<DraftChannel, { label: string; icon: LucideIcon }> = {
  linkedin_connection: { label: "LinkedIn invitation", icon: UserRoundPlus },
  linkedin_message: { label: "LinkedIn message", icon: MessageSquare },
  inmail: { label: "InMail", icon: Send },
  email: { label: "E-mail", icon: Mail },
};

/** How far a draft is. */
export const stateWords: Record<DraftState, { label: string; icon: LucideIcon; tone: Tone }> = {
  draft: { label: "Draft", icon: PencilLine, tone: "neutral" },
  ready: { label: "Ready", icon: Check, tone: "accent" },
  copied: { label: "Copied", icon: ClipboardCopy, tone: "warn" },
  sent: { label: "Sent", icon: Send, tone: "ok" },
  accepted: { label: "Accepted", icon: CheckCheck, tone: "ok" },
  replied: { label: "Replied", icon: Reply, tone: "ok" },
  discarded: { label: "Discarded", icon: CircleSlash, tone: "neutral" },
};
