import { Link } from "@tanstack/react-router";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Detail, Facts, Section } from "@/components/Split";
import { type Gate, Gates } from "@/features/applications/Gates";
import { InterviewLine } from "@/features/schedule/InterviewLine";
import { useCommand } from "@/lib/data";
import type { Candidate } from "@/lib/shapes";
import { dotted, years } from "@/lib/words";
import css from "./candidates.module.css";

/** One person: facts, applications with their switches, interviews, skills, experience and notes. */
export function CandidateDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const candidate = useCommand("candidate_get", { id }, { keep: true });
  return (
    <Detail label={candidate.data?.full_name ?? "Candidate"} onClose={onClose}>
      {candidate.error ? (
        <ErrorNotice error={candidate.error} retry={() => void candidate.refetch()} />
      ) : candidate.data ? (
        <CandidatePage key={candidate.data.id} candidate={candidate.data} />
      ) : (
        <Waiting rows={6} label="Reading the candidate" />
      )}
    </Detail>
  );
}

function CandidatePage({ candidate }: { candidate: Candidate }) {
  return (
    <article data-testid="candidate">
      <div className={css.head}>
        <h1>
          <bdi>{candidate.full_name}</bdi>
        </h1>
        {candidate.headline ? <p className="muted">{candidate.headline}</p> : null}
      </div>
      <Facts
        facts={[
          ["Location", candidate.location],
          ["Time zone", candidate.time_zone?.replaceAll("_", " ")],
          ["E-mail", candidate.emails.join(", ")],
          ["Phone", candidate.phones.join(", ")],
          ["LinkedIn", candidate.linkedin_url?.replace(/^https:\/\/(www\.)?/, "")],
          ["Source", candidate.source],
          ["Company", dotted(candidate.title, candidate.company)],
          ["Tags", candidate.tags.join(", ")],
        ]}
      />
      <Applications candidate={candidate} />
      <Interviews id={candidate.id} />
      {candidate.skills.length > 0 ? (
        <Section title="Skills">
          <ul className={css.chips}>
            {candidate.skills.map((skill) => (
              <li key={skill}>{skill}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Past candidate={candidate} />
      {candidate.notes ? (
        <Section title="Notes">
          <p className={css.prose}>{candidate.notes}</p>
        </Section>
      ) : null}
    </article>
  );
}

function Past({ candidate: { experience, education } }: { candidate: Candidate }) {
  return (
    <>
      {experience.length > 0 ? (
        <Section title="Experience">
          <ol className={css.history}>
            {experience.map((post) => (
              <li key={`${post.company}-${post.title}-${post.start}`}>
                <span className={css.years}>{years(post.start, post.end)}</span>
                <div>
                  <p>
                    {post.title ?? "Worked"}{" "}
                    {post.company ? <span className="muted">at {post.company}</span> : null}
                  </p>
                  {post.description ? <p className={css.prose}>{post.description}</p> : null}
                </div>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      {education.length > 0 ? (
        <Section title="Education">
          <ol className={css.history}>
            {education.map((course) => (
              <li key={`${course.school}-${course.degree}-${course.start}`}>
                <span className={css.years}>{years(course.start, course.end)}</span>
                <p>
                  {course.school}{" "}
                  <span className="muted">{dotted(course.degree, course.field)}</span>
                </p>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  );
}

function Applications({ candidate }: { candidate: Candidate }) {
  const { data } = useCommand("application_list", { candidate_id: candidate.id, limit: 100 });
  if (!data) return null;
  const gates: Gate[] = data.items.map((application) => ({
    application,
    title: application.job_title,
    to: { path: "/jobs", id: application.job_id },
  }));
  return (
    <Section title="Applications">
      {gates.length === 0 ? (
        <p className="muted">
          Not matched with a job yet. <code>muster call matching_match</code> makes an application.
        </p>
      ) : (
        <Gates gates={gates} keys />
      )}
    </Section>
  );
}

function Interviews({ id }: { id: string }) {
  const { data } = useCommand("interview_list", { view: "all", candidate_id: id, limit: 50 });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title="Interviews">
      <ol className={css.timeline} data-testid="timeline">
        {data.items.map((interview) => (
          <li key={interview.id}>
            <Link to="/schedule" search={{ id: interview.id, view: "all" }}>
              <InterviewLine interview={interview} day own />
            </Link>
          </li>
        ))}
      </ol>
    </Section>
  );
}
