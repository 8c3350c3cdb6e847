import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Choice } from "@/components/Choice";
import { CheckField, FieldRow, SelectField, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { Told } from "@/components/Told";
import { type FieldErrors, fieldErrors } from "@/features/settings/refusals";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import type { Account, MailAccount } from "../contract";
import {
  draftOf,
  imapSecured,
  type MailDraft,
  mailLock,
  missing,
  paramsOf,
  passwordKept,
  secured,
} from "./mailDraft";
import { securities } from "./words";

const FIELDS = [
  ...["from_name", "from_address", "account_id", "host", "port", "security", "user_name"],
  ...["password", "imap_host", "imap_port", "imap_security"],
];

const options = securities.map(({ security, name }) => [security, name] as const);

/** Says how mail leaves: by hand, through a mail server, or through an account that is signed in. */
export function MailForm(props: { account: MailAccount | null; onClose: () => void }) {
  const { account } = props;
  const run = useRun("mail_account_set", { forget: true });
  const status = useCommand("workspace_status", {});
  const accounts = useCommand("account_list", {});
  const [typed, setTyped] = useState<Partial<MailDraft>>({});
  const draft: MailDraft = { ...draftOf(account, status.data?.user_name ?? ""), ...typed };
  const change = (part: Partial<MailDraft>) => {
    setTyped({ ...typed, ...part });
    run.reset();
  };
  const able = (accounts.data?.accounts ?? []).filter(({ vendor }) =>
    ["google", "microsoft"].includes(vendor),
  );
  const signedIn = able.find(({ id }) => id === draft.account_id);
  const wrong = fieldErrors(run.error, FIELDS);
  const choose = (id: string) => {
    const label = able.find((each) => each.id === id)?.label ?? "";
    const address = label.includes("@") ? { from_address: label } : {};
    change({ account_id: id, ...address });
  };
  return (
    <Sheet
      title="Say how mail leaves"
      note="Invitations, changes and cancellations go to the candidate and the interviewers in your name. Until they leave they wait in the outbox, where you can stop them."
      submit="Save"
      locked={missing(draft, account, signedIn)}
      busy={run.isPending}
      error={wrong.rest}
      testId="mail-form"
      onSubmit={() =>
        run.mutate(paramsOf(draft, signedIn), {
          onSuccess: (saved) => {
            announce({ kind: "done", text: savedWords(saved.account) });
            props.onClose();
          },
        })
      }
      onClose={props.onClose}
    >
      <Choice
        label="How mail leaves"
        value={draft.way}
        options={[
          ["hand_over", "Mail program"],
          ["smtp", "Mail server"],
          ["account", "Google, Microsoft"],
        ]}
        onChange={(way) => change({ way, password: "" })}
      />
      {draft.way === "hand_over" ? (
        <p className="muted">
          Muster writes each message and opens it in your mail program; you look at it and send it.
          It needs no password.
        </p>
      ) : null}
      {draft.way === "account" ? (
        <AccountChoice able={able} chosen={signedIn} wrong={wrong} onChoose={choose} />
      ) : null}
      <FieldRow>
        <TextField
          label="Your name"
          value={draft.from_name}
          error={wrong.of("from_name")}
          first
          required
          onChange={(from_name) => change({ from_name })}
        />
        <TextField
          label="Your address"
          type="email"
          value={draft.from_address}
          placeholder="rosa@example.org"
          note="Mail comes from it, and answers go to it."
          error={wrong.of("from_address")}
          required
          onChange={(from_address) => change({ from_address })}
        />
      </FieldRow>
      {draft.way === "smtp" ? (
        <ServerFields
          draft={draft}
          kept={passwordKept(draft, account)}
          wrong={wrong}
          onChange={change}
        />
      ) : null}
    </Sheet>
  );
}

function savedWords(account: MailAccount | null): string {
  if (account === null || account.way === "hand_over") {
    return "Your mail program sends. Each message waits in the outbox until you open it there.";
  }
  return account.state === "untested"
    ? "Saved. Test the connection before the first invitation leaves."
    : `Saved. ${account.state_words}`;
}

function AccountChoice(props: {
  able: readonly Account[];
  chosen: Account | undefined;
  wrong: FieldErrors;
  onChoose: (id: string) => void;
}) {
  const { able, chosen } = props;
  if (able.length === 0) {
    return (
      <Told icon={TriangleAlert} tone="warn" testId="no-account">
        Nobody is signed in at Google or Microsoft yet. Put this form away, sign in under “Sign-ins”
        with “Send mail” switched on, and come back.
      </Told>
    );
  }
  return (
    <SelectField
      label="Account"
      value={chosen?.id ?? ""}
      options={[
        ["", "Choose an account"],
        ...able.map(({ id, label, vendor_name }) => [id, `${label}, ${vendor_name}`] as const),
      ]}
      note={chosen ? mailLock(chosen) : undefined}
      error={props.wrong.of("account_id")}
      onChange={props.onChoose}
    />
  );
}

function ServerFields(props: {
  draft: MailDraft;
  kept: boolean;
  wrong: FieldErrors;
  onChange: (part: Partial<MailDraft>) => void;
}) {
  const { draft, kept, wrong, onChange } = props;
  return (
    <>
      <TextField
        label="Mail server (SMTP)"
        value={draft.host}
        placeholder="smtp.example.org"
        error={wrong.of("host")}
        required
        onChange={(host) => onChange({ host })}
      />
      <FieldRow>
        <SelectField
          label="Security"
          value={draft.security}
          options={options}
          error={wrong.of("security")}
          onChange={(security) => onChange(secured(draft, security))}
        />
        <TextField
          label="Port"
          type="number"
          min={1}
          max={65_535}
          value={draft.port}
          error={wrong.of("port")}
          required
          onChange={(port) => onChange({ port })}
        />
      </FieldRow>
      {draft.security === "plain" ? <InClear /> : null}
      <FieldRow>
        <TextField
          label="User name"
          value={draft.user_name}
          note="Often the whole address. Empty where the server asks for none."
          error={wrong.of("user_name")}
          onChange={(user_name) => onChange({ user_name })}
        />
        <TextField
          label="Password"
          type="password"
          value={draft.password}
          note={
            kept
              ? "One is kept sealed. Leave this empty to keep it."
              : "An app password, where there are such."
          }
          error={wrong.of("password")}
          onChange={(password) => onChange({ password })}
        />
      </FieldRow>
      <CheckField
        label="Read answers over IMAP"
        checked={draft.answers}
        testId="answers"
        onChange={(answers) =>
          onChange({ answers, ...(draft.imap_host ? {} : { imap_host: imapGuess(draft.host) }) })
        }
      />
      {draft.answers ? (
        <>
          <TextField
            label="Server with the answers (IMAP)"
            value={draft.imap_host}
            placeholder="imap.example.org"
            note="With the same user name and password."
            error={wrong.of("imap_host")}
            required
            onChange={(imap_host) => onChange({ imap_host })}
          />
          <FieldRow>
            <SelectField
              label="Security of the answers"
              value={draft.imap_security}
              options={options}
              error={wrong.of("imap_security")}
              onChange={(security) => onChange(imapSecured(draft, security))}
            />
            <TextField
              label="Port of the answers"
              type="number"
              min={1}
              max={65_535}
              value={draft.imap_port}
              error={wrong.of("imap_port")}
              required
              onChange={(imap_port) => onChange({ imap_port })}
            />
          </FieldRow>
          {draft.imap_security === "plain" && draft.security !== "plain" ? <InClear /> : null}
        </>
      ) : (
        <p className="muted">
          Without it you read answers yourself, or give Muster the mail with the answer as a file.
        </p>
      )}
    </>
  );
}

function InClear() {
  return (
    <Told icon={TriangleAlert} tone="warn" testId="in-clear">
      Everybody on the way could read the password and the mail, so Muster takes this only for a
      server on this computer.
    </Told>
  );
}

/** Servers come in pairs: smtp.example.org has an imap.example.org. */
const imapGuess = (host: string) => host.trim().replace(/^smtp\./i, "imap.");
