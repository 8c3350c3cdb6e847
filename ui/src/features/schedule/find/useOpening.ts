import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { announce } from "@/lib/announce";
import { useCommand, useDesk, useRun } from "@/lib/data";
import type { CommandError } from "@/platform";
import type { Change } from "../shapes";

/** The length of the interview that is planned, and how another one is said. */
export interface Length {
  minutes: number;
  say: (minutes: number) => void;
}

/** Changes that open times: how each is made, what was made here, and the way back. */
export interface Opening {
  /** What to do where no setting can be changed; undefined where the change can be made here. */
  byHand: (change: Change) => string | undefined;
  /** Whether the change asks for something nobody can do: to meet without the candidate. */
  idle: (change: Change) => boolean;
  make: (change: Change) => void;
  /** What was changed last, in words; undefined when nothing is left to take back. */
  made: string | undefined;
  undo: () => void;
  busy: boolean;
  error: CommandError | null;
}

/** One step that was made, and how it is taken back; undefined for the last write of the workspace. */
interface Step {
  words: string;
  back: (() => void) | undefined;
}

/** Kinds that change one setting of a person's own availability, which the change names. */
const settings = ["allow_tentative", "day_cap", "week_cap", "month_cap", "in_a_row", "skip_lunch"];

const hands: Readonly<Record<string, string>> = {
  ignore: "Ask whether it can move; or type that time below, and say why it is booked over.",
  make_optional: "Take them out of those who interview.",
};

/** Makes the changes that would open times; each goes through the command of its setting. */
export function useOpening(length: Length): Opening {
  const { client } = useDesk();
  const queries = useQueryClient();
  const people = useCommand("person_list", { limit: 500 });
  const availability = useRun("availability_set");
  const person = useRun("person_update");
  const workspace = useRun("settings_update");
  const taken = useRun("change_undo");
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [failed, setFailed] = useState<CommandError | null>(null);

  const interviews = (id: string | null) =>
    people.data?.items.some((person) => person.id === id) ?? true;
  const done = (words: string, back?: () => void) => {
    setFailed(null);
    setSteps((before) => [...before, { words, back }]);
    if (!back) announce({ kind: "done", text: `Changed: ${words}.`, undo: true });
  };

  /** The values that a change gives a person. A buffer is meant on both sides, as far as it is longer. */
  const valuesOf = async (person_id: string, change: Change) => {
    if (change.kind !== "buffer") return change.setting ? { [change.setting]: change.value } : {};
    const params = { person_id };
    const now = await queries.fetchQuery({
      queryKey: ["availability_get", params],
      queryFn: () => client.availability_get(params),
    });
    return Object.fromEntries(
      now.settings
        .filter(({ name }) => name === "buffer_before_minutes" || name === "buffer_after_minutes")
        .filter(({ value }) => Number(value) > Number(change.value))
        .map(({ name }) => [name, change.value]),
    );
  };
  const change = async (person_id: string, change: Change) => {
    try {
      const { date_override } = change;
      if (date_override) await person.mutateAsync({ id: person_id, date_override });
      else {
        const values = await valuesOf(person_id, change);
        await availability.mutateAsync({ level: "person", person_id, values });
      }
      done(change.words);
    } catch (error) {
      setFailed(error as CommandError);
    }
  };

  const byHand = (change: Change) => {
    const { kind, person_id, setting, value } = change;
    if (kind === "shorter" && Number(value) > 0) return undefined;
    if (kind === "notice" && Number.isFinite(value)) return undefined;
    const own =
      kind === "buffer" ||
      (settings.includes(kind) && setting !== null) ||
      change.date_override !== null;
    if (own && person_id !== null && interviews(person_id)) return undefined;
    if (kind === "ignore" && !interviews(person_id)) return "Move that interview first.";
    return hands[kind] ?? "Change it in Settings.";
  };
  const make = (wanted: Change) => {
    if (byHand(wanted) !== undefined || busy) return;
    const { words } = wanted;
    if (wanted.kind === "shorter") {
      const { minutes, say } = length;
      say(Number(wanted.value));
      done(words, () => say(minutes));
    } else if (wanted.kind === "notice") {
      workspace.mutate(
        { minimum_notice_minutes: Number(wanted.value) },
        { onSuccess: () => done(words), onError: setFailed },
      );
    } else if (wanted.person_id !== null) void change(wanted.person_id, wanted);
  };
  const undo = () => {
    const last = steps.at(-1);
    if (!last || busy) return;
    const drop = () => {
      setFailed(null);
      setSteps((before) => before.filter((step) => step !== last));
    };
    if (last.back) {
      last.back();
      drop();
    } else {
      taken.mutate(
        {},
        {
          onSuccess: ({ summary }) => {
            drop();
            announce({ kind: "done", text: `Undone: ${summary}` });
          },
          onError: setFailed,
        },
      );
    }
  };
  const busy = availability.isPending || person.isPending || workspace.isPending || taken.isPending;
  return {
    byHand,
    idle: (each) => each.kind === "make_optional" && !interviews(each.person_id),
    make,
    made: steps.at(-1)?.words,
    undo,
    busy,
    error: failed,
  };
}
