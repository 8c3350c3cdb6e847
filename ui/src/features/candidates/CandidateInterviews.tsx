import { Link } from "@tanstack/react-router";
import { Video } from "lucide-react";
import { Button } from "@/components/Button";
import { Section } from "@/components/Split";
import { InterviewLine } from "@/features/schedule/InterviewLine";
import { useActions } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import css from "./candidates.module.css";
import { roomIsOpen, useJoin } from "./join";

/** Somebody's interviews, with the way into a room while it is open. */
export function CandidateInterviews({ candidateId }: { candidateId: string }) {
  const { data } = useCommand("interview_list", {
    view: "all",
    candidate_id: candidateId,
    limit: 50,
  });
  const { data: status } = useCommand("workspace_status", {}, { aging: true });
  const { join, busy } = useJoin();
  const now = status?.now;
  const open = now ? data?.items.find((interview) => roomIsOpen(interview, now)) : undefined;
  useActions(
    open
      ? [
          {
            id: "join",
            title: `Join the interview with ${open.candidate_name}`,
            run: () => void join(open),
          },
        ]
      : [],
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Section title="Interviews">
      <ol className={css.interviews} data-testid="interviews">
        {data.items.map((interview) => (
          <li key={interview.id}>
            <Link to="/schedule" search={{ id: interview.id, view: "all" }}>
              <InterviewLine interview={interview} day own />
            </Link>
            {interview === open ? (
              <Button
                label="Join the room"
                icon={Video}
                action="join"
                look="main"
                busy={busy}
                onPress={() => void join(interview)}
              />
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
