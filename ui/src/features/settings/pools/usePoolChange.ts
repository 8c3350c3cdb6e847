import { useEffect, useState } from "react";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Member, MemberFields, Pool } from "./shapes";

const fieldsOf = ({ person_id, weight, training, alternate }: Member): MemberFields => ({
  person_id,
  weight,
  training,
  alternate,
});

/**
 * The members of a pool and the way to change them: each change is stored at once, can be undone, and is
 * shown before the answer comes, so that the next key builds on it.
 */
export function usePoolChange(pool: Pool) {
  const run = useRun("pool_update");
  const [shown, setShown] = useState<readonly Member[]>();
  // What is stored has come back: it is what holds now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it has changed
  useEffect(() => setShown(undefined), [pool]);
  const members = shown ?? pool.members;
  const change = (next: readonly Member[], said: string) => {
    setShown(next);
    run.mutate(
      { id: pool.id, members: next.map(fieldsOf) },
      {
        onSuccess: () => announce({ kind: "done", text: said, undo: true }),
        onError: (error) => {
          setShown(undefined);
          announce({ kind: "failed", error, retry: () => change(next, said) });
        },
      },
    );
  };
  const changeOne = (id: string, part: Partial<Member>, said: string) =>
    change(
      members.map((member) => (member.person_id === id ? { ...member, ...part } : member)),
      said,
    );
  return { members, change, changeOne };
}
