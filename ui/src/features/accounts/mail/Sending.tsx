import { SelectField } from "@/components/Form";
import { Section } from "@/components/Split";
import { Switch } from "@/components/Switch";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { keysOf } from "@/lib/bindings";
import { useRun } from "@/lib/data";
import { count } from "@/lib/words";
import css from "../accounts.module.css";
import type { MailSettings } from "../contract";

/** How long a message can be stopped, in seconds. */
const WINDOWS = [10, 30, 60, 120, 300, 600];

type Sends = Pick<MailSettings, "automatic" | "undo_seconds">;

/** Whether invitations leave by themselves, and how long they can be stopped. */
export function Sending({ mail }: { mail: MailSettings }) {
  const run = useRun("mail_sending_set");
  const { automatic, undo_seconds } = mail;
  const set = (next: Sends, before?: Sends): void =>
    run.mutate(next, {
      onSuccess: () =>
        announce({
          kind: "done",
          text: sendingWords(next, mail.sends_by_itself),
          ...(before ? { undo: () => set(before) } : {}),
        }),
      onError: (error) => announce({ kind: "failed", error, retry: () => set(next, before) }),
    });
  const change = (part: Partial<Sends>) => {
    const before = { automatic, undo_seconds };
    set({ ...before, ...part }, before);
  };
  const toggle = () => change({ automatic: !automatic });
  useActions([
    {
      id: "mail_automatic",
      title: automatic ? "Write invitations only when I say so" : "Write invitations by itself",
      run: toggle,
    },
  ]);
  const seconds = [...new Set([...WINDOWS, undo_seconds])].toSorted((a, b) => a - b);
  return (
    <Section title="Invitations">
      <div className={css.sending}>
        <Switch
          label="Write by itself after scheduling, moving and cancelling"
          on={automatic}
          keys={keysOf("mail_automatic")}
          onChange={toggle}
        />
        <p className={css.reason}>
          {automatic
            ? "Everybody who takes part hears of it without a further hand."
            : "Nobody hears of it until you open the interview and invite everybody."}{" "}
          {mail.sends_by_itself
            ? null
            : "As your mail program sends, the messages wait in the outbox for you."}
        </p>
        <div className={css.way}>
          <SelectField
            label="How long a message can be stopped"
            value={String(undo_seconds)}
            options={seconds.map((each) => [String(each), windowWords(each)] as const)}
            note="So long it waits in the outbox before it leaves."
            onChange={(next) => change({ undo_seconds: Number(next) })}
          />
        </div>
      </div>
    </Section>
  );
}

const windowWords = (seconds: number) =>
  seconds % 60 === 0 ? count(seconds / 60, "minute") : `${seconds} seconds`;

function sendingWords({ automatic, undo_seconds }: Sends, itself: boolean): string {
  if (!automatic) return "Invitations are written only when you invite somebody.";
  return itself
    ? `Invitations leave by themselves, ${windowWords(undo_seconds)} after you schedule.`
    : "Invitations are written by themselves and wait in the outbox for you.";
}
