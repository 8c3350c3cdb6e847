import { useMemo } from "react";
import type { Choosable } from "@/components/Pick";
import { useCommand } from "@/lib/data";
import { plain } from "@/lib/words";
import type { PlanNames } from "./StepList";
import type { Plan } from "./shapes";

/** The names of people, pools and kinds that a plan speaks of, and the people to choose from. */
export function usePlanNames(plan: Plan | undefined) {
  const people = useCommand("person_list", { limit: 500 });
  const pools = useCommand("pool_list", { limit: 500 });
  const kinds = useCommand("interview_type_list", {});
  return useMemo(() => {
    // Somebody who left the list of interviewers keeps the name in the plans that have them.
    const left = new Map(
      plan?.steps.flatMap((step) =>
        step.interviewer_ids.map((id, at) => [id, step.interviewer_names[at] ?? ""] as const),
      ),
    );
    const known = new Map(people.data?.items.map(({ id, full_name }) => [id, full_name]));
    const names: PlanNames = {
      kinds: kinds.data ?? [],
      pools: pools.data?.items ?? [],
      person: (id) => known.get(id) ?? (left.get(id) || "Somebody who is gone"),
      kind: (name) => kinds.data?.find((kind) => kind.name === name)?.label ?? plain(name),
    };
    const choosable: Choosable[] = (people.data?.items ?? []).map((person) => ({
      id: person.id,
      name: person.full_name,
      note: person.time_zone.replaceAll("_", " "),
    }));
    return { names, people: choosable };
  }, [plan, people.data, pools.data, kinds.data]);
}
