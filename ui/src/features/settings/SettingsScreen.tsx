import { useEffect, useRef } from "react";
import { ScreenHead } from "@/components/Split";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { AboutSettings } from "./AboutSettings";
import { AvailabilitySettings } from "./availability/AvailabilitySettings";
import { DataSettings } from "./data/DataSettings";
import { KeySettings } from "./KeySettings";
import { PeopleSettings } from "./people/PeopleSettings";
import { PlanTemplates } from "./plans/PlanTemplates";
import { PoolSettings } from "./pools/PoolSettings";
import css from "./settings.module.css";
import { Templates } from "./Templates";
import { UserSettings } from "./UserSettings";
import { WindowSettings } from "./WindowSettings";
import { WorkspaceSettings } from "./WorkspaceSettings";

/** The parts of the settings, in the order of their keys 1, 2, 3 … 9, 0. */
const views = [
  { view: "workspace", title: "Workspace", shows: WorkspaceSettings },
  { view: "people", title: "Interviewers", shows: PeopleSettings },
  { view: "pools", title: "Pools", shows: PoolSettings },
  { view: "availability", title: "Availability", shows: AvailabilitySettings },
  { view: "plans", title: "Interview plans", shows: PlanTemplates },
  { view: "users", title: "Users", shows: UserSettings },
  { view: "templates", title: "Messages", shows: Templates },
  { view: "data", title: "Data", shows: DataSettings },
  { view: "window", title: "Window", shows: WindowSettings },
  { view: "keys", title: "Keys", shows: KeySettings },
  { view: "about", title: "About", shows: AboutSettings },
] as const;

/** The key of the how-manieth part; those beyond the digits have none. */
const digitOf = (at: number) => (at < 10 ? String((at + 1) % 10) : undefined);

/** How this workspace, its people and this window behave, and the ways in and out for data. */
export function SettingsScreen() {
  const place = usePlace();
  const shown = views.find(({ view }) => view === place.view) ?? views[0];
  const show = (view: string) =>
    place.set({ view, id: undefined, q: undefined, do: undefined, for: undefined });
  useKeys(
    Object.fromEntries(
      views.flatMap(({ view }, at) => {
        const digit = digitOf(at);
        return digit ? [[digit, () => show(view)] as const] : [];
      }),
    ),
  );
  const tabs = useRef<HTMLElement>(null);
  // Where the parts do not fit they scroll in one line, and the shown one is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another part is shown
  useEffect(() => {
    const tab = tabs.current?.querySelector("[aria-current]");
    tab?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [shown.view]);
  return (
    <>
      <ScreenHead title="Settings">
        <nav ref={tabs} className={css.tabs} aria-label="Parts of the settings">
          {views.map(({ view, title }, at) => (
            <button
              key={view}
              type="button"
              aria-current={view === shown.view ? "page" : undefined}
              onClick={() => show(view)}
            >
              {title} {digitOf(at) ? <kbd>{digitOf(at)}</kbd> : null}
            </button>
          ))}
        </nav>
      </ScreenHead>
      <shown.shows />
    </>
  );
}
