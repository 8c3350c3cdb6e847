import { CircleAlert, CircleCheck, CircleHelp, KeyRound, Mail } from "lucide-react";
import type { MailAccount, MailSecurity } from "../contract";

/** How mail leaves, in words. */
export const wayWords: Readonly<Record<string, string>> = {
  hand_over: "Through your mail program, by your hand",
  smtp: "Through a mail server",
  google: "Through a Google account",
  microsoft: "Through a Microsoft account",
};

const looks = {
  ready: { tone: "ok", icon: CircleCheck, label: "Ready" },
  untested: { tone: "warn", icon: CircleHelp, label: "Not tested yet" },
  failing: { tone: "bad", icon: CircleAlert, label: "Cannot send" },
  sign_in_again: { tone: "bad", icon: KeyRound, label: "Sign in again" },
} as const;

/** How the state of the mail account looks; without one, the mail program does it. */
export const mailLook = (account: MailAccount | null) =>
  account === null || account.way === "hand_over"
    ? ({ tone: "neutral", icon: Mail, label: "You send it" } as const)
    : looks[account.state];

/** What a stored word says of how a connection is secured. */
export const securityOf = (word: string): MailSecurity =>
  securities.find(({ security }) => security === word)?.security ?? "tls";

/** How a connection is secured, and the port that goes with it. */
export const securities: readonly {
  security: MailSecurity;
  name: string;
  smtp: string;
  imap: string;
}[] = [
  { security: "tls", name: "TLS from the first word", smtp: "465", imap: "993" },
  { security: "start_tls", name: "STARTTLS", smtp: "587", imap: "143" },
  { security: "plain", name: "None: in clear", smtp: "25", imap: "143" },
];

/** The usual port of a kind of server, secured so. */
export const usualPort = (server: "smtp" | "imap", security: MailSecurity) =>
  securities.find((each) => each.security === security)?.[server] ?? "";

const shortSecurities: Readonly<Record<MailSecurity, string>> = {
  tls: "TLS",
  start_tls: "STARTTLS",
  plain: "not encrypted",
};

/** "mail.example.org, port 465, TLS"; null where there is no server. */
export const serverWords = (host: string, port: number, security: string): string | null =>
  host ? `${host}, port ${port}, ${shortSecurities[securityOf(security)]}` : null;
