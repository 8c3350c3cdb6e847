import { Copy, ExternalLink } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { fieldErrors } from "@/features/settings/refusals";
import { announce } from "@/lib/announce";
import { useDesk, useRun } from "@/lib/data";
import { CommandError } from "@/platform";
import css from "../accounts.module.css";
import type { Vendor } from "../contract";
import { type Guide, guideOf } from "./guides";

/** Takes the registration of Muster at a vendor, with the way to get one. */
export function ClientForm(props: { vendor: Vendor; onClose: () => void }) {
  const { vendor } = props;
  const { client } = vendor;
  const own = client.source === "settings";
  const run = useRun("account_client_set", { forget: true });
  const [draft, setDraft] = useState({
    client_id: own ? (client.id ?? "") : "",
    client_secret: "",
    issuer: client.issuer ?? "",
    bounce: client.bounce ?? "",
  });
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    run.reset();
  };
  const id = draft.client_id.trim();
  // A secret belongs to its id: with another id it must be entered anew.
  const kept = own && client.has_secret && id === client.id;
  const bounces = vendor.ways.includes("bounce");
  const locked = !id
    ? "Enter the client id first."
    : client.needs_secret && !kept && !draft.client_secret
      ? `${vendor.name} gave a client secret with it. Enter that, too.`
      : client.needs_issuer && !draft.issuer.trim()
        ? "Enter the address of the provider first."
        : client.needs_bounce && !draft.bounce.trim()
          ? "Enter the address of your bounce page first."
          : undefined;
  const send = (client_id: string) =>
    run.mutate(
      {
        vendor: vendor.id,
        client_id,
        ...(client_id && draft.client_secret ? { client_secret: draft.client_secret } : {}),
        ...(client_id && client.needs_issuer ? { issuer: draft.issuer.trim() } : {}),
        ...(client_id && bounces ? { bounce: draft.bounce.trim() } : {}),
      },
      {
        onSuccess: () => {
          announce({
            kind: "done",
            text: client_id
              ? `Muster is registered at ${vendor.name}. Everybody here can sign in now.`
              : `The registration at ${vendor.name} is removed.`,
          });
          props.onClose();
        },
      },
    );
  const wrong = fieldErrors(run.error, ["client_id", "client_secret", "issuer", "bounce"]);
  const guide = guideOf(vendor.id);
  return (
    <Sheet
      title={`Register Muster at ${vendor.name}`}
      note={`A team registers Muster once with ${vendor.name}; then everybody signs in with that registration.`}
      submit="Save the registration"
      locked={locked}
      busy={run.isPending}
      error={wrong.rest}
      testId="client-form"
      buttons={
        own ? (
          <Button
            label="Remove the registration"
            look="bad"
            busy={run.isPending}
            onPress={() => send("")}
          />
        ) : undefined
      }
      onSubmit={() => send(id)}
      onClose={props.onClose}
    >
      {guide ? <GuideWords guide={guide} name={vendor.name} /> : null}
      {client.needs_issuer ? (
        <TextField
          label="Address of the provider"
          type="url"
          value={draft.issuer}
          placeholder="https://id.example.org"
          note="Muster reads the rest from it."
          error={wrong.of("issuer")}
          first
          required
          onChange={(issuer) => change({ issuer })}
        />
      ) : null}
      <TextField
        label="Client id"
        value={draft.client_id}
        error={wrong.of("client_id")}
        first={!client.needs_issuer}
        required
        onChange={(client_id) => change({ client_id })}
      />
      {client.takes_secret ? (
        <TextField
          label={client.needs_secret ? "Client secret" : "Client secret, if there is one"}
          type="password"
          value={draft.client_secret}
          note={kept ? "One is kept sealed. Leave this empty to keep it." : null}
          error={wrong.of("client_secret")}
          required={client.needs_secret && !kept}
          onChange={(client_secret) => change({ client_secret })}
        />
      ) : null}
      {bounces ? (
        <TextField
          label={
            client.needs_bounce
              ? "Address of your bounce page"
              : "Address of your bounce page, if there is one"
          }
          type="url"
          value={draft.bounce}
          placeholder="https://team.example/muster/"
          note="The page hands the browser’s answer to Muster on the same computer, and sends nothing anywhere."
          error={wrong.of("bounce")}
          required={client.needs_bounce}
          onChange={(bounce) => change({ bounce })}
        />
      ) : null}
    </Sheet>
  );
}

function GuideWords({ guide, name }: { guide: Guide; name: string }) {
  const { platform } = useDesk();
  const failed = (retry: () => void) => (error: unknown) =>
    announce({ kind: "failed", error: CommandError.from(error), retry });
  const open = (page: string): Promise<void> =>
    platform.openExternal(page).catch(failed(() => void open(page)));
  const copy = (address: string): Promise<void> =>
    platform
      .copyText(address)
      .then(() => announce({ kind: "done", text: `Copied ${address}.` }))
      .catch(failed(() => void copy(address)));
  return (
    <div className={css.guide} data-testid="guide">
      <ol>
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {guide.addresses.map((address) => (
        <p key={address} className={css.copied}>
          <code>{address}</code>
          <Button label={`Copy ${address}`} icon={Copy} onPress={() => void copy(address)} />
        </p>
      ))}
      {guide.page ? (
        <Button
          label={`Open ${name}’s site`}
          icon={ExternalLink}
          onPress={() => void open(guide.page ?? "")}
        />
      ) : null}
    </div>
  );
}
