import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Account } from "../contract";

/** Says what ends with an account before it is taken back at the vendor. */
export function DisconnectAccount(props: {
  account: Account;
  onClose: () => void;
  onGone: () => void;
}) {
  const { account } = props;
  const run = useRun("account_disconnect", { forget: true });
  return (
    <Sheet
      title={`Disconnect ${account.label}`}
      note={`Muster asks ${account.vendor_name} to take the permission back and deletes what it signed in with from this computer.`}
      submit={`Disconnect from ${account.vendor_name}`}
      bad
      busy={run.isPending}
      error={run.error}
      testId="account-disconnect"
      onSubmit={() =>
        run.mutate(
          { account_id: account.id },
          {
            onSuccess: ({ words, revoked }) => {
              // What could not be taken back is left for the person to do: the words stay to be read.
              announce(revoked ? { kind: "done", text: words } : { kind: "told", text: words });
              props.onGone();
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <p>This cannot be undone; to have it back, sign in again.</p>
    </Sheet>
  );
}
