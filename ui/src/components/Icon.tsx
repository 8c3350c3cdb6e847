import type { LucideIcon } from "lucide-react";

/** A Lucide icon as this window draws them: 16 px, thin, unseen by screen readers. */
export function Icon(props: { of: LucideIcon; size?: number }) {
  const Shape = props.of;
  return <Shape size={props.size ?? 16} strokeWidth={1.5} absoluteStrokeWidth aria-hidden="true" />;
}
