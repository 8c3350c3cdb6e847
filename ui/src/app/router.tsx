import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { ActivityScreen } from "@/features/activity/ActivityScreen";
import { CandidatesScreen } from "@/features/candidates/CandidatesScreen";
import { JobsScreen } from "@/features/jobs/JobsScreen";
import { SchedulePlace } from "@/features/load/SchedulePlace";
import { OutreachScreen } from "@/features/outreach/OutreachScreen";
import { SettingsScreen } from "@/features/settings/SettingsScreen";
import { TodayScreen } from "@/features/today/TodayScreen";
import { readPlace } from "@/lib/place";
import { Frame } from "./Frame";
import { Broken, Lost } from "./Lost";

const root = createRootRoute({
  component: Frame,
  notFoundComponent: Lost,
  errorComponent: Broken,
  validateSearch: readPlace,
});
const screen = <P extends string>(path: P, component: () => React.JSX.Element) =>
  createRoute({ getParentRoute: () => root, path, component, errorComponent: Broken });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/today" });
  },
});

const tree = root.addChildren([
  home,
  screen("/today", TodayScreen),
  screen("/candidates", CandidatesScreen),
  screen("/jobs", JobsScreen),
  screen("/schedule", SchedulePlace),
  screen("/outreach", OutreachScreen),
  screen("/activity", ActivityScreen),
  screen("/settings", SettingsScreen),
]);

/**
 * The router. The address lives in the fragment, because the shell serves one file; its search part
 * is plain text, so an id that looks like a number stays an id.
 */
export function createAppRouter(history: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree: tree,
    history,
    defaultPreload: false,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text ? `?${text}` : "";
    },
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
