import { CalendarDays, UserPlus } from "lucide-react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { Kbd } from "@/components/Kbd";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { changeSettings, currentSettings } from "@/lib/settings";
import { sentence } from "@/lib/words";
import { LoadGrid } from "./LoadGrid";
import { type LoadPerson, levels, type Sorting, sorted, spans, spanWords } from "./load";
import css from "./load.module.css";

/** Interviews of everybody by week, so that no one is worn out while others wait. */
export function LoadScreen() {
  const place = usePlace();
  const weeks = spans.find((span) => String(span) === place.for) ?? 8;
  const sorting: Sorting = place.q === "name" ? "name" : "load";
  const load = useCommand("availability_load", { weeks }, { keep: true });
  useReady(load.status);
  const sort = (by: Sorting) => place.set({ q: by === "name" ? "name" : undefined }, true);
  const span = (next: number) => place.set({ for: next === 8 ? undefined : String(next) }, true);
  const leave = (view: "week" | "day" | "upcoming") =>
    place.set({ view, q: undefined, for: undefined });
  const longer = spans[(spans.indexOf(weeks) + 1) % spans.length] ?? 8;
  useActions([
    {
      id: "sort_load",
      title: sorting === "load" ? "Sort the load by name" : "Sort by load",
      run: () => sort(sorting === "load" ? "name" : "load"),
    },
    {
      id: "load_weeks",
      title: `Show the load of ${spanWords(longer)}`,
      run: () => span(longer),
    },
    { id: "week_view", title: "Show the week", run: () => leave("week") },
    { id: "day_view", title: "Show the day", run: () => leave("day") },
    { id: "agenda_view", title: "Show the agenda", run: () => leave("upcoming") },
  ]);
  useKeys({ Escape: () => leave("week") });
  const open = (person: LoadPerson, starts: string) => {
    const before = currentSettings().shownPeople;
    changeSettings({ shownPeople: [person.person_id] });
    announce({
      kind: "done",
      text: `The schedule shows the time of ${person.full_name} only.`,
      undo: () => changeSettings({ shownPeople: before }),
    });
    place.set({ view: "week", q: starts, for: undefined });
  };
  const { data } = load;
  return (
    <>
      <ScreenHead title="Load">
        <Choice
          label="Weeks"
          value={String(weeks)}
          options={spans.map((each) => [String(each), `${each} weeks`] as const)}
          onChange={(next) => span(Number(next))}
        />
        <Button
          label={sorting === "load" ? "Sort by name" : "Sort by load"}
          action="sort_load"
          onPress={() => sort(sorting === "load" ? "name" : "load")}
        />
        <Button label="Week" icon={CalendarDays} action="week_view" onPress={() => leave("week")} />
      </ScreenHead>
      {data ? (
        data.people.length === 0 ? (
          <Empty icon={UserPlus} title="Nobody interviews yet">
            <p>
              Press <Kbd action="new_person" /> to add an interviewer. Then this shows who holds how
              many interviews in which week, and how fairly they are spread.
            </p>
          </Empty>
        ) : (
          <div className={css.place}>
            <div className={css.bar}>
              <p data-testid="fairness">{sentence(data.fairness.spoken)}</p>
              <ul className={css.legend} aria-label="What the cells mean">
                {levels.map((word, level) => (
                  <li key={word}>
                    <span className={css.sample} data-level={level} aria-hidden="true" />
                    {level === 4 ? `${word} or full` : word}
                  </li>
                ))}
              </ul>
            </div>
            <LoadGrid
              load={data}
              people={sorted(data.people, sorting)}
              onOpen={(person, week) => open(person, week.starts_on)}
            />
          </div>
        )
      ) : load.error ? (
        <ErrorNotice error={load.error} retry={() => void load.refetch()} />
      ) : (
        <Waiting label="Reading the load" />
      )}
    </>
  );
}
