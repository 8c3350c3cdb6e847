import type { LucideIcon } from "lucide-react";
import type { Action } from "@/lib/actions";
import { Button } from "./Button";

/** How the button of an action looks and what it says. */
export interface ActionLook {
  label: string;
  icon?: LucideIcon;
  look?: "plain" | "main" | "bad" | "quiet";
}

/** The buttons of actions, each with its key. What is locked says why, and no longer stands out. */
export function ActionButtons(props: { actions: readonly (Action & ActionLook)[] }) {
  return props.actions.map(({ id, label, icon, look = "plain", locked, run }) => (
    <Button
      key={id}
      label={label}
      {...(icon ? { icon } : {})}
      action={id}
      look={locked && look !== "quiet" ? "plain" : look}
      locked={locked}
      onPress={run}
    />
  ));
}
