import { Section } from "@/components/Split";
import type { Candidate } from "@/lib/shapes";
import { dotted, years } from "@/lib/words";
import css from "./candidates.module.css";

/** Where somebody worked and learned. */
export function CandidatePast({ candidate: { experience, education } }: { candidate: Candidate }) {
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
                  {post.description ? (
                    <p className={css.prose} dir="auto">
                      {post.description}
                    </p>
                  ) : null}
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
