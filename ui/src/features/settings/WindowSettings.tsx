import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Choice } from "@/components/Choice";
import { ErrorNotice } from "@/components/Notice";
import { Section } from "@/components/Split";
import { Switch } from "@/components/Switch";
import { announce } from "@/lib/announce";
import { useDesk } from "@/lib/data";
import { useReady } from "@/lib/ready";
import { changeSettings, useSettings } from "@/lib/settings";
import { CommandError, type ShellSettings } from "@/platform";
import css from "./settings.module.css";

/** What this window remembers about itself; another computer has its own. */
export function WindowSettings() {
  const { singleKeys, compact, railCollapsed, theme } = useSettings();
  const { platform } = useDesk();
  useReady("success");
  return (
    <div className={css.page} data-testid="window-settings">
      <div className={css.sheet}>
        <h1>This window</h1>
        <p className="muted">Kept on this computer, not in the workspace.</p>
        <Section title="Looks">
          <div className={css.stack}>
            <div className={css.labelled}>
              <span>Theme</span>
              <Choice
                label="Theme"
                value={theme}
                options={[
                  ["system", "As the desktop"],
                  ["light", "Light"],
                  ["dark", "Dark"],
                ]}
                onChange={(next) => changeSettings({ theme: next })}
              />
            </div>
            <div className={css.labelled}>
              <span>Rows of lists</span>
              <Choice
                label="Rows of lists"
                value={compact ? "compact" : "comfortable"}
                options={[
                  ["comfortable", "Comfortable"],
                  ["compact", "Compact"],
                ]}
                onChange={(next) => changeSettings({ compact: next === "compact" })}
              />
            </div>
            <Switch
              label="Narrow rail, icons only"
              on={railCollapsed}
              onChange={(on) => changeSettings({ railCollapsed: on })}
            />
          </div>
        </Section>
        <Section title="Keys">
          <Switch
            label="Single letters act as keys"
            on={singleKeys}
            onChange={(on) => changeSettings({ singleKeys: on })}
          />
          <p className={css.note}>
            Switch it off when you speak to the computer or use a screen reader. Ctrl, arrows, Enter
            and Esc go on working.
          </p>
        </Section>
        <Section title="Desktop">
          {platform.capabilities.shellSettings ? (
            <Shell />
          ) : (
            <p className="muted">
              This page runs in a browser: starting with the computer and the tray belong to Muster
              on the desktop.
            </p>
          )}
        </Section>
      </div>
    </div>
  );
}

/** Starting with the computer, and staying after the window is closed. */
function Shell() {
  const { platform } = useDesk();
  const queries = useQueryClient();
  const key = ["shell_settings"];
  const shell = useQuery({ queryKey: key, queryFn: () => platform.shellSettings() });
  if (shell.error) {
    const error = CommandError.from(shell.error);
    return <ErrorNotice error={error} retry={() => void shell.refetch()} />;
  }
  if (!shell.data) return null;
  const change = async (part: Partial<ShellSettings>) => {
    try {
      queries.setQueryData(key, await platform.shellSettings(part));
    } catch (error) {
      announce({
        kind: "failed",
        error: CommandError.from(error),
        retry: () => void change(part),
      });
    }
  };
  const noAutostart = "This system does not let programs start with it.";
  const noTray =
    "This desktop shows no tray icons: a closed window could not be brought back, so closing ends Muster.";
  const { autostart, autostart_available, keep_in_tray, tray_available } = shell.data;
  return (
    <div className={css.stack}>
      <Switch
        label="Start Muster with the computer"
        on={autostart}
        locked={autostart_available ? undefined : noAutostart}
        onChange={(on) => void change({ autostart: on })}
      />
      {autostart_available ? null : <p className={css.note}>{noAutostart}</p>}
      <Switch
        label="Keep Muster in the tray when its window is closed"
        on={keep_in_tray && tray_available}
        locked={tray_available ? undefined : noTray}
        onChange={(on) => void change({ keep_in_tray: on })}
      />
      <p className={css.note}>
        {tray_available ? "Reminders go on coming while it is in the tray." : noTray}
      </p>
    </div>
  );
}
