import {
  BellRing,
  CalendarClock,
  CalendarPlus,
  CalendarX,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Hand,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  MailOpen,
} from "lucide-react";
import type { Tone } from "@/components/Badge";
import { sentence } from "@/lib/words";
import type { OutboxAct, OutboxRow } from "./contract";

interface Look {
  tone: Tone;
  icon: LucideIcon;
  label: string;
}

const states: Readonly<Record<OutboxRow["state"], Look>> = {
  waiting: { tone: "accent", icon: Hourglass, label: "Leaves soon" },
  sending: { tone: "accent", icon: LoaderCircle, label: "Leaving now" },
  sent: { tone: "ok", icon: CircleCheck, label: "Sent" },
  unsure: { tone: "warn", icon: CircleHelp, label: "Not sure" },
  failed: { tone: "bad", icon: CircleAlert, label: "Not sent" },
  held: { tone: "warn", icon: Hand, label: "Held" },
  dropped: { tone: "neutral", icon: CircleSlash, label: "Dropped" },
  to_hand_over: { tone: "warn", icon: MailOpen, label: "You send it" },
};

/** How far a message is, in a word and a sign. */
export const stateLook = ({ state }: OutboxRow): Look => states[state];

/** What kinds of messages there are, as they stand within a sentence. */
const kinds: Readonly<Record<OutboxRow["kind"], { inside: string; icon: LucideIcon }>> = {
  invitation: { inside: "invitation", icon: CalendarPlus },
  update: { inside: "change of an invitation", icon: CalendarClock },
  cancellation: { inside: "cancellation", icon: CalendarX },
  reminder: { inside: "reminder", icon: BellRing },
};

const channels: Readonly<Record<OutboxRow["channel"], string>> = {
  mail: "by mail",
  hand_over: "through your mail program",
};

/** "Invitation by mail". */
export const kindWords = ({ kind, channel }: OutboxRow) =>
  `${sentence(kinds[kind].inside)} ${channels[channel]}`;

export const kindIcon = ({ kind }: OutboxRow) => kinds[kind].icon;

/** "the invitation to Grace Lindqvist": what an act is about, in its own words. */
export const named = ({ kind, to_name }: OutboxRow) => `the ${kinds[kind].inside} to ${to_name}`;

/** Why an act is not possible for a message that does not allow it. */
export function actLock(row: OutboxRow, act: OutboxAct): string | undefined {
  if (row.can.includes(act)) return undefined;
  return `${shut[act]} ${sentence(named(row))}: ${ended(row.state_words)}`;
}

const shut: Readonly<Record<OutboxAct, string>> = {
  stop: "Only what still waits to leave can be stopped.",
  send_now: "Only what waits or is held can be sent now.",
  retry: "Only what did not leave can be tried again.",
  drop: "Only what has not left can be dropped.",
  mark_sent: "Only what you may have sent yourself can be marked as sent.",
  hand_over: "Only what you send yourself is opened in the mail program.",
};

const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Whether a message waits for a person, and does not go on by itself. */
export const needsYou = ({ state }: OutboxRow) =>
  ["held", "unsure", "failed", "to_hand_over"].includes(state);

/** Whether a message goes on by itself. */
export const onItsWay = ({ state }: OutboxRow) => state === "waiting" || state === "sending";
