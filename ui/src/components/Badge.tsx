import type { LucideIcon } from "lucide-react";
import css from "./Badge.module.css";
import { Icon } from "./Icon";

export type Tone = "neutral" | "accent" | "ok" | "warn" | "bad";

/** A state in a word and an icon, never in colour alone. */
export function Badge(props: { tone: Tone; icon: LucideIcon; label: string }) {
  return (
    <span className={css.badge} data-tone={props.tone}>
      <Icon of={props.icon} size={12} />
      {props.label}
    </span>
  );
}
