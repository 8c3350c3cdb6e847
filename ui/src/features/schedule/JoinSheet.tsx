import { useState } from "react";
import { Button } from "@/components/Button";
import { SelectField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { Facts } from "@/components/Split";
import { announce } from "@/lib/announce";
import { useDesk, useRun } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { joinLock, linkLock, roomLock } from "./locks";
import { SheetLead } from "./SheetKeys";
import { useClock } from "./useClock";

/** The door of the room: who is inside, its link, and the way in for an interviewer. */
export function JoinSheet(props: { interview: Interview; onClose: () => void }) {
  const { interview, onClose } = props;
  const { platform } = useDesk();
  const now = useClock(true);
  const [as, setAs] = useState(interview.interviewer_ids[0] ?? "");
  const join = useRun("interview_join");
  const renew = useRun("interview_room_renew");
  const { meeting_link } = interview;
  // Without a keyring a new room is shown once, in the answer that made it.
  const room_id = interview.room_id ?? renew.data?.room_id ?? null;
  const locked =
    joinLock(interview) ??
    roomLock(interview, now) ??
    (room_id
      ? undefined
      : "This computer cannot show the room: its keyring holds no key for it. Make a new room first.");

  const open = async () => {
    try {
      await platform.openExternal(meeting_link);
    } catch (error) {
      announce({ kind: "failed", error: CommandError.from(error), retry: () => void open() });
    }
  };
  const submit = () => {
    if (!room_id) return;
    join.mutate(
      { id: interview.id, role: "interviewer", room_id, ...(as ? { person_id: as } : {}) },
      {
        onSuccess: () => {
          if (meeting_link) void open();
          announce({
            kind: "told",
            text: meeting_link
              ? `You joined the interview with ${interview.candidate_name}; its link opens.`
              : `You joined the interview with ${interview.candidate_name}. It has no meeting link: press E to paste one.`,
          });
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      title={`Join the interview with ${interview.candidate_name}`}
      submit={meeting_link ? "Join and open the link" : "Join the room"}
      testId="join-sheet"
      locked={locked}
      busy={join.isPending}
      error={join.error ?? renew.error}
      onSubmit={submit}
      onClose={onClose}
      buttons={
        <>
          {room_id || joinLock(interview) ? null : (
            <Button
              label="Make a new room"
              busy={renew.isPending}
              onPress={() => renew.mutate({ id: interview.id })}
            />
          )}
          <Button
            label="Copy link"
            locked={linkLock(interview)}
            onPress={() =>
              void platform
                .copyText(meeting_link)
                .then(() =>
                  announce({ kind: "done", text: "The meeting link is on the clipboard." }),
                )
            }
          />
        </>
      }
    >
      <SheetLead>
        <p>{interview.spoken_both}</p>
        {locked ? <p className="muted">{locked}</p> : null}
      </SheetLead>
      <Facts
        facts={[
          ["Link", meeting_link],
          ["Room", room_id],
          ["Candidate", interview.candidate_joined_at ? "has joined" : "is not here yet"],
        ]}
      />
      {interview.interviewers.length > 1 ? (
        <SelectField
          label="Join as"
          value={as}
          options={interview.interviewers.map((each) => [each.id, each.full_name] as const)}
          onChange={setAs}
        />
      ) : null}
    </Sheet>
  );
}
