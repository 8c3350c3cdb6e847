import { UserPlus } from "lucide-react";
import { memo, type ReactNode, useMemo, useRef } from "react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { SearchField } from "@/components/SearchField";
import { ScreenHead } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { usePlacePart, useSetPlace } from "@/lib/place";

type View = "everyone" | "job" | "duplicates";

/** How the search field steers the list below it. */
interface Steer {
  move: (by: 1 | -1) => void;
  open: () => void;
}

/** The same two ways through a list for as long as it is shown, so that the line above stays as it is. */
export function useSteer(cursor: {
  index: number;
  move: (by: 1 | -1) => void;
  open: (at: number) => boolean;
}): Steer {
  const now = useRef(cursor);
  now.current = cursor;
  return useMemo(
    () => ({
      move: (by) => now.current.move(by),
      open: () => now.current.open(Math.max(0, now.current.index)),
    }),
    [],
  );
}

/** The top line of the three views of people, and the ways between them. */
export const CandidatesHead = memo(function CandidatesHead(props: {
  view: View;
  note?: ReactNode;
  /** What the search field says, and the list that it steers; no field without them. */
  label?: string;
  cursor?: Steer;
}) {
  const query = usePlacePart("q");
  const set = useSetPlace();
  const { label, cursor } = props;
  const go = (view: View) => {
    if (view === "job") return set({ do: "filter" });
    const duplicates = view === "duplicates";
    set({
      view: duplicates ? view : undefined,
      ...(duplicates || props.view === "duplicates" ? { id: undefined } : {}),
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
      {label && cursor ? (
        <SearchField
          label={label}
          value={query ?? ""}
          onChange={(q) => set({ q: q || undefined, id: undefined }, true)}
          onMove={cursor.move}
          onOpen={cursor.open}
        />
      ) : null}
      <Button
        label="Add candidate"
        icon={UserPlus}
        action="new_candidate"
        onPress={() => set({ do: "create" })}
      />
    </ScreenHead>
  );
});
