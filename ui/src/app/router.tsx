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

// The first screen is part of the first script; the others come after it is painted.
const others = {
  candidates: lazyRouteComponent(
    () => import("@/features/candidates/CandidatesScreen"),
    "CandidatesScreen",
  ),
  jobs: lazyRouteComponent(() => import("@/features/jobs/JobsScreen"), "JobsScreen"),
  schedule: lazyRouteComponent(() => import("@/features/load/SchedulePlace"), "SchedulePlace"),
  outreach: lazyRouteComponent(
    () => import("@/features/outreach/OutreachScreen"),
    "OutreachScreen",
  ),
  outbox: lazyRouteComponent(() => import("@/features/outbox/OutboxScreen"), "OutboxScreen"),
  accounts: lazyRouteComponent(
    () => import("@/features/accounts/AccountsScreen"),
    "AccountsScreen",
  ),
  activity: lazyRouteComponent(
    () => import("@/features/activity/ActivityScreen"),
    "ActivityScreen",
  ),
  settings: lazyRouteComponent(
    () => import("@/features/settings/SettingsScreen"),
    "SettingsScreen",
  ),
};

const tree = root.addChildren([
  home,
  screen("/today", TodayScreen),
  screen("/candidates", others.candidates),
  screen("/jobs", others.jobs),
  screen("/schedule", others.schedule),
  screen("/outreach", others.outreach),
  screen("/outbox", others.outbox),
  screen("/accounts", others.accounts),
  screen("/activity", others.activity),
  screen("/settings", others.settings),
]);

/**
 * Reads the other screens, so that each is there with the key that opens it: what is typed while a
 * screen is still being read would be lost.
 */
export function readOtherScreens(): void {
  for (const other of Object.values(others)) void other.preload?.();
}

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
