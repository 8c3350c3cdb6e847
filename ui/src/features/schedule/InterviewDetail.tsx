import { Link } from "@tanstack/react-router";
import {
  CalendarClock,
  CalendarX,
  CircleCheck,
  Copy,
  ExternalLink,
  PencilLine,
  TriangleAlert,
  UserRound,
  Video,
  Wrench,
} from "lucide-react";
import { ActionButtons, type ActionLook } from "@/components/ActionButtons";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Detail, Facts } from "@/components/Split";
import { Told } from "@/components/Told";
import { useActions } from "@/lib/actions";
import { useCommand, useDesk } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import { useInterviewActions } from "./InterviewActions";
import { InterviewBadge } from "./InterviewBadge";
import { InterviewForms } from "./InterviewForms";
import { History, Reminders } from "./InterviewRecord";
import { Invitations } from "./invitations/Invitations";
import { useDrifts } from "./repair/useDrifts";
import css from "./schedule.module.css";
import { useKinds } from "./useKinds";
import { placeOf } from "./words";

/** One interview: both clocks, who takes part, what can be done, its reminders and its history. */
export function InterviewDetail(props: {
  id: string;
  onClose: () => void;
  /** How an interview is moved where it can be moved in place; else a form opens. */
  onReschedule?: (interview: Interview) => void;
}) {
  const interview = useCommand("interview_get", { id: props.id });
  return (
    <Detail label="Interview" onClose={props.onClose}>
      {interview.data ? (
        <InterviewPage
          interview={interview.data}
          {...(props.onReschedule ? { onReschedule: props.onReschedule } : {})}
        />
      ) : interview.error ? (
        <ErrorNotice error={interview.error} retry={() => void interview.refetch()} />
      ) : (
        <Waiting rows={5} label="Reading the interview" />
      )}
      <InterviewForms />
    </Detail>
  );
}

const looks = {
  reschedule: { label: "Reschedule", icon: CalendarClock },
  repair: { label: "Repair", icon: Wrench },
  join: { label: "Join", icon: Video, look: "main" },
  confirm_outcome: { label: "Say how it ended", icon: CircleCheck },
  edit_interview: { label: "Change", icon: PencilLine },
  copy_link: { label: "Copy link", icon: Copy },
  open_candidate: { label: "Show candidate", icon: UserRound },
  cancel_interview: { label: "Cancel interview", icon: CalendarX, look: "bad" },
} satisfies Record<string, ActionLook>;

function InterviewPage(props: {
  interview: Interview;
  onReschedule?: (interview: Interview) => void;
}) {
  const { interview } = props;
  const kindOf = useKinds();
  const actions = useInterviewActions(interview, props.onReschedule);
  const drift = useDrifts()?.get(interview.id);
  useActions(actions);
  return (
    <>
      <div className={css.head}>
        <h1>
          <Link to="/candidates" search={{ id: interview.candidate_id }}>
            <bdi>{interview.candidate_name}</bdi>
          </Link>
        </h1>
        <p className={css.when}>
          <time dateTime={interview.starts_at}>{interview.spoken_both}</time>
        </p>
        <InterviewBadge interview={interview} />
        {drift ? (
          <Told icon={TriangleAlert} tone="bad" live testId="drift">
            <strong>It no longer holds.</strong> {drift} Press <Kbd action="repair" /> for the
            smallest repair.
          </Told>
        ) : null}
      </div>
      <div className={css.actions}>
        <ActionButtons
          actions={actions
            // With the link shown below, there is nothing to say about copying none.
            .filter(({ id, locked }) => id !== "copy_link" || !locked)
            .map((action) => ({ ...action, ...looks[action.id as keyof typeof looks] }))}
        />
      </div>
      <Facts
        facts={
          [
            ["Kind", dotted(kindOf(interview.interview_type), interview.spoken_time)],
            [
              "Job",
              <Link key="job" to="/jobs" search={{ id: interview.job_id }}>
                <bdi>{interview.job_title}</bdi>
              </Link>,
            ],
            [
              "With",
              interview.interviewers.length > 0 ? (
                <span key="with">
                  {interview.interviewers.map((each, at) => (
                    <span key={each.id}>
                      {at > 0 ? ", " : ""}
                      <bdi>{each.full_name}</bdi>
                    </span>
                  ))}
                </span>
              ) : (
                "Nobody yet. Press E to choose."
              ),
            ],
            ["Place", placeOf(interview)],
            [
              "Link",
              interview.meeting_link ? (
                <MeetingLink key="link" url={interview.meeting_link} />
              ) : null,
            ],
            ["Cancelled", interview.cancel_reason],
            ["Against", <Overrides key="overrides" interview={interview} />],
          ].filter(([name]) => name !== "Against" || interview.overrides.length > 0) as [
            string,
            React.ReactNode,
          ][]
        }
      />
      {interview.notes ? (
        <section className={css.notes} aria-label="Notes for the team">
          <h2>Notes for the team</h2>
          <p dir="auto">{interview.notes}</p>
        </section>
      ) : null}
      <Invitations key={interview.id} interview={interview} />
      <Reminders id={interview.id} />
      <History id={interview.id} />
    </>
  );
}

const broken: Readonly<Record<string, string>> = {
  outside_working_hours: "outside working hours",
  day_cap: "more interviews that day than agreed",
  week_cap: "more interviews that week than agreed",
};

function Overrides({ interview }: { interview: Interview }) {
  return (
    <span className={css.overrides}>
      <Icon of={TriangleAlert} />
      {interview.overrides.map((code) => broken[code] ?? "a rule").join(", ")}
    </span>
  );
}

function MeetingLink({ url }: { url: string }) {
  const { platform } = useDesk();
  return (
    <button
      type="button"
      className={css.link}
      title="Open outside Muster"
      onClick={() => void platform.openExternal(url)}
    >
      {url}
      <Icon of={ExternalLink} size={12} />
    </button>
  );
}
