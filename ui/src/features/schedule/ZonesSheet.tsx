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
  const typed = [first, second].map((text) => text.trim()).filter(Boolean);
  const zones = [...new Set(typed.flatMap((text) => zoneOf(text, known) ?? []))];
  const strange = typed.find((text) => zoneOf(text, known) === undefined);
  // Only the engine knows which zones it has: a grid of one day says whether it takes these.
  const answer = useCommand("schedule_days", { days: 1, zones }, { enabled: zones.length > 0 });
  return (
    <Sheet
      title="Zones beside yours"
      note="Their clocks stand beside each hour of the calendar."
      submit="Show these zones"
      testId="zones-sheet"
      locked={
        strange
          ? `“${strange}” is no zone of the list. Type a city of it, as “New York”.`
          : zones.length > 0 && answer.error
            ? answer.error.message
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

/** The zone that a text names, by its whole name or its city; undefined for any other text. */
function zoneOf(text: string, known: readonly string[]): string | undefined {
  const typed = text.toLocaleLowerCase();
  const found =
    known.find((zone) => zone.toLocaleLowerCase() === typed) ??
    known.find((zone) => zone.toLocaleLowerCase().endsWith(`/${typed}`));
  return found?.replaceAll(" ", "_");
}
