import { ClipboardPaste, ExternalLink, X } from "lucide-react";
import { ActionButtons } from "@/components/ActionButtons";
import { Facts } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import css from "../accounts.module.css";
import type { Attempt } from "../contract";
import { wayNames } from "../words";

/** A sign-in that waits for the browser, with the ways out when the browser does not come back. */
export function WaitingDetail(props: {
  attempt: Attempt;
  /** Where it began, if this visit knows it. */
  address: string | undefined;
  onOpen: (address: string) => void;
  onPaste: () => void;
  onGone: () => void;
}) {
  const { attempt, address } = props;
  const cancel = useRun("account_sign_in_cancel", { forget: true });
  const stop = () =>
    cancel.mutate(
      { attempt_id: attempt.attempt_id },
      {
        onSuccess: () => {
          announce({
            kind: "done",
            text: `The sign-in at ${attempt.vendor_name} is cancelled. Nothing was connected.`,
          });
          props.onGone();
        },
        onError: (error) => announce({ kind: "failed", error, retry: stop }),
      },
    );
  const actions = [
    {
      id: "account_sign_in",
      title: "Open the browser again",
      label: "Open the browser again",
      icon: ExternalLink,
      locked: address
        ? undefined
        : "Muster told its address once and keeps it nowhere. Cancel, and sign in anew.",
      run: () => address && props.onOpen(address),
    },
    {
      id: "account_paste",
      title: "Paste the address",
      label: "Paste the address",
      icon: ClipboardPaste,
      run: props.onPaste,
    },
    {
      id: "account_disconnect",
      title: `Cancel the sign-in at ${attempt.vendor_name}`,
      label: "Cancel the sign-in",
      icon: X,
      look: "bad" as const,
      run: stop,
    },
  ];
  useActions(actions);
  return (
    <article data-testid="waiting-sign-in">
      <h1 className={css.title}>
        <span>
          Waiting for <bdi>{attempt.vendor_name}</bdi>
        </span>
      </h1>
      <p role="status">{attempt.words}</p>
      <Facts facts={[["Comes back", wayNames[attempt.way]]]} />
      <div className={css.acts}>
        <ActionButtons actions={actions} />
      </div>
      <p className={css.note}>
        If the browser stays at a page that cannot be reached, copy the whole address from its top
        and paste it here. It is good for one sign-in.
      </p>
    </article>
  );
}
