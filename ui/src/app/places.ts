import {
  BriefcaseBusiness,
  Cable,
  CalendarDays,
  CalendarPlus,
  CalendarRange,
  ChartNoAxesColumn,
  FileUp,
  History,
  ListOrdered,
  type LucideIcon,
  Mail,
  MailOpen,
  Mails,
  Send,
  Settings,
  SlidersHorizontal,
  Sun,
  Ticket,
  UserPlus,
  UsersRound,
} from "lucide-react";
import type { CommandName } from "@/generated/commands";

/** A screen of the window. */
export interface Screen {
  path:
    | "/today"
    | "/candidates"
    | "/jobs"
    | "/schedule"
    | "/outreach"
    | "/outbox"
    | "/accounts"
    | "/activity"
    | "/settings";
  title: string;
  icon: LucideIcon;
  /** The action whose key goes there (`bindings.ts`). */
  action: string;
}

/** The screens that exist, in the order of the rail. */
export const screens: readonly Screen[] = [
  { path: "/today", title: "Today", icon: Sun, action: "go_today" },
  { path: "/candidates", title: "Candidates", icon: UsersRound, action: "go_candidates" },
  { path: "/jobs", title: "Jobs", icon: BriefcaseBusiness, action: "go_jobs" },
  { path: "/schedule", title: "Schedule", icon: CalendarDays, action: "go_schedule" },
  { path: "/outreach", title: "Outreach", icon: Send, action: "go_outreach" },
];

/** What stands apart below them. */
export const quietScreens: readonly Screen[] = [
  { path: "/outbox", title: "Outbox", icon: Mails, action: "go_outbox" },
  { path: "/accounts", title: "Accounts", icon: Cable, action: "go_accounts" },
  { path: "/activity", title: "Activity", icon: History, action: "go_activity" },
  { path: "/settings", title: "Settings", icon: Settings, action: "go_settings" },
];

/** A form or view that can be opened from anywhere; its address says which. */
export interface Door {
  action: string;
  /** The command that its form runs; without the form it would be asked with nothing filled in. */
  command?: CommandName;
  title: string;
  icon: LucideIcon;
  path: string;
}

/** Those doors. Each stands in the palette; those with a binding answer their key everywhere. */
export const doors: readonly Door[] = [
  {
    action: "new_candidate",
    command: "candidate_create",
    title: "Add a candidate",
    icon: UserPlus,
    path: "/candidates?do=create",
  },
  { action: "new_job", title: "Add a job", icon: BriefcaseBusiness, path: "/jobs?do=create" },
  {
    action: "import",
    title: "Import candidates from a file",
    icon: FileUp,
    path: "/settings?view=data&do=import",
  },
  {
    action: "new_person",
    title: "Add an interviewer",
    icon: UserPlus,
    path: "/settings?view=people&do=create",
  },
  {
    action: "new_pool",
    command: "pool_create",
    title: "Add a pool of interviewers",
    icon: Ticket,
    path: "/settings?view=pools&do=create",
  },
  {
    action: "new_plan",
    command: "interview_plan_create",
    title: "Add a template of an interview plan",
    icon: ListOrdered,
    path: "/settings?view=plans&id=new",
  },
  {
    action: "go_load",
    title: "Show the load by interviewer and week",
    icon: ChartNoAxesColumn,
    path: "/schedule?view=load",
  },
  {
    action: "plan_loops",
    command: "loop_week_suggest",
    title: "Plan loops for all who wait",
    icon: CalendarRange,
    path: "/schedule?view=loops",
  },
  {
    action: "busy_import",
    title: "Import busy times from an .ics file",
    icon: CalendarPlus,
    path: "/settings?view=people&do=busy",
  },
  {
    action: "duplicates",
    title: "Find duplicate candidates",
    icon: UsersRound,
    path: "/candidates?view=duplicates",
  },
  {
    action: "connect_calendar",
    title: "Connect a calendar",
    icon: CalendarPlus,
    path: "/accounts?do=connect",
  },
  {
    action: "sign_in",
    title: "Sign in at a vendor",
    icon: Cable,
    path: "/accounts?view=sign-in",
  },
  {
    action: "set_up_mail",
    command: "mail_account_set",
    title: "Say how mail leaves",
    icon: Mail,
    path: "/accounts?view=mail&do=mail",
  },
  {
    action: "import_answer",
    command: "invitation_answer_import",
    title: "Read an answer to an invitation from a file",
    icon: MailOpen,
    path: "/outbox?do=answer",
  },
  {
    action: "account_log",
    title: "Show what the accounts did",
    icon: Cable,
    path: "/accounts?view=log",
  },
  { action: "go_notices", title: "Go to Notices", icon: History, path: "/activity?view=notices" },
  {
    action: "templates",
    title: "Change message templates",
    icon: Send,
    path: "/settings?view=templates",
  },
  {
    action: "export",
    title: "Export everything",
    icon: Settings,
    path: "/settings?view=data&do=export",
  },
  { action: "backup", title: "Back up now", icon: Settings, path: "/settings?view=data&do=backup" },
  {
    action: "restore",
    title: "Restore a backup",
    icon: Settings,
    path: "/settings?view=data&do=restore",
  },
  {
    action: "change_keys",
    title: "Change the keys",
    icon: Settings,
    path: "/settings?view=keys",
  },
  {
    action: "settings_people",
    title: "Change interviewers and their hours",
    icon: UsersRound,
    path: "/settings?view=people",
  },
  {
    action: "settings_pools",
    title: "Change pools of interviewers",
    icon: Ticket,
    path: "/settings?view=pools",
  },
  {
    action: "settings_plans",
    title: "Change templates of interview plans",
    icon: ListOrdered,
    path: "/settings?view=plans",
  },
  {
    action: "settings_availability",
    title: "Change limits, breaks and holidays of everybody or a team",
    icon: SlidersHorizontal,
    path: "/settings?view=availability",
  },
  {
    action: "settings_workspace",
    title: "Change notice, horizon and reminders",
    icon: Settings,
    path: "/settings?view=workspace",
  },
  {
    action: "settings_users",
    title: "Change users",
    icon: UsersRound,
    path: "/settings?view=users",
  },
  {
    action: "settings_data",
    title: "Import, export, back up or restore",
    icon: Settings,
    path: "/settings?view=data",
  },
  {
    action: "settings_window",
    title: "Change theme, rows and tray",
    icon: Settings,
    path: "/settings?view=window",
  },
  {
    action: "settings_about",
    title: "About this workspace",
    icon: Settings,
    path: "/settings?view=about",
  },
];
