import { CircleHelp } from "lucide-react";
import { Badge } from "@/components/Badge";
import type { Interview } from "@/generated/commands";
import { statusWords } from "./words";

/** Where an interview stands; one that nobody confirmed asks for it. */
export function InterviewBadge({ interview }: { interview: Interview }) {
  if (interview.needs_confirmation) {
    return <Badge tone="warn" icon={CircleHelp} label="Confirm what happened" />;
  }
  const words = statusWords[interview.status];
  return <Badge tone={words.tone} icon={words.icon} label={words.label} />;
}
