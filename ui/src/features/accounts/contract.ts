import type { Result } from "@/generated/commands";

/** What the commands of the accounts answer, by the names that this screen speaks of. */
export type {
  Account,
  AccountState,
  AccountVendor as Vendor,
  CalendarAccountState as CalendarState,
  CalendarAccountView as CalendarAccount,
  CalendarKind,
  CalendarView as AccountCalendar,
  WaitingView as Attempt,
  Way as WayBack,
} from "@/generated/commands";

export type MailSettings = Result<"mail_account_get">;
export type MailAccount = NonNullable<MailSettings["account"]>;
export type { MailSecurity, VaultStatus } from "@/generated/commands";
