import { Choice } from "@/components/Choice";
import { ScreenHead } from "@/components/Split";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { WindowSettings } from "./WindowSettings";

const views = [["window", "Window"]] as const;

/** How this workspace and this window behave. */
export function SettingsScreen() {
  const place = usePlace();
  useReady("success");
  return (
    <>
      <ScreenHead title="Settings">
        <Choice
          label="Which settings"
          value="window"
          options={views}
          onChange={(view) => place.set({ view }, true)}
        />
      </ScreenHead>
      <WindowSettings />
    </>
  );
}
