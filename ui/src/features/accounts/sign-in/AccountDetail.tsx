import { CheckCheck, CircleCheck, CircleSlash, LogIn, Unplug } from "lucide-react";
import { ActionButtons } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { Facts, Section } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { ActivityRows } from "../AccountActivity";
import css from "../accounts.module.css";
import type { Account, Vendor } from "../contract";
import { accountLooks } from "../words";
import type { SignIn } from "./useSignIn";

/** One signed-in account: how it stands, what it may do, and what it did. */
export function AccountDetail(props: {
  account: Account;
  vendor: Vendor | undefined;
  signIn: SignIn;
  onDisconnect: () => void;
}) {
  const { account, vendor, signIn } = props;
  const test = useRun("account_test", { forget: true });
  const check = () =>
    test.mutate(
      { account_id: account.id },
      {
        onSuccess: ({ ok, words }) =>
          announce(ok ? { kind: "done", text: words } : { kind: "told", text: words }),
        onError: (error) => announce({ kind: "failed", error, retry: check }),
      },
    );
  const granted = account.features.filter(({ on }) => on);
  const missing = granted.length < account.features.length;
  const ends = account.state !== "connected" && account.state !== "renewing";
  const actions = [
    {
      id: "account_sign_in",
      title: `Sign in at ${account.vendor_name} again`,
      label: account.next_step ?? "Sign in again",
      icon: LogIn,
      look: ends ? ("main" as const) : ("plain" as const),
      locked: signIn.busy ? "The sign-in is being prepared." : undefined,
      run: () =>
        signIn.start(
          account.vendor,
          (granted.length > 0 ? granted : account.features).map(({ id }) => id),
          { account_id: account.id },
        ),
    },
    {
      id: "account_test",
      title: `Test ${account.label}`,
      label: test.isPending ? "Testing the connection" : "Test the connection",
      icon: CheckCheck,
      locked: test.isPending ? "It is being tested now." : undefined,
      run: check,
    },
    {
      id: "account_disconnect",
      title: `Disconnect ${account.label}`,
      label: "Disconnect",
      icon: Unplug,
      look: "bad" as const,
      run: props.onDisconnect,
    },
  ];
  useActions(actions);
  return (
    <article data-testid="account">
      <h1 className={css.title}>
        <bdi>{account.label}</bdi>
        <Badge {...accountLooks[account.state]} />
      </h1>
      <p>{account.state_words}</p>
      <Facts
        facts={[
          ["At", <bdi key="at">{account.vendor_name}</bdi>],
          ["Signed in", account.connected_words],
          ["Good until", account.expires_words],
          ["Last used", account.last_used_words],
        ]}
      />
      <div className={css.acts}>
        <ActionButtons actions={actions} />
      </div>
      <Section title="What it may do">
        <ul className={css.features}>
          {account.features.map(({ id, name, on }) => (
            <li key={id} className={css.granted} data-on={on || undefined}>
              <Icon of={on ? CircleCheck : CircleSlash} />
              <div>
                {name}
                {on ? null : <span className="muted"> · not given</span>}
                <p className={css.reason}>
                  {vendor?.features.find((feature) => feature.id === id)?.reason}
                </p>
              </div>
            </li>
          ))}
        </ul>
        {missing && vendor ? (
          <p className={css.note}>
            To give more, open <bdi>{vendor.name}</bdi> in the list, switch on what it shall do, and
            sign in.
          </p>
        ) : null}
      </Section>
      <Section title="What it did">
        <ActivityRows accountId={account.id} limit={20} />
      </Section>
    </article>
  );
}
