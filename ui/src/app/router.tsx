import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
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
const screen = <P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component, errorComponent: Broken });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/today" });
  },
});

// The first screen is part of the first script; the others are read when they are first opened.
const tree = root.addChildren([
  home,
  screen("/today", TodayScreen),
  screen(
    "/candidates",
    lazyRouteComponent(() => import("@/features/candidates/CandidatesScreen"), "CandidatesScreen"),
  ),
  screen(
    "/jobs",
    lazyRouteComponent(() => import("@/features/jobs/JobsScreen"), "JobsScreen"),
  ),
  screen(
    "/schedule",
    lazyRouteComponent(() => import("@/features/load/SchedulePlace"), "SchedulePlace"),
  ),
  screen(
    "/outreach",
    lazyRouteComponent(() => import("@/features/outreach/OutreachScreen"), "OutreachScreen"),
  ),
  screen(
    "/activity",
    lazyRouteComponent(() => import("@/features/activity/ActivityScreen"), "ActivityScreen"),
  ),
  screen(
    "/settings",
    lazyRouteComponent(() => import("@/features/settings/SettingsScreen"), "SettingsScreen"),
  ),
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
