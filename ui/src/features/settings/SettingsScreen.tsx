import { ScreenHead } from "@/components/Split";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { AboutSettings } from "./AboutSettings";
import { DataSettings } from "./data/DataSettings";
import { KeySettings } from "./KeySettings";
import { PeopleSettings } from "./people/PeopleSettings";
import css from "./settings.module.css";
import { Templates } from "./Templates";
import { UserSettings } from "./UserSettings";
import { WindowSettings } from "./WindowSettings";
import { WorkspaceSettings } from "./WorkspaceSettings";

/** The parts of the settings, in the order of their keys 1, 2, 3 … */
const views = [
  { view: "workspace", title: "Workspace", shows: WorkspaceSettings },
  { view: "people", title: "Interviewers", shows: PeopleSettings },
  { view: "users", title: "Users", shows: UserSettings },
  { view: "templates", title: "Templates", shows: Templates },
  { view: "data", title: "Data", shows: DataSettings },
  { view: "window", title: "Window", shows: WindowSettings },
  { view: "keys", title: "Keys", shows: KeySettings },
  { view: "about", title: "About", shows: AboutSettings },
] as const;

/** How this workspace, its people and this window behave, and the ways in and out for data. */
export function SettingsScreen() {
  const place = usePlace();
  const shown = views.find(({ view }) => view === place.view) ?? views[0];
  const show = (view: string) =>
    place.set({ view, id: undefined, q: undefined, do: undefined, for: undefined });
  useKeys(
    Object.fromEntries(views.map(({ view }, at) => [String(at + 1), () => show(view)] as const)),
  );
  return (
    <>
      <ScreenHead title="Settings">
        <nav className={css.tabs} aria-label="Parts of the settings">
          {views.map(({ view, title }, at) => (
            <button
              key={view}
              type="button"
              aria-current={view === shown.view ? "page" : undefined}
              onClick={() => show(view)}
            >
              {title} <kbd>{at + 1}</kbd>
            </button>
          ))}
        </nav>
      </ScreenHead>
      <shown.shows />
    </>
  );
}
