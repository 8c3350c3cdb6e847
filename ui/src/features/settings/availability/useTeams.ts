import { useMemo } from "react";
import { useCommand } from "@/lib/data";
import type { Team } from "./shapes";

/** The teams by name and their people; a team is there as long as somebody is in it. */
export function useTeams() {
  const people = useCommand("person_list", { limit: 500 });
  const items = people.data?.items;
  const teams = useMemo(() => {
    const byName = new Map<string, Team["people"][number][]>();
    for (const { id, full_name, team } of items ?? []) {
      if (team) byName.set(team, [...(byName.get(team) ?? []), { id, full_name }]);
    }
    return [...byName]
      .map(([name, members]): Team => ({ name, people: members }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }, [items]);
  return { ...people, teams };
}
