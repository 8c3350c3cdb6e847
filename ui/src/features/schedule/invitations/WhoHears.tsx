import { useCommand } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { names } from "../people";

/** Who hears of a change by itself, or whom one has to tell; `first` when the order matters. */
export function WhoHears({ interview, first }: { interview: Interview; first?: boolean }) {
  const { data } = useCommand("interview_invitations", { interview_id: interview.id });
  const who = interview.candidate_name;
  const others = interview.interviewers.map((each) => each.full_name);
  if (data?.sends && data.rows.length > 0) {
    return (
      <>
        Muster writes to {names(data.rows.map(({ name }) => name))}. Until it leaves it can be
        stopped in the outbox.
      </>
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
