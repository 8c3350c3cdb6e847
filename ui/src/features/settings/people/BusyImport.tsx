import { UsersRound } from "lucide-react";
import { useState } from "react";
import { SelectField, TextField } from "@/components/Form";
import { Empty } from "@/components/Notice";
import type { Imported, Person } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { count, sentence } from "@/lib/words";
import { PaneForm } from "../PaneForm";
import { PathField, plainPath } from "../PathField";
import { Problems } from "../Problems";
import { fieldErrors } from "../refusals";
import { fileName, listed } from "../words";

/** Reads an interviewer's calendar from a file, so that nobody is booked while they are busy. */
export function BusyImport({ people }: { people: readonly Person[] }) {
  const place = usePlace();
  const [person, setPerson] = useState(place.id ?? people[0]?.id ?? "");
  const [path, setPath] = useState(place.for ?? "");
  const [source, setSource] = useState("");
  const run = useRun("busy_import");
  if (people.length === 0) {
    return (
      <Empty icon={UsersRound} title="Whose calendar is it?">
        <p>Add the interviewer first; then the calendar can be read.</p>
      </Empty>
    );
  }
  const file = plainPath(path);
  const wrong = fieldErrors(run.error, ["person_id", "path", "source"]);
  const name = people.find(({ id }) => id === person)?.full_name ?? "";
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      run.reset();
    };
  };
  return (
    <PaneForm
      title="Import busy times"
      note="From a calendar file (.ics) that the interviewer exported. The same file again changes nothing; a newer one brings what changed and takes out what is gone."
      submit="Import busy times"
      locked={file ? undefined : "Give the path of the .ics file first."}
      busy={run.isPending}
      error={wrong.rest}
      after
      takesFocus
      testId="busy"
      onSubmit={() =>
        run.mutate(
          { person_id: person, path: file, ...(source.trim() ? { source: source.trim() } : {}) },
          {
            onSuccess: (done) =>
              announce({
                kind: "done",
                text: `Read the calendar of ${name}.`,
                undo: done.created + done.updated + done.removed > 0,
              }),
          },
        )
      }
    >
      <SelectField
        label="Interviewer"
        value={person}
        options={people.map(({ id, full_name }) => [id, full_name] as const)}
        error={wrong.of("person_id")}
        onChange={change(setPerson)}
      />
      <PathField
        first
        label="Calendar file"
        placeholder="/home/me/Downloads/calendar.ics"
        value={path}
        error={wrong.of("path")}
        question={{ kind: "open", title: "Choose a calendar file", extensions: ["ics"] }}
        onChange={change(setPath)}
      />
      <TextField
        label="Name of the calendar"
        note="Only entries of the same calendar are ever taken out. Without a name it is the name of the file."
        placeholder={file ? fileName(file) : "calendar.ics"}
        value={source}
        error={wrong.of("source")}
        onChange={change(setSource)}
      />
      {run.data ? <Outcome name={name} done={run.data} /> : null}
    </PaneForm>
  );
}

function Outcome({ name, done }: { name: string; done: Imported }) {
  const parts = [
    done.created && `${count(done.created, "entry", "entries")} new`,
    done.updated && `${count(done.updated, "entry", "entries")} changed`,
    done.removed && `${count(done.removed, "entry", "entries")} gone`,
    done.unchanged && `${count(done.unchanged, "entry", "entries")} as before`,
  ].filter((part) => typeof part === "string");
  return (
    <div role="status" data-testid="busy-outcome">
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {": "}
        {parts.length > 0 ? `${sentence(listed(parts))}.` : "The file holds no entries."}
        {done.errors.length > 0
          ? ` ${sentence(count(done.errors.length, "entry", "entries"))} could not be read for certain and ${done.errors.length === 1 ? "was" : "were"} left out:`
          : ""}
      </p>
      <Problems
        label="Entries that were left out"
        columns={["Line", "Field", "What is wrong"]}
        rows={done.errors.map(({ line, field, message }) => [line, field, message])}
        total={done.errors.length}
      />
    </div>
  );
}
