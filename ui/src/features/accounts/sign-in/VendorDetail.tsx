import { KeyRound, LogIn, PencilLine } from "lucide-react";
import { useState } from "react";
import { ActionButtons } from "@/components/ActionButtons";
import { SelectField } from "@/components/Form";
import { Section } from "@/components/Split";
import { Switch } from "@/components/Switch";
import { Told } from "@/components/Told";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import css from "../accounts.module.css";
import type { Vendor, WayBack } from "../contract";
import { wayNames } from "../words";
import type { SignIn } from "./useSignIn";

/** Without it Muster could not say which account is connected. */
const ALWAYS = "identity";

/** What a vendor is for, which permissions to ask it for and why, and the way to sign in. */
export function VendorDetail(props: { vendor: Vendor; signIn: SignIn; onClient: () => void }) {
  const { vendor, signIn } = props;
  const { client } = vendor;
  // It asks for as little as is of use: who it is, and the first thing that the vendor is for.
  const [asked, setAsked] = useState<readonly string[]>(() => {
    const optional = vendor.features.filter(({ id }) => id !== ALWAYS);
    return [ALWAYS, ...optional.slice(0, 1).map(({ id }) => id)];
  });
  const [way, setWay] = useState<WayBack | "best">("best");
  const features = vendor.features.map(({ id }) => id).filter((id) => asked.includes(id));
  const locked =
    client.id === null
      ? `Register Muster at ${vendor.name} first.`
      : signIn.busy
        ? "The sign-in is being prepared."
        : features.length === 0
          ? "Choose what to ask for first."
          : undefined;
  const register = {
    id: "account_client",
    title: client.id
      ? `Change the registration at ${vendor.name}`
      : `Register Muster at ${vendor.name}`,
    label: client.id ? "Change the registration" : "Enter the client id",
    icon: client.id ? PencilLine : KeyRound,
    look: client.id ? ("plain" as const) : ("main" as const),
    run: props.onClient,
  };
  const enter = {
    id: "account_sign_in",
    title: `Sign in at ${vendor.name}`,
    label: `Sign in at ${vendor.name}`,
    icon: LogIn,
    look: "main" as const,
    locked,
    run: () => signIn.start(vendor.id, features, way === "best" ? {} : { way }),
  };
  const actions = client.id ? [enter, register] : [register, enter];
  useActions(actions);
  return (
    <article data-testid="vendor">
      <h1 className={css.title}>
        <bdi>{vendor.name}</bdi>
      </h1>
      <p>{vendor.sentence}</p>
      {client.id === null ? (
        <div className={css.after}>
          <Told icon={KeyRound} tone="warn" testId="no-client">
            Nobody has registered Muster at {vendor.name} yet. It takes one person of the team a few
            minutes, once.
          </Told>
        </div>
      ) : (
        <p className={css.note}>
          Registered as <code>{client.id}</code>,{" "}
          {client.source === "environment"
            ? "given by this computer’s set-up"
            : "entered in Muster"}
          {client.issuer ? (
            <>
              , at <bdi>{client.issuer}</bdi>
            </>
          ) : null}
          .
        </p>
      )}
      <Section title="What to ask for">
        <ul className={css.features}>
          {vendor.features.map(({ id, name, reason }) => (
            <li key={id}>
              <Switch
                label={name}
                on={asked.includes(id)}
                locked={
                  id === ALWAYS
                    ? "It is always asked for: without it nobody knows which account this is."
                    : undefined
                }
                onChange={(on) =>
                  setAsked(on ? [...asked, id] : asked.filter((each) => each !== id))
                }
                onLocked={(text) => announce({ kind: "told", text })}
              />
              <p className={css.reason}>{reason}</p>
            </li>
          ))}
        </ul>
      </Section>
      {vendor.ways.length > 1 ? (
        <div className={css.way}>
          <SelectField
            label="How the browser comes back"
            value={way}
            options={[
              ["best", "As suits this computer best"] as const,
              ...vendor.ways.map((each) => [each, wayNames[each]] as const),
            ]}
            onChange={setWay}
          />
        </div>
      ) : null}
      <div className={css.acts}>
        <ActionButtons actions={actions} />
      </div>
      <p className={css.note}>
        Your password is typed in the browser, at {vendor.name}; Muster never sees it.
      </p>
    </article>
  );
}
