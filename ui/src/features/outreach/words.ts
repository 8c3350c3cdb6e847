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
import { plain } from "@/lib/words";

interface ChannelWords {
  label: string;
  icon: LucideIcon;
}

interface StateWords extends ChannelWords {
  tone: Tone;
}

const channelWords: Readonly<Record<string, ChannelWords>> = {
  linkedin_connection: { label: "LinkedIn invitation", icon: UserRoundPlus },
  linkedin_message: { label: "LinkedIn message", icon: MessageSquare },
  inmail: { label: "InMail", icon: Send },
  email: { label: "E-mail", icon: Mail },
};

const stateWords: Readonly<Record<string, StateWords>> = {
  draft: { label: "Draft", icon: PencilLine, tone: "neutral" },
  ready: { label: "Ready", icon: Check, tone: "accent" },
  copied: { label: "Copied", icon: ClipboardCopy, tone: "warn" },
  sent: { label: "Sent", icon: Send, tone: "ok" },
  accepted: { label: "Accepted", icon: CheckCheck, tone: "ok" },
  replied: { label: "Replied", icon: Reply, tone: "ok" },
  discarded: { label: "Discarded", icon: CircleSlash, tone: "neutral" },
};

/** How a channel looks and reads. */
export function channelOf(channel: string): ChannelWords {
  return channelWords[channel] ?? { label: plain(channel), icon: MessageSquare };
}

/** How far a draft is, in a word and an icon. */
export function stateOf(state: string): StateWords {
  return stateWords[state] ?? { label: plain(state), icon: PencilLine, tone: "neutral" };
}
