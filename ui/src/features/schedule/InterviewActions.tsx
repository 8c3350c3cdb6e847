import { useRouter } from "@tanstack/react-router";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useDesk } from "@/lib/data";
import { usePlace } from "@/lib/place";
import type { Interview } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { InterviewForms } from "./InterviewForms";
import { cancelLock, joinLock, linkLock, moveLock, outcomeLock, roomLock } from "./locks";
import { useClock } from "./useClock";

/** What can be done to an interview: the palette, the keys and the buttons share these. */
export function useInterviewActions(
  interview: Interview | undefined,
  onReschedule?: (interview: Interview) => void,
) {
  const place = usePlace();
  const router = useRouter();
  const { platform } = useDesk();
  const shut = interview && joinLock(interview);
  const now = useClock(interview !== undefined && shut === undefined);
  if (!interview) return [];
  const who = interview.candidate_name;
  const form = (name: string) => place.set({ do: name, for: interview.id });
  const copy = () =>
    platform.copyText(interview.meeting_link).then(
      () => announce({ kind: "done", text: "The meeting link is on the clipboard." }),
      (error: unknown) =>
        announce({ kind: "failed", error: CommandError.from(error), retry: () => void copy() }),
    );
  return [
    {
      id: "reschedule",
      title: `Reschedule the interview with ${who}`,
      locked: moveLock(interview),
      run: () => (onReschedule ? onReschedule(interview) : form("reschedule")),
    },
    {
      id: "repair",
      title: `Repair the interview with ${who}`,
      locked: moveLock(interview),
      run: () => form("repair"),
    },
    {
      id: "join",
      title: `Join the interview with ${who}`,
      locked: shut ?? roomLock(interview, now),
      run: () => form("join"),
    },
    {
      id: "confirm_outcome",
      title: `Say how the interview with ${who} ended`,
      locked: outcomeLock(interview),
      run: () => form("outcome"),
    },
    {
      id: "edit_interview",
      title: `Change people, place, link or notes of the interview with ${who}`,
      run: () => form("edit"),
    },
    {
      id: "copy_link",
      title: "Copy the meeting link",
      locked: linkLock(interview),
      run: () => void copy(),
    },
    {
      id: "open_candidate",
      title: `Show ${who}`,
      run: () =>
        router.history.push(`/candidates?id=${encodeURIComponent(interview.candidate_id)}`),
    },
    {
      id: "cancel_interview",
      title: `Cancel the interview with ${who}`,
      locked: cancelLock(interview),
      run: () => form("cancel"),
    },
  ];
}

/** The keys and forms of the interview under the cursor, where its page is not open. */
export function InterviewActions(props: {
  interview: Interview | undefined;
  onReschedule?: (interview: Interview) => void;
}) {
  useActions(useInterviewActions(props.interview, props.onReschedule));
  return <InterviewForms />;
}
