import { UserMinus } from "lucide-react";
import { Icon } from "@/components/Icon";
import { AddField } from "@/components/Pick";
import { Section } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { leaveField } from "@/lib/leaveField";
import css from "./availability.module.css";
import type { Team } from "./shapes";

/** Who is in a team; each change is stored at once and can be undone. */
export function TeamPeople({ team, onEmpty }: { team: Team; onEmpty: () => void }) {
  const people = useCommand("person_list", { limit: 500 });
  const run = useRun("availability_team");
  const put = (id: string, to: string, said: string) =>
    run.mutate(
      { person_ids: [id], team: to },
      {
        onSuccess: () => {
          announce({ kind: "done", text: said, undo: true });
          if (to === "" && team.people.length === 1) onEmpty();
        },
        onError: (error) => announce({ kind: "failed", error, retry: () => put(id, to, said) }),
      },
    );
  useActions([
    {
      id: "add_member",
      title: `Add people to the team ${team.name}`,
      run: () => document.querySelector<HTMLElement>("[data-testid=add-to-team]")?.focus(),
    },
  ]);
  return (
    <Section title="People of the team">
      <ul className={css.people} aria-label="People of the team" data-testid="team-people">
        {team.people.map(({ id, full_name }) => (
          <li key={id}>
            <bdi>{full_name}</bdi>
            <button
              type="button"
              className={css.back}
              aria-label={`Take ${full_name} out of the team`}
              title="Take out of the team"
              onClick={() => put(id, "", `${full_name} is in no team now.`)}
            >
              <Icon of={UserMinus} />
            </button>
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves the field inside */}
      <div onKeyDown={leaveField}>
        <AddField
          label="Add people"
          placeholder="Type a name"
          nothing={
            people.data?.items.length === 0 ? "There are no interviewers yet." : "All are in it."
          }
          options={(people.data?.items ?? [])
            .filter(({ id }) => !team.people.some((each) => each.id === id))
            .map(({ id, full_name }) => ({ id, name: full_name }))}
          testId="add-to-team"
          onPick={({ id, name }) => put(id, team.name, `${name} is in the team ${team.name}.`)}
        />
      </div>
    </Section>
  );
}
