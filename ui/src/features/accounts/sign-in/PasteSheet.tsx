import { useState } from "react";
import { TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { fieldErrors } from "@/features/settings/refusals";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Account } from "../contract";

/** Takes the last address of a sign-in from a browser that did not find its way back. */
export function PasteSheet(props: {
  onClose: () => void;
  onConnected: (account: Account) => void;
}) {
  const run = useRun("account_sign_in_paste", { forget: true });
  const [address, setAddress] = useState("");
  const wrong = fieldErrors(run.error, ["address"]);
  const submit = () =>
    run.mutate(
      { address: address.trim() },
      {
        onSuccess: ({ account, words }) => {
          announce({ kind: account ? "done" : "told", text: words });
          if (account) props.onConnected(account);
          else props.onClose();
        },
      },
    );
  return (
    <Sheet
      title="Paste the address of the sign-in"
      note="Copy the whole address from the top of the browser, also when the page says that it cannot be reached."
      submit="Finish the sign-in"
      locked={address.trim() ? undefined : "Paste the address first."}
      busy={run.isPending}
      error={wrong.rest}
      testId="sign-in-paste"
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label="Address from the browser"
        type="url"
        value={address}
        placeholder="http://127.0.0.1:47821/callback?code=…"
        error={wrong.of("address")}
        first
        required
        onChange={(next) => {
          setAddress(next);
          run.reset();
        }}
      />
    </Sheet>
  );
}
