import { Switch } from "@/components/Switch";
import { changeSettings, useSettings } from "@/lib/settings";

/** What this window remembers about itself. */
export function WindowSettings() {
  const { singleKeys, compact } = useSettings();
  return (
    <div>
      <Switch
        label="Compact rows"
        on={compact}
        onChange={(on) => changeSettings({ compact: on })}
      />
      <Switch
        label="Single letters act as keys"
        on={singleKeys}
        onChange={(on) => changeSettings({ singleKeys: on })}
      />
    </div>
  );
}
