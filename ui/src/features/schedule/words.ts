import {
  CalendarCheck,
  CalendarClock,
  CalendarX,
  CircleCheck,
  CircleHelp,
  CirclePlay,
  Hourglass,
  type LucideIcon,
  PencilLine,
  TimerOff,
  UserX,
} from "lucide-react";
import type { Tone } from "@/components/Badge";
import type { Interview } from "@/lib/shapes";
import { plain } from "@/lib/words";

interface StateWords {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

const statusWords: Readonly<Record<string, StateWords>> = {
  draft: { label: "Draft", icon: PencilLine, tone: "neutral" },
  awaiting_candidate: { label: "Awaiting candidate", icon: Hourglass, tone: "warn" },
  tentative: { label: "On hold", icon: CalendarClock, tone: "warn" },
  scheduled: { label: "Scheduled", icon: CalendarCheck, tone: "accent" },
  in_progress: { label: "In progress", icon: CirclePlay, tone: "accent" },
  completed: { label: "Completed", icon: CircleCheck, tone: "ok" },
  cancelled: { label: "Cancelled", icon: CalendarX, tone: "neutral" },
  no_show: { label: "No show", icon: UserX, tone: "bad" },
  expired: { label: "Expired", icon: TimerOff, tone: "neutral" },
};

/** How the state of an interview looks and reads; one that is newer than the window keeps its own word. */
export function statusOf(status: string): StateWords {
  return statusWords[status] ?? { label: plain(status), icon: CircleHelp, tone: "neutral" };
}

/** What became of a reminder, as the list says it. */
export const reminderWords: Readonly<Record<string, string>> = {
  pending: "will come",
  fired: "shown",
  skipped: "skipped, its time had passed",
  cancelled: "cancelled",
};

/** Online, or where. */
export function placeOf(interview: Interview): string {
  return interview.mode === "ONLINE" ? "Online" : interview.location || "On site";
}

/** How an interview is held. */
export type Mode = "ONLINE" | "OFFLINE";

export const modes = [
  ["ONLINE", "Online"],
  ["OFFLINE", "In person"],
] as const;
