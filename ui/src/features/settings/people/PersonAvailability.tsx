import { SelectField } from "@/components/Form";
import type { Person } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { AvailabilityForm } from "../availability/AvailabilityForm";
import css from "../availability/availability.module.css";
import { useTeams } from "../availability/useTeams";

/** A person's team, and the limits, breaks and holidays in force for them, each with its source. */
export function PersonAvailability({ person }: { person: Person }) {
  return (
    <AvailabilityForm
      owner={{ level: "person", person_id: person.id, full_name: person.full_name }}
      title="Limits, breaks and holidays"
      note="What is empty is inherited: from the team, from the workspace, or as Muster came."
    >
      <TeamField person={person} />
    </AvailabilityForm>
  );
}

/** Which team the person is in; choosing stores it at once, and can be undone. */
function TeamField({ person }: { person: Person }) {
  const { teams } = useTeams();
  const run = useRun("availability_team");
  const put = (to: string) =>
    run.mutate(
      { person_ids: [person.id], team: to },
      {
        onSuccess: () => {
          const text = to
            ? `${person.full_name} is in the team ${to}.`
            : `${person.full_name} is in no team now.`;
          announce({ kind: "done", text, undo: true });
        },
        onError: (error) => announce({ kind: "failed", error, retry: () => put(to) }),
      },
    );
  return (
    <div className={css.fields}>
      <SelectField
        label="Team"
        note="Stored at once. New teams are made under Availability."
        value={person.team}
        options={[["", "In no team"], ...teams.map(({ name }) => [name, name] as const)]}
        onChange={put}
      />
    </div>
  );
}
