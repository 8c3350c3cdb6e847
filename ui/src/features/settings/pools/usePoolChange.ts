import { useEffect, useRef, useState } from "react";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { CommandError } from "@/platform";
import type { Member, MemberFields, Pool } from "./shapes";

const fieldsOf = ({ person_id, weight, training, alternate }: Member): MemberFields => ({
  person_id,
  weight,
  training,
  alternate,
});

/**
 * The members of a pool and the way to change them: each change is stored at once, can be undone, and is
 * shown before the answer comes, so that the next key builds on it. Keys that come meanwhile are sent
 * together afterwards, in their order.
 */
export function usePoolChange(pool: Pool) {
  const run = useRun("pool_update");
  const [shown, setShown] = useState<readonly Member[]>();
  const sending = useRef(false);
  const waiting = useRef<() => void>(undefined);
  // What is stored has come back, and nothing newer is on its way: it is what holds now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it has changed
  useEffect(() => {
    if (!sending.current) setShown(undefined);
  }, [pool]);
  const members = shown ?? pool.members;
  const change = (next: readonly Member[], said: string) => {
    setShown(next);
    if (sending.current) waiting.current = () => send(next, said);
    else send(next, said);
  };
  const send = (next: readonly Member[], said: string) => {
    sending.current = true;
    // A promise, because what waits must go out though the pool may be closed by then.
    run.mutateAsync({ id: pool.id, members: next.map(fieldsOf) }).then(
      () => {
        sending.current = false;
        announce({ kind: "done", text: said, undo: true });
        const after = waiting.current;
        waiting.current = undefined;
        after?.();
      },
      (error: CommandError) => {
        sending.current = false;
        // What came after built on what was refused.
        waiting.current = undefined;
        setShown(undefined);
        announce({ kind: "failed", error, retry: () => change(next, said) });
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
