import type { ReactNode } from "react";
import { useCommand } from "@/lib/data";

/** Who hears of a change by itself; where nobody does, the children say what is to be done. */
export function WhoHears({ children }: { children: ReactNode }) {
  const { data, error } = useCommand("mail_account_get", {});
  // Nobody is told that nothing leaves before that is known.
  if (!data) {
    return error
      ? "Whether Muster writes to anybody cannot be read now: look into the outbox."
      : null;
  }
  if (!data.automatic) return children;
  return data.sends_by_itself
    ? "Muster writes to everybody whom it concerns; until it leaves, it can be stopped in the outbox."
    : "Muster writes to everybody whom it concerns; you send it from the outbox.";
}
