import { useState } from "react";
import { TextField } from "@/components/Form";
import { PickField } from "@/components/Pick";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { count } from "@/lib/words";
import { fieldErrors } from "../refusals";

/** Makes a team by putting people into it. */
export function TeamSheet(props: { onMade: (team: string) => void; onClose: () => void }) {
  const people = useCommand("person_list", { limit: 500 });
  const run = useRun("availability_team");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wrong = fieldErrors(run.error, ["team", "person_ids"]);
  const team = name.trim();
  return (
    <Sheet
      title="Add a team"
      note="Its people share limits, breaks and holidays unless their own differ. Everybody is in one team at most."
      submit="Add the team"
      locked={
        team === ""
          ? "Name the team first."
          : chosen.length === 0
            ? "Choose at least one person: a team is its people."
            : undefined
      }
      busy={run.isPending}
      error={wrong.rest}
      testId="team-form"
      onSubmit={() =>
        run.mutate(
          { person_ids: [...chosen], team },
          {
            onSuccess: () => {
              const who = count(chosen.length, "person", "people");
              announce({ kind: "done", text: `The team ${team} has ${who}.`, undo: true });
              props.onMade(team);
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <TextField
        label="Name"
        placeholder="Backend"
        value={name}
        error={wrong.of("team")}
        first
        required
        onChange={setName}
      />
      <PickField
        label="People"
        placeholder="Type a name"
        nothing="There are no interviewers yet."
        options={(people.data?.items ?? []).map(({ id, full_name }) => ({ id, name: full_name }))}
        chosen={chosen}
        error={wrong.of("person_ids")}
        onChange={setChosen}
      />
    </Sheet>
  );
}
