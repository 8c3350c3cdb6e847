import type { Params } from "@/generated/commands";
import type { Account, MailAccount, MailSecurity } from "../contract";
import { securityOf, usualPort } from "./words";

/** How mail shall leave, as one chooses it: Google or Microsoft follows from the account. */
export type Way = "hand_over" | "smtp" | "account";

/** The form of the mail account, as it is typed. */
export interface MailDraft {
  way: Way;
  from_name: string;
  from_address: string;
  account_id: string;
  host: string;
  port: string;
  security: MailSecurity;
  user_name: string;
  password: string;
  /** Whether answers are read over IMAP. */
  answers: boolean;
  imap_host: string;
  imap_port: string;
  imap_security: MailSecurity;
}

/** The form as it opens. */
export function draftOf(account: MailAccount | null, userName: string): MailDraft {
  const security = securityOf(account?.security ?? "");
  const imap_security = securityOf(account?.imap_security ?? "");
  return {
    way: wayOf(account),
    from_name: account?.from_name ?? userName,
    from_address: account?.from_address ?? "",
    account_id: account?.account_id ?? "",
    host: account?.host ?? "",
    port: account?.port ? String(account.port) : usualPort("smtp", security),
    security,
    user_name: account?.user_name ?? "",
    password: "",
    answers: Boolean(account?.imap_host),
    imap_host: account?.imap_host ?? "",
    imap_port: account?.imap_port ? String(account.imap_port) : usualPort("imap", imap_security),
    imap_security,
  };
}

const wayOf = (account: MailAccount | null): Way =>
  account?.way === "smtp" ? "smtp" : account?.account_id ? "account" : "hand_over";

/** Another way to secure a server, with its usual port unless another one was typed. */
export function secured(draft: MailDraft, security: MailSecurity): Partial<MailDraft> {
  const usual = draft.port === usualPort("smtp", draft.security);
  return { security, ...(usual ? { port: usualPort("smtp", security) } : {}) };
}

/** The same for the server that holds the answers. */
export function imapSecured(draft: MailDraft, imap_security: MailSecurity): Partial<MailDraft> {
  const usual = draft.imap_port === usualPort("imap", draft.imap_security);
  return { imap_security, ...(usual ? { imap_port: usualPort("imap", imap_security) } : {}) };
}

/**
 * Whether the password that is kept still fits: it belongs to its servers and its user, and must never
 * reach another.
 */
export function passwordKept(draft: MailDraft, account: MailAccount | null): boolean {
  return (
    account?.way === "smtp" &&
    account.has_password &&
    draft.host.trim() === account.host &&
    draft.user_name.trim() === account.user_name &&
    (draft.answers ? draft.imap_host.trim() : "") === account.imap_host
  );
}

const isPort = (text: string) =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) > 0 && Number(text) < 65_536;

/** What keeps the form from being saved; undefined when nothing does. */
export function missing(
  draft: MailDraft,
  account: MailAccount | null,
  signedIn: Account | undefined,
): string | undefined {
  const named = !draft.from_name.trim()
    ? "Enter the name that stands on the mail first."
    : !draft.from_address.includes("@")
      ? "Enter the address that the mail comes from first."
      : undefined;
  if (draft.way === "account") {
    return signedIn ? (mailLock(signedIn) ?? named) : "Choose the account first.";
  }
  if (draft.way === "hand_over" || named) return named;
  if (!draft.host.trim()) return "Enter the mail server first.";
  if (!isPort(draft.port)) return "The port of the server is a number from 1 to 65535.";
  if (draft.user_name.trim() && !draft.password && !passwordKept(draft, account)) {
    return account?.has_password
      ? "Enter the password again: the kept one belongs to the servers and the user it was given for."
      : "Enter the password first.";
  }
  if (!draft.answers) return undefined;
  if (!draft.imap_host.trim()) return "Enter the server that holds the answers first.";
  return isPort(draft.imap_port)
    ? undefined
    : "The port of the server with the answers is a number from 1 to 65535.";
}

/** Why a signed-in account cannot send mail; undefined when it can. */
export function mailLock(account: Account): string | undefined {
  const sends = account.features.some(({ id, on }) => id === "send_mail" && on);
  return sends
    ? undefined
    : `${account.label} may not send mail yet. Under “Sign-ins” open ${account.vendor_name}, switch on “Send mail” and sign in.`;
}

/** What is sent; a password that was not typed is not named, so that the kept one stays. */
export function paramsOf(
  draft: MailDraft,
  signedIn: Account | undefined,
): Params<"mail_account_set"> {
  const who = { from_name: draft.from_name.trim(), from_address: draft.from_address.trim() };
  if (draft.way === "account" && signedIn) {
    const way = signedIn.vendor === "google" ? "google" : "microsoft";
    return { way, ...who, account_id: signedIn.id };
  }
  if (draft.way !== "smtp") return { way: "hand_over", ...who };
  return {
    way: "smtp",
    ...who,
    host: draft.host.trim(),
    port: Number(draft.port),
    security: draft.security,
    user_name: draft.user_name.trim(),
    ...(draft.password ? { password: draft.password } : {}),
    ...(draft.answers
      ? {
          imap_host: draft.imap_host.trim(),
          imap_port: Number(draft.imap_port),
          imap_security: draft.imap_security,
        }
      : {}),
  };
}
