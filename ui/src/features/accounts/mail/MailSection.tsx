import { useRouter } from "@tanstack/react-router";
import { CheckCheck, MailPlus, Mails, PencilLine, TriangleAlert, Unplug } from "lucide-react";
import { ActionButtons, type ActionLook } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Facts } from "@/components/Split";
import { Told } from "@/components/Told";
import { type Action, useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import css from "../accounts.module.css";
import type { MailAccount, MailSettings } from "../contract";
import { MailForm } from "./MailForm";
import { RemoveMail } from "./RemoveMail";
import { Sending } from "./Sending";
import { mailLook, serverWords, wayWords } from "./words";

/** How mail leaves this computer, and when. */
export function MailSection() {
  const place = usePlace();
  const query = useCommand("mail_account_get", {}, { aging: true });
  useReady(query.status);
  const close = () => place.set({ do: undefined });
  const { data } = query;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keys
    <section className={css.page} aria-label="Mail" tabIndex={0}>
      {query.error ? (
        <ErrorNotice error={query.error} retry={() => void query.refetch()} />
      ) : !data ? (
        <Waiting rows={4} label="Reading how mail leaves" />
      ) : (
        <MailCard mail={data} />
      )}
      {place.do === "mail" && data ? <MailForm account={data.account} onClose={close} /> : null}
      {place.do === "remove" && data?.account ? (
        <RemoveMail account={data.account} onClose={close} />
      ) : null}
    </section>
  );
}

function MailCard({ mail }: { mail: MailSettings }) {
  const place = usePlace();
  const router = useRouter();
  const test = useRun("mail_account_test", { forget: true });
  const { account } = mail;
  const byHand = account === null || account.way === "hand_over";
  const check = (): void =>
    test.mutate(
      {},
      {
        onSuccess: ({ ok, words }) => announce({ kind: ok ? "done" : "told", text: words }),
        onError: (error) => announce({ kind: "failed", error, retry: check }),
      },
    );
  const actions: (Action & ActionLook)[] = [
    {
      id: "mail_set_up",
      title: account ? "Change how mail leaves" : "Set up how mail leaves",
      label: account ? "Change it" : "Set up mail",
      icon: account ? PencilLine : MailPlus,
      look: account ? "plain" : "main",
      run: () => place.set({ do: "mail" }),
    },
    {
      id: "account_test",
      title: "Test the connection of the mail account",
      label: test.isPending ? "Testing the connection" : "Test the connection",
      icon: CheckCheck,
      look: account?.state === "untested" ? "main" : "plain",
      locked: byHand
        ? "There is nothing to test: your mail program sends."
        : test.isPending
          ? "It is being tested now."
          : undefined,
      run: check,
    },
    {
      id: "account_disconnect",
      title: "Remove the mail account",
      label: "Remove",
      icon: Unplug,
      look: "bad",
      locked: account ? undefined : "No mail account is set up.",
      run: () => place.set({ do: "remove" }),
    },
  ];
  useActions(actions);
  return (
    <article data-testid="mail">
      <h2 className={css.title}>
        How mail leaves
        <Badge {...mailLook(account)} />
      </h2>
      {account ? (
        <p>{account.state_words}</p>
      ) : (
        <p>
          Muster writes invitations and opens each in your mail program; you look at it and send it.
          Set up a mail server or a signed-in account, and they leave by themselves.
        </p>
      )}
      {account?.next_step ? (
        <div className={css.after}>
          <Told icon={TriangleAlert} tone="warn" testId="next-step">
            {account.next_step}
          </Told>
        </div>
      ) : null}
      {account ? <AccountFacts account={account} /> : null}
      <div className={css.acts}>
        <ActionButtons actions={actions.filter(({ locked }) => account || !locked)} />
        <ActionButtons
          actions={[
            {
              id: "go_outbox",
              title: "Show the outbox",
              label: "Show the outbox",
              icon: Mails,
              look: "quiet",
              run: () => router.history.push("/outbox"),
            },
          ]}
        />
      </div>
      <Sending mail={mail} />
    </article>
  );
}

function AccountFacts({ account }: { account: MailAccount }) {
  return (
    <Facts
      facts={[
        ["Way", wayWords[account.way]],
        [
          "From",
          <bdi key="from">
            {account.from_name} &lt;{account.from_address}&gt;
          </bdi>,
        ],
        ["Server", serverWords(account.host, account.port, account.security)],
        ["User", account.user_name ? <bdi key="user">{account.user_name}</bdi> : null],
        ["Answers", account.answers_words],
        ["Answers at", serverWords(account.imap_host, account.imap_port, account.imap_security)],
      ]}
    />
  );
}
