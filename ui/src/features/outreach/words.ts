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
import type { Channel } from "@/generated/commands";
import { plain, sentence } from "@/lib/words";

interface ChannelWords {
  label: string;
  /** As it stands within a sentence. */
  inside: string;
  icon: LucideIcon;
}

interface StateWords {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

const channelWords: Readonly<Record<Channel, ChannelWords>> = {
  linkedin_connection: {
    label: "LinkedIn invitation",
    inside: "a LinkedIn invitation",
    icon: UserRoundPlus,
  },
  linkedin_message: {
    label: "LinkedIn message",
    inside: "a LinkedIn message",
    icon: MessageSquare,
  },
  inmail: { label: "InMail", inside: "an InMail", icon: Send },
  email: { label: "E-mail", inside: "an e-mail", icon: Mail },
};

/** The channels in the order in which they are offered. */
export const channels = Object.keys(channelWords) as Channel[];

const stateWords: Readonly<Record<string, StateWords>> = {
  draft: { label: "To write", icon: PencilLine, tone: "neutral" },
  ready: { label: "Ready", icon: Check, tone: "accent" },
  copied: { label: "Copied", icon: ClipboardCopy, tone: "warn" },
  sent: { label: "Sent", icon: Send, tone: "ok" },
  accepted: { label: "Accepted", icon: CheckCheck, tone: "ok" },
  replied: { label: "Replied", icon: Reply, tone: "ok" },
  discarded: { label: "Discarded", icon: CircleSlash, tone: "neutral" },
};

/** How a channel looks and reads. */
export function channelOf(channel: string): ChannelWords {
  return Object.hasOwn(channelWords, channel)
    ? channelWords[channel as Channel]
    : { label: plain(channel), inside: plain(channel), icon: MessageSquare };
}

/** How far a draft is, in a word and an icon. */
export function stateOf(state: string): StateWords {
  return stateWords[state] ?? { label: plain(state), icon: PencilLine, tone: "neutral" };
}

/** Whether messages of a channel have a subject. */
export function hasSubject(channel: string): boolean {
  return channel === "inmail" || channel === "email";
}

const fieldWords: Readonly<Record<string, string>> = {
  "candidate.full_name": "whole name",
  "candidate.first_name": "first name",
  "candidate.last_name": "family name",
  "candidate.headline": "headline",
  "candidate.company": "present company",
  "candidate.title": "present position",
  "candidate.location": "place",
  "candidate.linkedin_url": "LinkedIn address",
  "candidate.skills": "skills",
  "candidate.experience": "experience",
  "candidate.education": "education",
  "job.title": "title of the job",
  "job.company": "company of the job",
  "job.department": "department of the job",
  "job.location": "place of the job",
  "job.domain": "domain of the job",
  "job.description": "description of the job",
  "job.skills": "skills of the job",
  "job.tech_stack_details": "tech stack of the job",
  "sender.full_name": "your name",
  "sender.email": "your e-mail address",
};

/** A field of the record as it stands within a sentence: `candidate.first_name` → "first name". */
export function fieldOf(path: string): string {
  const known = fieldWords[path];
  if (known) return known;
  const [whose, ...rest] = path.split(".");
  const what = plain(rest.join(" ") || path).toLowerCase();
  return whose === "job" ? `${what} of the job` : what;
}

/** The fields that templates use most, in the order in which they are offered. */
export const commonFields = [
  "candidate.first_name",
  "candidate.full_name",
  "candidate.title",
  "candidate.company",
  "candidate.skills",
  "job.title",
  "job.company",
  "job.location",
  "sender.full_name",
] as const;

/** A field as a heading of its own: "First name". */
export function fieldLabel(path: string): string {
  return sentence(fieldOf(path));
}
