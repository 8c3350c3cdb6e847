import { KeyRound, Lock, LockOpen, RotateCcwKey, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ActionButtons } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { TextField } from "@/components/Form";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Sheet } from "@/components/Sheet";
import { Facts } from "@/components/Split";
import { fieldErrors } from "@/features/settings/refusals";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import css from "./accounts.module.css";
import type { VaultStatus } from "./contract";

const keepers: Readonly<Record<VaultStatus["keeper"], string>> = {
  keyring: "The keyring of this computer",
  passphrase: "A passphrase that only you know",
  none: "Nothing keeps it yet",
};

/** Where the key of passwords and sign-ins lies, and the ways to open, protect and renew it. */
export function VaultSection() {
  const place = usePlace();
  const query = useCommand("vault_status", {});
  useReady(query.status);
  const rotate = useRun("vault_key_rotate");
  const close = () => place.set({ do: undefined });
  const status = query.data;
  const renew = () =>
    rotate.mutate(
      {},
      {
        onSuccess: ({ words }) => announce({ kind: "done", text: `The key is renewed. ${words}` }),
        onError: (error) => announce({ kind: "failed", error, retry: renew }),
      },
    );
  const unlock = {
    id: "vault_unlock",
    title: "Unlock the secrets",
    label: "Unlock the secrets",
    icon: LockOpen,
    look: "main" as const,
    run: () => place.set({ do: "unlock" }),
  };
  const passphrase = {
    id: "vault_passphrase",
    title: status?.keeper === "passphrase" ? "Change the passphrase" : "Set a passphrase",
    label: status?.keeper === "passphrase" ? "Change the passphrase" : "Set a passphrase",
    icon: KeyRound,
    run: () => place.set({ do: "passphrase" }),
  };
  const again = {
    id: "vault_rotate",
    title: "Renew the key of the secrets",
    label: rotate.isPending ? "Renewing the key" : "Renew the key",
    icon: RotateCcwKey,
    locked: status?.locked
      ? status.keeper === "passphrase"
        ? "Unlock the secrets first."
        : "The key is out of reach. What is said above comes first."
      : status?.keeper === "none"
        ? "There is no key yet, so nothing is sealed with one."
        : rotate.isPending
          ? "It is being renewed now."
          : undefined,
    run: renew,
  };
  const opens = status?.locked && status.keeper === "passphrase";
  const actions = status ? [...(opens ? [unlock] : []), passphrase, again] : [];
  useActions(actions);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keys
    <section className={css.page} aria-label="Secrets" tabIndex={0}>
      {query.error ? (
        <ErrorNotice error={query.error} retry={() => void query.refetch()} />
      ) : !status ? (
        <Waiting rows={3} label="Reading how the secrets are kept" />
      ) : (
        <article data-testid="vault">
          <h2 className={css.title}>
            Passwords and sign-ins
            <Badge {...vaultLook(status)} />
          </h2>
          <p>{status.words}</p>
          <Facts facts={[["Kept by", keepers[status.keeper]]]} />
          <div className={css.acts}>
            <ActionButtons actions={actions} />
          </div>
          <p className={css.note}>
            Muster seals every password and sign-in with one key. The workspace file and its backups
            never hold the key in clear, so a copy of them opens nothing.
          </p>
          <p className={css.note}>
            Renew the key when somebody may have seen it: everything is sealed anew, and no account
            has to sign in again.
          </p>
        </article>
      )}
      {place.do === "unlock" && opens ? <Unlock onClose={close} /> : null}
      {place.do === "passphrase" && status ? (
        <SetPassphrase change={status.keeper === "passphrase"} onClose={close} />
      ) : null}
    </section>
  );
}

function vaultLook({ locked, keeper }: VaultStatus) {
  if (keeper === "none" && !locked) {
    return { tone: "neutral", icon: TriangleAlert, label: "No key yet" } as const;
  }
  return locked
    ? ({ tone: "bad", icon: Lock, label: "Locked" } as const)
    : ({ tone: "ok", icon: LockOpen, label: "Open" } as const);
}

function Unlock({ onClose }: { onClose: () => void }) {
  const run = useRun("vault_unlock", { forget: true });
  const [passphrase, setPassphrase] = useState("");
  const wrong = fieldErrors(run.error, ["passphrase"]);
  return (
    <Sheet
      title="Unlock the secrets"
      note="Until then no calendar is read and no account is used."
      submit="Unlock the secrets"
      locked={passphrase ? undefined : "Enter the passphrase first."}
      busy={run.isPending}
      error={wrong.rest}
      testId="vault-unlock"
      onSubmit={() =>
        run.mutate(
          { passphrase },
          {
            onSuccess: ({ words }) => {
              announce({ kind: "done", text: words });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <TextField
        label="Passphrase"
        type="password"
        value={passphrase}
        error={wrong.of("passphrase")}
        first
        required
        onChange={(next) => {
          setPassphrase(next);
          run.reset();
        }}
      />
    </Sheet>
  );
}

function SetPassphrase({ change, onClose }: { change: boolean; onClose: () => void }) {
  const run = useRun("vault_passphrase_set", { forget: true });
  const [draft, setDraft] = useState({ old: "", passphrase: "", again: "" });
  const type = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    run.reset();
  };
  const wrong = fieldErrors(run.error, ["old", "passphrase"]);
  const differs = draft.again !== "" && draft.again !== draft.passphrase;
  const locked =
    change && !draft.old
      ? "Enter the passphrase that it has now."
      : !draft.passphrase
        ? "Enter the new passphrase first."
        : draft.again !== draft.passphrase
          ? "Enter the new passphrase a second time, the same."
          : undefined;
  return (
    <Sheet
      title={change ? "Change the passphrase" : "Set a passphrase"}
      note="Muster asks for it after each start, and keeps nothing in the keyring any more. Nobody can bring a forgotten passphrase back: every account must be connected anew then."
      submit={change ? "Change the passphrase" : "Set the passphrase"}
      locked={locked}
      busy={run.isPending}
      error={wrong.rest}
      testId="vault-passphrase"
      onSubmit={() =>
        run.mutate(
          { passphrase: draft.passphrase, ...(change ? { old: draft.old } : {}) },
          {
            onSuccess: ({ words }) => {
              announce({ kind: "done", text: words });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      {change ? (
        <TextField
          label="Passphrase now"
          type="password"
          value={draft.old}
          error={wrong.of("old")}
          first
          required
          onChange={(old) => type({ old })}
        />
      ) : null}
      <TextField
        label="New passphrase"
        type="password"
        value={draft.passphrase}
        note="Four or five words that do not belong together are good."
        error={wrong.of("passphrase")}
        first={!change}
        required
        onChange={(passphrase) => type({ passphrase })}
      />
      <TextField
        label="New passphrase, once more"
        type="password"
        value={draft.again}
        error={differs ? "The two are not the same." : undefined}
        required
        onChange={(again) => type({ again })}
      />
    </Sheet>
  );
}
