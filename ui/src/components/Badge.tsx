import type { LucideIcon } from "lucide-react";
import css from "./Badge.module.css";
import { Icon } from "./Icon";

export type Tone = "neutral" | "accent" | "ok" | "warn" | "bad";

/** A state in a word and an icon, never in colour alone; with `shrink` a narrow list keeps the icon. */
export function Badge(props: { tone: Tone; icon: LucideIcon; label: string; shrink?: boolean }) {
  return (
    <span
      className={css.badge}
      data-tone={props.tone}
      data-shrink={props.shrink || undefined}
      title={props.shrink ? props.label : undefined}
    >
      <Icon of={props.icon} size={12} />
      <span className={css.label}>{props.label}</span>
    </span>
  );
}
