import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./Icon";
import css from "./Told.module.css";

/** Something to know before going on, in a box with its sign. */
export function Told(props: {
  icon: LucideIcon;
  tone: "warn" | "bad";
  /** Whether it is read out when it comes. */
  live?: boolean;
  testId: string;
  children: ReactNode;
}) {
  return (
    <div
      className={css.told}
      role={props.live ? "status" : undefined}
      data-tone={props.tone}
      data-testid={props.testId}
    >
      <Icon of={props.icon} />
      <div>{props.children}</div>
    </div>
  );
}
