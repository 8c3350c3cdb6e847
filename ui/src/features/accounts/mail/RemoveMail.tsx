import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { MailAccount } from "../contract";

/** Takes the mail account away, and its password with it. */
export function RemoveMail(props: { account: MailAccount; onClose: () => void }) {
  const { account } = props;
  const run = useRun("mail_account_remove", { forget: true });
  return (
    <Sheet
      title={`Remove the mail account ${account.from_address}`}
      note={
        account.has_password
          ? "Muster forgets the server and the password."
          : "Muster sends no more mail through it."
      }
      submit="Remove the mail account"
      leave="Keep it"
      bad
      busy={run.isPending}
      error={run.error}
      testId="mail-remove"
      onSubmit={() =>
        run.mutate(
          {},
          {
            onSuccess: () => {
              announce({
                kind: "done",
                text: `${account.from_address} sends no more. Messages wait in the outbox until you open them in your mail program.`,
              });
              props.onClose();
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <p className="muted">What has left stays in the outbox and in the history.</p>
    </Sheet>
  );
}
