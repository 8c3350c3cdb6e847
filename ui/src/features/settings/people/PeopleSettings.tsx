import { CalendarPlus, PencilLine, UserPlus, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ItemList } from "@/components/ItemList";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { SearchField } from "@/components/SearchField";
import { Detail, Split } from "@/components/Split";
import type { Person } from "@/generated/commands";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { useCommand, usePages } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { matches } from "@/lib/match";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { dotted } from "@/lib/words";
import { focusFirst } from "../PaneForm";
import css from "../settings.module.css";
import { BusyImport } from "./BusyImport";
import { draftOf, newPerson, type PersonDraft } from "./draft";
import { spokenHours, weekOf } from "./hours";
import { PersonAvailability } from "./PersonAvailability";
import { PersonForm } from "./PersonForm";

/** Interviewers and colleagues: whose time can be taken, and when. */
export function PeopleSettings() {
  const place = usePlace();
  const pages = usePages("person_list", {});
  useReady(pages.status);
  /** What is typed and not saved, by person: moving through the list loses nothing. */
  const [drafts, setDrafts] = useState<Readonly<Record<string, PersonDraft>>>({});
  const shown = useMemo(
    () =>
      pages.items.filter((person) => matches(`${person.full_name} ${person.email}`, place.q ?? "")),
    [pages.items, place.q],
  );
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const cursor = useCursor("people", ids);
  const close = () => place.set({ do: undefined, for: undefined });
  useKeys({ Escape: () => (place.do ? close() : false) });
  useActions(
    place.id && !place.do
      ? [
          {
            id: "edit",
            title: "Edit this interviewer",
            run: () => focusFirst(document.querySelector("[data-testid=person]")),
          },
        ]
      : [],
  );
  const keep = (key: string, draft: PersonDraft | undefined) =>
    setDrafts(({ [key]: _, ...others }) => (draft ? { ...others, [key]: draft } : others));

  const list = pages.error ? (
    <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />
  ) : pages.isPending ? (
    <Waiting label="Reading the interviewers" />
  ) : pages.items.length === 0 ? (
    <NobodyYet />
  ) : shown.length === 0 ? (
    <Empty icon={UsersRound} title={`No interviewer matches “${place.q}”`} />
  ) : (
    <ItemList
      label="Interviewers"
      items={shown}
      keyOf={idOf}
      cursor={cursor}
      onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
    >
      {(person) => <PersonRow person={person} edited={person.id in drafts} />}
    </ItemList>
  );
  const opened = pages.items.find(({ id }) => id === place.id);
  const detail =
    place.do === "busy" ? (
      <Detail label="Import busy times" onClose={close}>
        <BusyImport key={`${place.id} ${place.for}`} people={pages.items} />
      </Detail>
    ) : place.do === "create" ? (
      <Detail label="New interviewer" onClose={close}>
        <NewPerson
          draft={drafts.new}
          onDraft={(draft) => keep("new", draft)}
          onMade={({ id }) => {
            keep("new", undefined);
            place.set({ do: undefined, id });
          }}
        />
      </Detail>
    ) : opened ? (
      <Detail label={opened.full_name} onClose={cursor.close}>
        <PersonForm
          key={opened.id}
          person={opened}
          draft={drafts[opened.id] ?? draftOf(opened)}
          onDraft={(draft) => keep(opened.id, draft)}
          buttons={
            <Button
              label="Import busy times"
              icon={CalendarPlus}
              onPress={() => place.set({ do: "busy" })}
            />
          }
        />
        <div className={css.below}>
          <PersonAvailability key={opened.id} person={opened} />
        </div>
      </Detail>
    ) : undefined;
  return (
    <Split
      list={
        <>
          <div className={css.bar}>
            <SearchField
              label="Search interviewers"
              value={place.q ?? ""}
              onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
              onMove={cursor.move}
              onOpen={() => cursor.open(Math.max(0, cursor.index))}
            />
            <Button
              label="Add interviewer"
              icon={UserPlus}
              action="new_person"
              onPress={() => place.set({ do: "create" })}
            />
          </div>
          {list}
        </>
      }
      detail={detail}
    />
  );
}

const idOf = ({ id }: Person) => id;

function PersonRow(props: { person: Person; edited: boolean }) {
  const { person } = props;
  return (
    <Line
      title={person.full_name}
      below={dotted(spokenHours(weekOf(person.working_hours)), person.time_zone)}
      end={
        props.edited ? <Badge tone="warn" icon={PencilLine} label="Not saved" shrink /> : undefined
      }
    />
  );
}

/** A form for somebody new, in the zone of whoever fills it in. */
function NewPerson(props: {
  draft: PersonDraft | undefined;
  onDraft: (draft: PersonDraft | undefined) => void;
  onMade: (person: Person) => void;
}) {
  const users = useCommand("user_list", {});
  if (users.isPending) return <Waiting rows={4} label="Reading your time zone" />;
  const zone = users.data?.find(({ is_current }) => is_current)?.time_zone ?? "";
  return <PersonForm {...props} person={undefined} draft={props.draft ?? newPerson(zone)} />;
}

function NobodyYet() {
  return (
    <Empty icon={UsersRound} title="No interviewers yet">
      <p>
        Add those who hold interviews, with their hours: Muster offers only times at which they
        work.
      </p>
    </Empty>
  );
}
