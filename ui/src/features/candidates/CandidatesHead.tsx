import { UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { SearchField } from "@/components/SearchField";
import { ScreenHead } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { usePlace } from "@/lib/place";

type View = "everyone" | "job" | "duplicates";

/** The top line of the three views of people, and the ways between them. */
export function CandidatesHead(props: {
  view: View;
  note?: ReactNode;
  search?: { label: string; onMove: (by: 1 | -1) => void; onOpen: () => void };
}) {
  const place = usePlace();
  const { search } = props;
  const go = (view: View) => {
    if (view === "job") return place.set({ do: "filter" });
    const duplicates = view === "duplicates";
    place.set({
      view: duplicates ? view : undefined,
      id: duplicates || props.view === "duplicates" ? undefined : place.id,
      for: undefined,
      q: undefined,
      do: undefined,
    });
  };
  useActions([
    { id: "filter_job", title: "Show the people of one job", run: () => go("job") },
    ...(props.view === "everyone"
      ? []
      : [{ id: "everyone", title: "Show everyone", run: () => go("everyone") }]),
  ]);
  return (
    <ScreenHead title="Candidates" note={props.note}>
      <Choice<View>
        label="Which people are shown"
        value={props.view}
        options={[
          ["everyone", "Everyone"],
          ["job", "One job"],
          ["duplicates", "Duplicates"],
        ]}
        onChange={go}
      />
      {search ? (
        <SearchField
          label={search.label}
          value={place.q ?? ""}
          onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
          onMove={search.onMove}
          onOpen={search.onOpen}
        />
      ) : null}
      <Button
        label="Add candidate"
        icon={UserPlus}
        action="new_candidate"
        onPress={() => place.set({ do: "create" })}
      />
    </ScreenHead>
  );
}
