import {
  Ban,
  CalendarDays,
  DoorOpen,
  HandCoins,
  Inbox,
  type LucideIcon,
  PartyPopper,
  PhoneCall,
  Radar,
} from "lucide-react";
import type { Tone } from "@/components/Badge";
import type { Stage } from "@/generated/commands";
import { plain } from "@/lib/words";

interface StageWords {
  stage: Stage;
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

/** The stages of the pipeline in their order, as people call them. */
export const stages: readonly StageWords[] = [
  { stage: "sourced", label: "Sourced", icon: Radar, tone: "neutral" },
  { stage: "applied", label: "Applied", icon: Inbox, tone: "neutral" },
  { stage: "screen", label: "Screen", icon: PhoneCall, tone: "accent" },
  { stage: "interview", label: "Interview", icon: CalendarDays, tone: "accent" },
  { stage: "offer", label: "Offer", icon: HandCoins, tone: "warn" },
  { stage: "hired", label: "Hired", icon: PartyPopper, tone: "ok" },
  { stage: "rejected", label: "Rejected", icon: Ban, tone: "bad" },
  { stage: "withdrawn", label: "Withdrawn", icon: DoorOpen, tone: "neutral" },
];

/** A stage in words; one that is newer than the window keeps its own word. */
export function stageWords(stage: string): Omit<StageWords, "stage"> {
  return (
    stages.find((each) => each.stage === stage) ?? {
      label: plain(stage),
      icon: Inbox,
      tone: "neutral",
    }
  );
}

/** Whether an application has come to an end, whatever it was. */
export function isClosed(stage: string): boolean {
  return ["hired", "rejected", "withdrawn"].includes(stage);
}
