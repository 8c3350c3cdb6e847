import {
  BriefcaseBusiness,
  CalendarDays,
  History,
  type LucideIcon,
  Send,
  Sun,
  UsersRound,
} from "lucide-react";

/** A screen of the window. */
export interface Screen {
  path: "/today" | "/candidates" | "/jobs" | "/schedule" | "/outreach" | "/activity";
  title: string;
  icon: LucideIcon;
  keys?: string;
}

/** The screens that exist, in the order of the rail. */
export const screens: readonly Screen[] = [
  { path: "/today", title: "Today", icon: Sun, keys: "g t" },
  { path: "/candidates", title: "Candidates", icon: UsersRound, keys: "g c" },
  { path: "/jobs", title: "Jobs", icon: BriefcaseBusiness, keys: "g j" },
  { path: "/schedule", title: "Schedule", icon: CalendarDays, keys: "g s" },
  { path: "/outreach", title: "Outreach", icon: Send, keys: "g o" },
];

/** What stands apart below them. */
export const quietScreens: readonly Screen[] = [
  { path: "/activity", title: "Activity", icon: History },
];
