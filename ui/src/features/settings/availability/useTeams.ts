import { useMemo } from "react";
import { useCommand } from "@/lib/data";
import type { Team } from "./shapes";

/** The teams by name and their people; a team is there as long as somebody is in it. */
export function useTeams() {
  // The load names the team of everybody; one week of it is enough here.
  const load = useCommand("availability_load", { weeks: 1 });
  const people = load.data?.people;
  const teams = useMemo(() => {
    const byName = new Map<string, Team["people"][number][]>();
    for (const { person_id: id, full_name, team } of people ?? []) {
      if (team) byName.set(team, [...(byName.get(team) ?? []), { id, full_name }]);
    }
    return [...byName]
      .map(([name, members]): Team => ({ name, people: members }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }, [people]);
  return { ...load, teams };
}
