import { CircleHelp } from "lucide-react";
import { Badge } from "@/components/Badge";
import type { Interview } from "@/lib/shapes";
import { statusOf } from "./words";

/** Where an interview stands; one that nobody confirmed asks for it. */
export function InterviewBadge(props: { interview: Interview; shrink?: boolean }) {
  const { interview, shrink = false } = props;
  if (interview.needs_confirmation) {
    return <Badge tone="warn" icon={CircleHelp} label="Confirm what happened" shrink={shrink} />;
  }
  const words = statusOf(interview.status);
  return <Badge tone={words.tone} icon={words.icon} label={words.label} shrink={shrink} />;
}
