import { interviewLock } from "@/features/applications/rules";
import { stages, stageWords } from "@/features/applications/stages";
import { useGates } from "@/features/applications/useGates";
import { type Action, useActions } from "@/lib/actions";
import { keysOf } from "@/lib/bindings";
import { keyCap } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import type { Application } from "@/lib/shapes";

/** What can be done to the chosen card, by key, palette and button. */
export function useCardActions(
  application: Application | undefined,
  hands: {
    moveTo: (application: Application, stage: string) => void;
    open: (application: Application) => void;
  },
): readonly Action[] {
  const place = usePlace();
  const { setShortlisted, setInterviews } = useGates();
  const actions = application ? actionsOn(application) : [];
  useActions(actions);
  return actions;

  function actionsOn(card: Application): Action[] {
    const { candidate_name: who, shortlisted, interview_enabled } = card;
    const at = stages.findIndex(({ stage }) => stage === card.stage);
    const [before, after] = [stages[at - 1]?.stage, stages[at + 1]?.stage];
    const ask = (form: string) => place.set({ do: form, for: card.id });
    return [
      {
        id: "move_left",
        title: before ? `Move ${who} back to ${stageWords(before).label}` : `Move ${who} back`,
        locked: before ? undefined : `${stageWords(card.stage).label} is the first stage.`,
        run: () => before && hands.moveTo(card, before),
      },
      {
        id: "move_right",
        title: after ? `Move ${who} on to ${stageWords(after).label}` : `Move ${who} on`,
        locked: after ? undefined : `${stageWords(card.stage).label} is the last stage.`,
        run: () => after && hands.moveTo(card, after),
      },
      { id: "move_stage", title: `Move ${who} to any stage`, run: () => ask("move") },
      {
        id: "card_shortlist",
        title: shortlisted ? `Take ${who} off the shortlist` : `Shortlist ${who}`,
        run: () => setShortlisted(card, !shortlisted),
      },
      {
        id: "interview_enabled",
        title: `Switch interviews ${interview_enabled ? "off" : "on"} for ${who}`,
        locked: interviewLock(card),
        run: () => setInterviews(card, "interview_enabled", !interview_enabled),
      },
      {
        id: "schedule",
        title: `Schedule an interview with ${who}`,
        locked: scheduleLock(card),
        run: () => ask("schedule"),
      },
      {
        id: "reject",
        title: `Reject ${who}, with a reason`,
        locked: card.stage === "rejected" ? `${who} is rejected already.` : undefined,
        run: () => ask("reject"),
      },
      { id: "open_card", title: `Show ${who}`, run: () => hands.open(card) },
    ];
  }
}

/** Why no interview can be scheduled from the board, and the key that mends it. */
function scheduleLock(application: Application): string | undefined {
  if (!application.shortlisted) return interviewLock(application);
  return application.interview_enabled
    ? undefined
    : `Interviews are off for ${application.candidate_name}. Press ${keyCap(keysOf("interview_enabled") ?? "")} to switch them on.`;
}
