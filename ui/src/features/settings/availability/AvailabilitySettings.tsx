import { Plus, UsersRound } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { Line } from "@/components/Line";
import { RowList } from "@/components/RowList";
import { Detail, Split } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count } from "@/lib/words";
import css from "../settings.module.css";
import { AvailabilityForm } from "./AvailabilityForm";
import { TeamPeople } from "./TeamPeople";
import { TeamSheet } from "./TeamSheet";
import { useTeams } from "./useTeams";

const EVERYBODY = "everybody";
const rowKey = (team: string) => `team ${team}`;

/** Limits, breaks and holidays of everybody and of teams; a person's own stand with the person. */
export function AvailabilitySettings() {
  const place = usePlace();
  const { teams, status, error } = useTeams();
  useReady(status);
  const keys = useMemo(() => [EVERYBODY, ...teams.map(({ name }) => rowKey(name))], [teams]);
  const cursor = useCursor("availability", keys);
  const opened = teams.find(({ name }) => rowKey(name) === place.id);
  const add = () => place.set({ do: "create" });
  useActions([{ id: "team_create", title: "Add a team", run: add }]);
  const list = (
    <RowList
      label="Whose availability"
      at={cursor.key}
      opened={cursor.opened}
      onOpen={(key) => cursor.open(keys.indexOf(key))}
      groups={[
        {
          title: "Workspace",
          rows: [
            {
              key: EVERYBODY,
              content: (
                <Line title="Everybody" below="What holds unless a team or a person differs" />
              ),
            },
          ],
        },
        {
          title: "Teams",
          rows: teams.map((team) => ({
            key: rowKey(team.name),
            content: (
              <Line title={team.name} below={count(team.people.length, "person", "people")} />
            ),
          })),
          empty: (
            <p className={css.quiet}>
              {error
                ? "The teams cannot be read just now."
                : "No teams yet. People of a team share limits, breaks and the holidays of their country."}
            </p>
          ),
        },
      ]}
    />
  );
  const detail =
    place.id === EVERYBODY ? (
      <Detail label="Everybody" onClose={cursor.close}>
        <AvailabilityForm
          key={EVERYBODY}
          owner={{ level: "workspace" }}
          title="Everybody"
          note="These hold for all interviewers unless their team or they themselves have another value."
        />
      </Detail>
    ) : opened ? (
      <Detail label={opened.name} onClose={cursor.close}>
        <AvailabilityForm
          key={opened.name}
          owner={{ level: "team", team: opened.name }}
          title={opened.name}
          note="What is empty comes from the workspace. A person's own value comes before the team's."
        />
        <TeamPeople team={opened} onEmpty={() => place.set({ id: undefined }, true)} />
      </Detail>
    ) : undefined;
  return (
    <>
      <Split
        list={
          <>
            <div className={css.bar}>
              <Button label="Add a team" icon={Plus} onPress={add} />
              <Button
                label="Change one person"
                icon={UsersRound}
                onPress={() => place.set({ view: "people", id: undefined, do: undefined })}
              />
            </div>
            {list}
          </>
        }
        detail={detail}
      />
      {place.do === "create" ? (
        <TeamSheet
          onMade={(team) => place.set({ do: undefined, id: rowKey(team) }, true)}
          onClose={() => place.set({ do: undefined }, true)}
        />
      ) : null}
    </>
  );
}
