/**
 * What the commands of the Accounts screen take and answer. All words about times come from Rust.
 */

/** A calendar that an account brings. */
export interface AccountCalendar {
  id: string;
  name: string;
  colour: string | null;
  /** Whose it is; null until somebody says so. */
  person_id: string | null;
  person_name: string | null;
  /** Whether its times make that person busy. */
  counts: boolean;
  events: number;
  /** Entries that could not be read; while there are any, that person's time is unknown. */
  problems: number;
}

export type CalendarKind = "caldav" | "ics";
export type CalendarState = "fresh" | "stale" | "failing" | "sign_in_again";

/** A place that calendars are read from. */
export interface CalendarAccount {
  id: string;
  kind: CalendarKind;
  label: string;
  /** Its host, and nothing that could be secret. */
  address_words: string;
  state: CalendarState;
  state_words: string;
  next_step: string | null;
  last_sync_at: string | null;
  as_of_words: string;
  calendars: AccountCalendar[];
}

/** What a sign-in can be asked for, and why. */
export interface VendorFeature {
  id: string;
  name: string;
  reason: string;
}

/** How the browser hands the answer back. */
export type WayBack = "loopback" | "deep_link" | "bounce" | "paste";

/** The registration of Muster at a vendor. */
export interface VendorClient {
  id: string | null;
  source: "settings" | "environment" | null;
  needs_secret: boolean;
  takes_secret: boolean;
  has_secret: boolean;
  needs_issuer: boolean;
  issuer: string | null;
  needs_bounce: boolean;
  /** The page of the team that hands the answer on. */
  bounce: string | null;
}

/** Somebody at whom one can sign in. */
export interface Vendor {
  id: string;
  name: string;
  sentence: string;
  features: VendorFeature[];
  ways: WayBack[];
  client: VendorClient;
  guide: string;
}

export type AccountState = "connected" | "ends_soon" | "renewing" | "sign_in_again";

/** An account that somebody has signed in with. */
export interface Account {
  id: string;
  kind: "oauth";
  vendor: string;
  vendor_name: string;
  label: string;
  state: AccountState;
  state_words: string;
  next_step: string | null;
  features: { id: string; name: string; on: boolean }[];
  expires_at: string | null;
  expires_words: string | null;
  connected_at: string;
  connected_words: string;
  last_used_words: string | null;
}

/** A sign-in that waits for the browser. */
export interface Attempt {
  attempt_id: string;
  vendor: string;
  vendor_name: string;
  way: WayBack;
  expires_at: string;
  words: string;
}

/** One thing that an account did. */
export interface AccountAct {
  at: string;
  at_words: string;
  kind: string;
  vendor_name: string;
  result: string;
  duration_ms: number;
  words: string;
}

/** The commands by name. */
export interface AccountCommands {
  account_vendors: { params: object; result: { vendors: Vendor[] } };
  account_client_set: {
    params: {
      vendor: string;
      client_id: string;
      client_secret?: string;
      issuer?: string;
      bounce?: string;
    };
    result: Vendor;
  };
  account_sign_in_start: {
    params: { vendor: string; features: string[]; way?: WayBack; account_id?: string };
    result: {
      attempt_id: string;
      address: string;
      way: WayBack;
      expires_at: string;
      words: string;
    };
  };
  account_sign_in_paste: {
    params: { address: string };
    result: { outcome: string; words: string; account: Account | null };
  };
  account_sign_in_cancel: { params: { attempt_id: string }; result: object };
  account_list: { params: object; result: { accounts: Account[]; waiting: Attempt[] } };
  account_test: { params: { account_id: string }; result: { ok: boolean; words: string } };
  account_disconnect: {
    params: { account_id: string };
    result: { revoked: boolean; words: string };
  };
  account_activity: {
    params: { account_id?: string; limit?: number };
    result: { rows: AccountAct[] };
  };
  calendar_connect: {
    params: {
      kind: CalendarKind;
      address: string;
      user_name?: string;
      password?: string;
      label?: string;
    };
    result: { account: CalendarAccount };
  };
  calendar_account_list: { params: object; result: { accounts: CalendarAccount[] } };
  calendar_choose: {
    params: { calendar_id: string; person_id: string | null; counts: boolean };
    result: unknown;
  };
  calendar_sync: { params: { account_id?: string }; result: { accounts: CalendarAccount[] } };
  calendar_disconnect: { params: { account_id: string; delete_synced: boolean }; result: object };
}
