import type { LucideIcon } from "lucide-react";
import { Icon } from "./Icon";
import css from "./ToolButton.module.css";

/** A small button that is only an icon; its words are heard, and seen on hover and focus. */
export function ToolButton(props: {
  icon: LucideIcon;
  /** What it does, with the object: "Remove 15 minutes before". */
  label: string;
  /** What hovering shows, with the key, where that can be shorter than the label. */
  tip?: string;
  /** Where that is shown: beside the button, above it, or below it up to its end. */
  tipAt?: "beside" | "above" | "end";
  /** Why it cannot be pressed now. */
  locked?: string | undefined;
  /** Whether what it opens is open. */
  expanded?: boolean;
  /** A name by which the focus finds it again. */
  name?: string;
  onPress: (event: React.MouseEvent<HTMLButtonElement>) => void;
}) {
  const { locked, tipAt = "beside" } = props;
  return (
    <button
      type="button"
      className={css.tool}
      aria-label={props.label}
      aria-disabled={locked ? true : undefined}
      aria-expanded={props.expanded}
      data-tip={locked ?? props.tip ?? props.label}
      data-tip-above={tipAt === "above" ? "" : undefined}
      data-tip-end={tipAt === "end" ? "" : undefined}
      data-tool={props.name}
      onClick={(event) => {
        if (!locked) props.onPress(event);
      }}
    >
      <Icon of={props.icon} />
    </button>
  );
}
