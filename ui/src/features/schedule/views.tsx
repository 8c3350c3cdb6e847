import { Choice } from "@/components/Choice";
import { LoadDoor } from "@/features/load/LoadDoor";

export type ViewName = "week" | "day" | "agenda";

/** What the agenda lists. */
export const agendaViews = [
  ["upcoming", "Upcoming"],
  ["today", "Today"],
  ["completed", "Completed"],
  ["all", "All"],
] as const;
export type AgendaView = (typeof agendaViews)[number][0];

export function isAgenda(text: string | undefined): text is AgendaView {
  return agendaViews.some(([view]) => view === text);
}

/** Week, day or agenda; a narrow window has no room for a week. */
export function ViewChoice(props: {
  value: ViewName;
  narrow: boolean;
  onView: (view: ViewName) => void;
}) {
  const days = [
    ["week", "Week"],
    ["day", "Day"],
    ["agenda", "Agenda"],
  ] as const;
  return (
    <>
      <Choice
        label="View"
        value={props.value}
        options={props.narrow ? days.slice(1) : days}
        onChange={props.onView}
      />
      <LoadDoor />
    </>
  );
}
