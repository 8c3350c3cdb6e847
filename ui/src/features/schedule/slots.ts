import { useCommand } from "@/lib/data";
import type { OfferedSlot, Slots } from "./shapes";

/** How many slots have a key of their own. */
export const MOST_SLOTS = 9;
/** How many of them may lie on one day, so that there is a choice of days. */
const PER_DAY = 3;
/** How far apart starts are asked for: a coarser grid reaches more days. */
const STEP_MINUTES = 30;
/** How many free times are looked at to choose from. */
const LOOKED_AT = 300;

interface Asked {
  application_id: string;
  interviewer_ids: string[];
  duration_minutes: number;
  /** The interview that is moved. */
  moving?: string;
}

const dayOf = (slot: OfferedSlot) => slot.spoken.slice(0, slot.spoken.lastIndexOf(" "));

/** The hours of a candidate's day at which nobody is asked without need (FEATURES.md 5.2). */
const EARLY = 8;
const LATE = 19;

/** Whether a slot lies early or late on the candidate's clock, as that clock was spoken. */
export function oddHour(slot: OfferedSlot): "early" | "late" | undefined {
  const clock = /(\d\d):\d\d/.exec(slot.spoken_theirs ?? slot.spoken);
  const hour = Number(clock?.[1]);
  return hour < EARLY ? "early" : hour >= LATE ? "late" : undefined;
}

/**
 * The earliest slots that do not overlap, a few of each day, in the order of time. Times at which the
 * candidate may sleep are offered only when there are no others.
 */
export function chooseSlots(slots: readonly OfferedSlot[]): OfferedSlot[] {
  const friendly = slots.filter((slot) => oddHour(slot) === undefined);
  return spread(friendly.length > 0 ? friendly : slots);
}

function spread(slots: readonly OfferedSlot[]): OfferedSlot[] {
  const chosen: OfferedSlot[] = [];
  const perDay = new Map<string, number>();
  for (const slot of slots) {
    const taken = perDay.get(dayOf(slot)) ?? 0;
    const last = chosen.at(-1);
    if (taken >= PER_DAY || (last && Date.parse(slot.start) < Date.parse(last.end))) continue;
    chosen.push(slot);
    perDay.set(dayOf(slot), taken + 1);
    if (chosen.length === MOST_SLOTS) break;
  }
  return chosen;
}

/**
 * The slots to offer; when there are none, why most times fall out. The start an interview has already
 * (`present`) is no time to move it to.
 */
export function useSlots(asked: Asked, enabled = true, present?: string) {
  const found = useCommand(
    "interview_slots",
    { ...asked, step_minutes: STEP_MINUTES, limit: LOOKED_AT },
    { enabled },
  );
  const others = found.data?.slots.filter(
    ({ start }) => present === undefined || Date.parse(start) !== Date.parse(present),
  );
  const none = others !== undefined && others.length === 0;
  const why = useCommand(
    "interview_slots",
    { ...asked, step_minutes: STEP_MINUTES, limit: 1, explain: true },
    { enabled: enabled && none },
  );
  return {
    ...found,
    slots: chooseSlots(others ?? []),
    none,
    why: none ? why.data?.reasons : undefined,
  };
}

const causes: Readonly<Record<string, (who: string) => string>> = {
  buffer: (who) => `${who} has too little time between meetings`,
  busy: (who) => `${who} is busy`,
  tentative: (who) => `${who} has something tentative, which blocks by their setting`,
  unknown: (who) => `it is not known whether ${who} is free`,
  not_working: (who) => `${who} does not work then`,
  day_cap: (who) => `${who} has the most interviews of a day already`,
  week_cap: (who) => `${who} has the most interviews of a week already`,
  pool: () => "nobody of those who could interview is free",
  notice: () => "they are too soon for the notice that this workspace asks for",
  horizon: () => "they are further ahead than this workspace books",
};

/** The rule that blocks the most starts, in words. */
export function mostBlocking(
  reasons: Slots["reasons"],
  nameOf: (id: string) => string,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { blockers } of reasons) {
    for (const { attendee, code } of blockers) {
      const words = causes[code]?.(attendee ? nameOf(attendee) : "someone");
      if (words) counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most
    ? `Of ${reasons.length} times looked at, ${most[1]} fall out because ${most[0]}.`
    : undefined;
}
