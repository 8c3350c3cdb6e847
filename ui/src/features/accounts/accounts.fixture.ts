import { createMemoryHistory } from "@tanstack/react-router";
import { createAppRouter } from "@/app/router";
import type { openWindow } from "@/test/desk";
import type {
  Account,
  AccountCalendar,
  Attempt,
  CalendarAccount,
  MailAccount,
  MailSettings,
  Vendor,
} from "./contract";

export type AccountAnswers = NonNullable<Parameters<typeof openWindow>[1]>;

/** As `openWindow` takes them, with accounts that hold nothing where a test says nothing. */
export const asAnswers = (answers: AccountAnswers): AccountAnswers => ({
  calendar_account_list: () => ({ accounts: [] }),
  account_list: () => ({ accounts: [], waiting: [] }),
  account_vendors: () => ({ vendors: [] }),
  account_activity: () => ({ rows: [] }),
  mail_account_get: () => mailSettings(),
  vault_status: () => ({ keeper: "keyring", locked: false, words: "The keyring is open." }),
  ...answers,
});

type Calls = { command: string; params: Record<string, unknown> }[];
/** What was sent by this command, in order. */
export const sent = (calls: Calls, command: string) =>
  calls.filter((call) => call.command === command).map(({ params }) => params);

/** A window's way to a place, for a test that keeps the cache. */
export function routerAt(path: string) {
  return createAppRouter(createMemoryHistory({ initialEntries: [path] }));
}

export const calendar = (change: Partial<AccountCalendar> = {}): AccountCalendar => ({
  id: "cal1",
  name: "Termine",
  colour: "#2e7037",
  person_id: null,
  person_name: null,
  counts: false,
  events: 12,
  problems: 0,
  writable: true,
  writes: false,
  ...change,
});

export const calendarAccount = (change: Partial<CalendarAccount> = {}): CalendarAccount => ({
  id: "acc1",
  kind: "caldav",
  label: "Team diary",
  address_words: "cloud.example.org",
  state: "fresh",
  state_words: "All calendars were read.",
  next_step: null,
  last_sync_at: "2026-11-24T08:00:00Z",
  as_of_words: "as of 2 min ago",
  calendars: [calendar()],
  ...change,
});

export const mailAccount = (change: Partial<MailAccount> = {}): MailAccount => ({
  way: "smtp",
  from_name: "Rosa Lindner",
  from_address: "rosa@example.org",
  account_id: null,
  host: "smtp.example.org",
  port: 465,
  security: "tls",
  user_name: "rosa@example.org",
  has_password: true,
  imap_host: "",
  imap_port: 0,
  imap_security: "tls",
  state: "ready",
  state_words: "The last message left Tue 24 Nov 08:50.",
  next_step: null,
  answers_words: null,
  ...change,
});

export const mailSettings = (change: Partial<MailSettings> = {}): MailSettings => ({
  account: null,
  sends_by_itself: false,
  automatic: false,
  undo_seconds: 30,
  ...change,
});

export const vendor = (change: Partial<Vendor> = {}): Vendor => ({
  id: "microsoft",
  name: "Microsoft",
  sentence: "Outlook calendars, Teams meetings and mail.",
  features: [
    { id: "identity", name: "Who you are", reason: "Shows which account is connected." },
    {
      id: "read_calendars",
      name: "Read your calendars",
      reason: "So that nobody books over them.",
    },
    { id: "send_mail", name: "Send mail", reason: "Sends invitations from your own address." },
  ],
  ways: ["deep_link", "loopback", "paste"],
  client: {
    id: "1f0c",
    source: "settings",
    needs_secret: false,
    takes_secret: false,
    has_secret: false,
    needs_issuer: false,
    issuer: null,
    needs_bounce: false,
    bounce: null,
  },
  guide: "docs/ACCOUNTS.md",
  ...change,
});

export const account = (change: Partial<Account> = {}): Account => ({
  id: "a1",
  kind: "oauth",
  vendor: "microsoft",
  vendor_name: "Microsoft",
  label: "rosa@example.org",
  state: "connected",
  state_words: "Connected since Mon 23 Nov.",
  next_step: null,
  features: [
    { id: "identity", name: "Who you are", on: true },
    { id: "read_calendars", name: "Read your calendars", on: true },
    { id: "send_mail", name: "Send mail", on: false },
  ],
  expires_at: null,
  expires_words: null,
  connected_at: "2026-11-23T08:00:00Z",
  connected_words: "Mon 23 Nov 09:00",
  last_used_words: "used 5 min ago",
  ...change,
});

export const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  attempt_id: "t1",
  vendor: "microsoft",
  vendor_name: "Microsoft",
  way: "deep_link",
  expires_at: "2026-11-24T08:10:00Z",
  words: "Waiting for Microsoft in the browser, until 09:10.",
  ...change,
});
