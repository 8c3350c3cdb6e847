import { useState } from "react";
import { TextField } from "@/components/Form";
import { Refused, Sheet } from "@/components/Sheet";
import { useCommand } from "@/lib/data";
import { changeSettings, currentSettings } from "@/lib/settings";

const spaced = (zone: string) => zone.replaceAll("_", " ");

/** Every zone this computer names, and those of the people here. */
function useZoneNames(): string[] {
  const { data } = useCommand("person_list", { limit: 500 });
  const own = data?.items.map((person) => person.time_zone) ?? [];
  return [...new Set([...own, ...Intl.supportedValuesOf("timeZone")])].map(spaced);
}

/** Chooses up to two clocks beside one's own. */
export function ZonesSheet({ onClose }: { onClose: () => void }) {
  const [first, setFirst] = useState(spaced(currentSettings().zones[0] ?? ""));
  const [second, setSecond] = useState(spaced(currentSettings().zones[1] ?? ""));
  const known = useZoneNames();
  const zones = [...new Set([first, second].map((zone) => nameOf(zone, known)).filter(Boolean))];
  // Only the engine knows which zones it has: the grid of one day says whether it takes these.
  const answer = useCommand("schedule_days", { days: 1, zones }, { enabled: zones.length > 0 });
  return (
    <Sheet
      title="Zones beside yours"
      note="Their clocks stand beside each hour of the calendar."
      submit="Show these zones"
      testId="zones-sheet"
      locked={
        zones.length > 0 && answer.error
          ? "One of these zones is not known. Choose it from the list."
          : undefined
      }
      onSubmit={() => {
        changeSettings({ zones });
        onClose();
      }}
      onClose={onClose}
    >
      <TextField
        label="Second zone"
        note="A place such as New York, or leave it empty."
        value={first}
        suggestions={known}
        first
        onChange={setFirst}
      />
      <TextField label="Third zone" value={second} suggestions={known} onChange={setSecond} />
      {zones.length > 0 && answer.data ? (
        <p className="muted" role="status">
          Shown beside yours: {answer.data.extra_zones.map((zone) => zone.label).join(" and ")}
        </p>
      ) : null}
      {zones.length > 0 && answer.error ? <Refused error={answer.error} /> : null}
    </Sheet>
  );
}

/** The zone that a text names, by its whole name or its city; else the text as a name. */
function nameOf(text: string, known: readonly string[]): string {
  const typed = text.trim().toLocaleLowerCase();
  if (!typed) return "";
  const found =
    known.find((zone) => zone.toLocaleLowerCase() === typed) ??
    known.find((zone) => zone.toLocaleLowerCase().endsWith(`/${typed}`));
  return (found ?? text.trim()).replaceAll(" ", "_");
}
