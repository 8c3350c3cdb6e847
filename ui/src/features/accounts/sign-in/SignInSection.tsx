import { ClipboardPaste, Hourglass, KeyRound } from "lucide-react";
import { ActionButtons } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { Line } from "@/components/Line";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { RowList } from "@/components/RowList";
import { Detail, Split } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { dotted } from "@/lib/words";
import css from "../accounts.module.css";
import { accountLooks } from "../words";
import { AccountDetail } from "./AccountDetail";
import { ClientForm } from "./ClientForm";
import { DisconnectAccount } from "./DisconnectAccount";
import { accountKey, attemptKey, vendorKey } from "./keys";
import { PasteSheet } from "./PasteSheet";
import { useSignIn } from "./useSignIn";
import { VendorDetail } from "./VendorDetail";
import { WaitingDetail } from "./WaitingDetail";

/** The accounts that somebody has signed in with, and the vendors at whom one can. */
export function SignInSection() {
  const place = usePlace();
  const list = useCommand("account_list", {}, { aging: true });
  const vendors = useCommand("account_vendors", {});
  useReady(list.error || vendors.error ? "error" : vendors.isPending ? "pending" : list.status);
  const signIn = useSignIn();
  const accounts = list.data?.accounts ?? [];
  const waiting = list.data?.waiting ?? [];
  const all = vendors.data?.vendors ?? [];
  const keys = [
    ...waiting.map(({ attempt_id }) => attemptKey(attempt_id)),
    ...accounts.map(({ id }) => accountKey(id)),
    ...all.map(({ id }) => vendorKey(id)),
  ];
  const cursor = useCursor("sign-ins", keys);
  const attempt = waiting.find(({ attempt_id }) => attemptKey(attempt_id) === place.id);
  const account = accounts.find(({ id }) => accountKey(id) === place.id);
  const vendor = all.find(({ id }) => vendorKey(id) === place.id);
  const ask = (what: string) => place.set({ do: what });
  const close = () => place.set({ do: undefined });
  const leave = () => place.set({ do: undefined, id: undefined });
  const paste = {
    id: "account_paste",
    title: "Paste the address of a sign-in",
    label: "Paste the address",
    icon: ClipboardPaste,
    locked: waiting.length > 0 ? undefined : "No sign-in waits for the browser.",
    run: () => ask("paste"),
  };
  useActions(attempt ? [] : [paste]);
  const error = list.error ?? vendors.error;
  const retry = () => {
    void list.refetch();
    void vendors.refetch();
  };
  const groups = [
    {
      title: "Waiting for the browser",
      rows: waiting.map((each) => ({
        key: attemptKey(each.attempt_id),
        content: (
          <Line
            title={each.vendor_name}
            below={each.words}
            end={<Badge tone="accent" icon={Hourglass} label="Waiting" shrink />}
          />
        ),
      })),
    },
    {
      title: "Connected",
      rows: accounts.map((each) => ({
        key: accountKey(each.id),
        content: (
          <Line
            title={each.label}
            beside={each.vendor_name}
            below={dotted(each.state_words, each.last_used_words)}
            end={<Badge {...accountLooks[each.state]} shrink />}
          />
        ),
      })),
      empty: (
        <p className={css.quiet}>
          Nobody has signed in yet. Choose a vendor below: it says what it is for and what it asks.
        </p>
      ),
    },
    {
      title: "Can be connected",
      rows: all.map((each) => ({
        key: vendorKey(each.id),
        content: (
          <Line
            title={each.name}
            below={each.sentence}
            end={
              each.client.id === null ? (
                <Badge tone="neutral" icon={KeyRound} label="Needs a registration" shrink />
              ) : undefined
            }
          />
        ),
      })),
    },
  ];
  return (
    <>
      <Split
        list={
          error ? (
            <ErrorNotice error={error} retry={retry} />
          ) : list.isPending || vendors.isPending ? (
            <Waiting label="Reading the accounts" />
          ) : (
            <>
              <div className={css.bar}>
                <span className="muted">Sign in once; Muster keeps the connection.</span>
                {attempt ? null : <ActionButtons actions={[paste]} />}
              </div>
              <RowList
                label="Sign-ins"
                at={cursor.key}
                opened={cursor.opened}
                onOpen={(key) => cursor.open(keys.indexOf(key))}
                groups={groups.filter(({ rows }, at) => at > 0 || rows.length > 0)}
              />
            </>
          )
        }
        detail={
          attempt ? (
            <Detail label={`Sign-in at ${attempt.vendor_name}`} onClose={cursor.close}>
              <WaitingDetail
                key={attempt.attempt_id}
                attempt={attempt}
                address={signIn.addresses[attempt.attempt_id]}
                onOpen={(address) => void signIn.open(address)}
                onPaste={() => ask("paste")}
                onGone={leave}
              />
            </Detail>
          ) : account ? (
            <Detail label={account.label} onClose={cursor.close}>
              <AccountDetail
                key={account.id}
                account={account}
                vendor={all.find(({ id }) => id === account.vendor)}
                signIn={signIn}
                onDisconnect={() => ask("disconnect")}
              />
            </Detail>
          ) : vendor ? (
            <Detail label={vendor.name} onClose={cursor.close}>
              <VendorDetail
                key={vendor.id}
                vendor={vendor}
                signIn={signIn}
                onClient={() => ask("client")}
              />
            </Detail>
          ) : undefined
        }
      />
      {place.do === "client" && vendor ? <ClientForm vendor={vendor} onClose={close} /> : null}
      {place.do === "paste" ? (
        <PasteSheet
          onClose={close}
          onConnected={({ id }) => place.set({ do: undefined, id: accountKey(id) })}
        />
      ) : null}
      {place.do === "disconnect" && account ? (
        <DisconnectAccount account={account} onClose={close} onGone={leave} />
      ) : null}
    </>
  );
}
