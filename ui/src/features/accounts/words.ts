import {
  CircleAlert,
  CircleCheck,
  Clock,
  Hourglass,
  KeyRound,
  LoaderCircle,
  type LucideIcon,
} from "lucide-react";
import type { Tone } from "@/components/Badge";
import type { AccountState, CalendarState, WayBack } from "./contract";

interface Look {
  tone: Tone;
  icon: LucideIcon;
  label: string;
}

/** How the state of a calendar account looks in a row. */
export const calendarLooks: Readonly<Record<CalendarState, Look>> = {
  fresh: { tone: "ok", icon: CircleCheck, label: "Up to date" },
  stale: { tone: "warn", icon: Clock, label: "Out of date" },
  failing: { tone: "bad", icon: CircleAlert, label: "Cannot be read" },
  sign_in_again: { tone: "bad", icon: KeyRound, label: "Password refused" },
};

/** How the state of a signed-in account looks in a row. */
export const accountLooks: Readonly<Record<AccountState, Look>> = {
  connected: { tone: "ok", icon: CircleCheck, label: "Connected" },
  ends_soon: { tone: "warn", icon: Hourglass, label: "Ends soon" },
  renewing: { tone: "accent", icon: LoaderCircle, label: "Renewing" },
  sign_in_again: { tone: "bad", icon: KeyRound, label: "Sign in again" },
};

/** How the browser comes back, as one chooses it. */
export const wayNames: Readonly<Record<WayBack, string>> = {
  loopback: "By itself, to this computer",
  deep_link: "By itself, through a muster: link",
  bounce: "Through your team’s own page",
  paste: "I copy the address and paste it here",
};

/** A colour that a calendar server gave, if it is one; anything else must not reach a style. */
export function safeColour(colour: string | null): string | undefined {
  return colour && /^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(colour) ? colour.slice(0, 7) : undefined;
}
