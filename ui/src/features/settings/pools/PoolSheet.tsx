import { useState } from "react";
import { TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { fieldErrors } from "../refusals";
import type { Pool } from "./shapes";

/** Names a pool, and the skill that its members share. */
export function PoolSheet(props: {
  pool: Pool | undefined;
  onMade: (id: string) => void;
  onClose: () => void;
}) {
  const { pool } = props;
  const create = useRun("pool_create");
  const update = useRun("pool_update");
  const run = pool ? update : create;
  const [name, setName] = useState(pool?.name ?? "");
  const [skill, setSkill] = useState(pool?.skill ?? "");
  const wrong = fieldErrors(run.error, ["name", "skill"]);
  const submit = () => {
    const words = { name: name.trim(), skill: skill.trim() };
    const onSuccess = (made: Pool) => {
      const text = pool ? `The pool ${made.name} is saved.` : `Added the pool ${made.name}.`;
      announce({ kind: "done", text, undo: true });
      props.onMade(made.id);
    };
    if (pool) update.mutate({ id: pool.id, ...words }, { onSuccess });
    else create.mutate(words, { onSuccess });
  };
  return (
    <Sheet
      title={pool ? "Edit the pool" : "Add a pool of interviewers"}
      note="People of whom any may take the same seat of an interview."
      submit={pool ? "Save the pool" : "Add the pool"}
      locked={name.trim() ? undefined : "Name the pool first."}
      busy={run.isPending}
      error={wrong.rest}
      testId="pool-form"
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label="Name"
        placeholder="Backend"
        value={name}
        error={wrong.of("name")}
        first
        required
        onChange={setName}
      />
      <TextField
        label="Skill"
        placeholder="Rust"
        note="What its members can judge; may stay empty."
        value={skill}
        error={wrong.of("skill")}
        onChange={setSkill}
      />
    </Sheet>
  );
}
