import { useEffect, useRef } from "react";
import { Kbd } from "@/components/Kbd";
import { ScreenHead } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { usePlace } from "@/lib/place";
import { AccountActivity } from "./AccountActivity";
import css from "./accounts.module.css";
import { CalendarsSection } from "./calendars/CalendarsSection";
import { MailSection } from "./mail/MailSection";
import { SignInSection } from "./sign-in/SignInSection";
import { VaultSection } from "./VaultSection";

const views = [
  {
    view: "calendars",
    title: "Calendars",
    action: "accounts_calendars",
    shows: CalendarsSection,
  },
  { view: "sign-in", title: "Sign-ins", action: "accounts_sign_ins", shows: SignInSection },
  { view: "mail", title: "Mail", action: "accounts_mail", shows: MailSection },
  { view: "secrets", title: "Secrets", action: "accounts_secrets", shows: VaultSection },
  { view: "log", title: "What they did", action: "accounts_log", shows: AccountActivity },
] as const;

/** What Muster reads and writes outside this computer, with whose permission, and the way to take it back. */
export function AccountsScreen() {
  const place = usePlace();
  const shown = views.find(({ view }) => view === place.view) ?? views[0];
  const show = (view: string) => place.set({ view, id: undefined, do: undefined, for: undefined });
  useActions(
    views.map(({ view, title, action }) => ({
      id: action,
      title: `Accounts: ${title}`,
      run: () => show(view),
    })),
  );
  const tabs = useRef<HTMLElement>(null);
  // Where the parts do not fit they scroll in one line, and the shown one is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another part is shown
  useEffect(() => {
    const tab = tabs.current?.querySelector("[aria-current]");
    tab?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [shown.view]);
  return (
    <>
      <ScreenHead title="Accounts">
        <nav ref={tabs} className={css.tabs} aria-label="Parts of the accounts">
          {views.map(({ view, title, action }) => (
            <button
              key={view}
              type="button"
              aria-current={view === shown.view ? "page" : undefined}
              onClick={() => show(view)}
            >
              {title} <Kbd action={action} />
            </button>
          ))}
        </nav>
      </ScreenHead>
      <shown.shows />
    </>
  );
}
