import { UserMinus } from "lucide-react";
import { Kbd } from "@/components/Kbd";
import { AddField } from "@/components/Pick";
import { Section } from "@/components/Split";
import { ToolButton } from "@/components/ToolButton";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { leaveField } from "@/lib/leaveField";
import { useChosen } from "../useChosen";
import css from "./availability.module.css";
import type { Team } from "./shapes";

type Person = Team["people"][number];
const idOf = ({ id }: Person) => id;

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
  const { list, chosen, choose, leave } = useChosen(team.people, idOf);
  const takeOut = ({ id, full_name }: Person) => {
    if (id === chosen?.id) leave();
    put(id, "", `${full_name} is in no team now.`);
  };
  useActions([
    {
      id: "add_member",
      title: `Add people to the team ${team.name}`,
      run: () => document.querySelector<HTMLElement>("[data-testid=add-to-team]")?.focus(),
    },
    {
      id: "remove_member",
      title: `Take ${chosen?.full_name ?? "somebody"} out of the team ${team.name}`,
      locked: chosen ? undefined : "Choose somebody of the team first, with the arrows.",
      run: () => chosen && takeOut(chosen),
    },
  ]);
  return (
    <Section title="People of the team">
      <ul
        ref={list}
        className={css.people}
        aria-label="People of the team"
        data-testid="team-people"
      >
        {team.people.map((person) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the arrows choose
          <li
            key={person.id}
            tabIndex={person === chosen ? 0 : -1}
            aria-current={person === chosen || undefined}
            data-chosen={person === chosen || undefined}
            onClick={() => choose(person.id)}
          >
            <bdi>{person.full_name}</bdi>
            <ToolButton
              icon={UserMinus}
              label={`Take ${person.full_name} out of the team`}
              tip="Take out of the team  X"
              tipAt="end"
              onPress={() => takeOut(person)}
            />
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
          onPick={({ id, name }) => {
            choose(id);
            put(id, team.name, `${name} is in the team ${team.name}.`);
          }}
        />
      </div>
      <p className={css.hint}>
        <Kbd action="add_member" /> adds people; arrows choose somebody, and{" "}
        <Kbd action="remove_member" /> takes them out.
      </p>
    </Section>
  );
}
