import { useCommand } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { names } from "../people";

/** Who hears of a change by itself, or whom one has to tell; `first` when the order matters. */
export function WhoHears({ interview, first }: { interview: Interview; first?: boolean }) {
  const { data } = useCommand("mail_account_get", {});
  const who = interview.candidate_name;
  const others = interview.interviewers.map((each) => each.full_name);
  if (data?.automatic) {
    return data.sends_by_itself ? (
      <>
        Muster writes to everybody whom it concerns; until it leaves, it can be stopped in the
        outbox.
      </>
    ) : (
      <>Muster writes to everybody whom it concerns; you send it from the outbox.</>
    );
  }
  return first ? (
    <>
      Muster writes to nobody: tell {who} first
      {others.length > 0 ? `, then ${names(others)}` : ""}.
    </>
  ) : (
    <>Muster writes to nobody: tell {names([who, ...others])}.</>
  );
}
