import { Link } from "@tanstack/react-router";
import {
  ArrowRightLeft,
  CalendarDays,
  FileText,
  type LucideIcon,
  PencilLine,
  Reply,
  Send,
  Star,
  UserRound,
} from "lucide-react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Section } from "@/components/Split";
import css from "./Timeline.module.css";
import { type TimelineItem, useTimeline } from "./timeline";

const icons: Readonly<Record<TimelineItem["kind"], LucideIcon>> = {
  interview: CalendarDays,
  message_out: Send,
  message_in: Reply,
  draft: PencilLine,
  stage: ArrowRightLeft,
  shortlist: Star,
  document: FileText,
  record: UserRound,
};

/** Everything that happened around a candidate in one feed, newest first. */
export function Timeline({ candidateId }: { candidateId: string }) {
  const timeline = useTimeline(candidateId);
  return (
    <Section title="Timeline">
      {timeline.error ? (
        <ErrorNotice error={timeline.error} retry={() => void timeline.refetch()} />
      ) : !timeline.items ? (
        <Waiting rows={3} label="Reading the timeline" />
      ) : timeline.items.length === 0 ? (
        <p className="muted">Nothing has happened yet.</p>
      ) : (
        <ol className={css.feed} data-testid="timeline">
          {timeline.items.map((item) => (
            <li key={item.id}>
              <Icon of={icons[item.kind]} size={14} />
              <div className={css.words}>
                <Title item={item} />
                {item.body ? (
                  <p className={css.body} dir="auto">
                    {item.body}
                  </p>
                ) : null}
                <p className={css.when}>
                  <time dateTime={item.at}>{item.spoken_at}</time>
                  {item.actor_name ? (
                    <>
                      {" · "}
                      <bdi>{item.actor_name}</bdi>
                    </>
                  ) : null}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {timeline.hasNextPage ? (
        <Button
          label="Show earlier events"
          busy={timeline.isFetchingNextPage}
          onPress={() => void timeline.fetchNextPage()}
        />
      ) : null}
    </Section>
  );
}

function Title({ item }: { item: TimelineItem }) {
  const title = <bdi>{item.title}</bdi>;
  if (item.interview_id) {
    return (
      <Link className={css.title} to="/schedule" search={{ id: item.interview_id, view: "all" }}>
        {title}
      </Link>
    );
  }
  if (item.draft_id) {
    return (
      <Link className={css.title} to="/outreach" search={{ id: item.draft_id }}>
        {title}
      </Link>
    );
  }
  return <p className={css.title}>{title}</p>;
}
