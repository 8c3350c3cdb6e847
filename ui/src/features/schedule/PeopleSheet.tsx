import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { Sheet } from "@/components/Sheet";
import { useCommand } from "@/lib/data";
import { changeSettings } from "@/lib/settings";
import { PeoplePicker } from "./PeoplePicker";
import { MOST_PEOPLE, type ShownPerson } from "./people";

/** Chooses whose hours and busy times the calendar shows. */
export function PeopleSheet(props: { shown: readonly ShownPerson[]; onClose: () => void }) {
  const people = useCommand("person_list", { limit: 500 });
  const [chosen, setChosen] = useState(props.shown.map((person) => person.id));
  const keep = (shownPeople: string[]) => {
    changeSettings({ shownPeople });
    props.onClose();
  };
  return (
    <Sheet
      title="Whose time is shown"
      note={`Their hours, what is taken, and their interviews; at most ${MOST_PEOPLE} people.`}
      submit="Show them"
      testId="people-sheet"
      locked={
        chosen.length === 0 ? "Choose at least one person, or show those who interview." : undefined
      }
      onSubmit={() => keep(chosen)}
      onClose={props.onClose}
      buttons={<Button label="Show all interviews" onPress={() => keep([])} />}
    >
      {people.data ? (
        people.data.items.length === 0 ? (
          <Empty icon={UserPlus} title="Nobody interviews yet">
            <p>
              Press <kbd>N</kbd> <kbd>P</kbd> to add an interviewer.
            </p>
          </Empty>
        ) : (
          <PeoplePicker
            label="People"
            people={people.data.items}
            chosen={chosen}
            most={MOST_PEOPLE}
            onChange={setChosen}
          />
        )
      ) : people.error ? (
        <ErrorNotice error={people.error} retry={() => void people.refetch()} />
      ) : (
        <Waiting rows={4} label="Reading the people" />
      )}
    </Sheet>
  );
}
