import { type ReactNode, useState } from "react";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Section } from "@/components/Split";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { useSaved } from "@/lib/saved";
import { PaneForm } from "../PaneForm";
import { fieldErrors } from "../refusals";
import css from "./availability.module.css";
import { Holidays } from "./Holidays";
import { SettingField } from "./SettingField";
import { changesOf, groups, names, type Typed, typedOf } from "./settings";
import type { Availability, Owner } from "./shapes";

/** Whose settings they are, for the parameters of `availability_get`. */
function asked(owner: Owner) {
  if (owner.level === "person") return { person_id: owner.person_id };
  return owner.level === "team" ? { team: owner.team } : {};
}

/** Limits, breaks, lunch and holidays of everybody, a team or a person, each with its source. */
export function AvailabilityForm(props: {
  owner: Owner;
  title: string;
  note: string;
  /** What stands above the settings. */
  children?: ReactNode;
}) {
  const answer = useCommand("availability_get", asked(props.owner));
  if (answer.error) {
    return <ErrorNotice error={answer.error} retry={() => void answer.refetch()} />;
  }
  if (!answer.data) return <Waiting rows={6} label="Reading the availability" />;
  return <Loaded {...props} stored={answer.data} />;
}

function Loaded(props: {
  owner: Owner;
  title: string;
  note: string;
  stored: Availability;
  children?: ReactNode;
}) {
  const { owner, stored } = props;
  const countries = useCommand("availability_countries", {});
  const run = useRun("availability_set");
  const before = typedOf(stored.settings, owner.level);
  const [typed, setTyped] = useState<Typed>({});
  const saved = useSaved(typed, stored, () => setTyped({}));
  const now = { ...before, ...typed };
  const changes = changesOf(before, now);
  const shown = stored.settings.map(({ name }) => name);
  const wrong = fieldErrors(
    run.error,
    [...new Set([...names, ...shown])].flatMap((name) => [name, `values.${name}`]),
  );
  const change = (name: string, text: string) => {
    setTyped({ ...typed, [name]: text, ...(name === "country" ? { region: "" } : {}) });
    run.reset();
  };
  const here =
    owner.level === "workspace"
      ? "everybody"
      : owner.level === "team"
        ? `the team ${owner.team}`
        : owner.full_name;
  const save = () => {
    const { level } = owner;
    run.mutate(
      { level, ...asked(owner), values: changes },
      {
        onSuccess: () => {
          saved({ typed, stored });
          announce({ kind: "done", text: `Saved the availability of ${here}.`, undo: true });
        },
      },
    );
  };
  const settingOf = (name: string) => stored.settings.find((setting) => setting.name === name);
  const country = now.country || String(settingOf("country")?.value ?? "");
  return (
    <PaneForm
      title={props.title}
      note={props.note}
      submit="Save availability"
      locked={Object.keys(changes).length > 0 ? undefined : "Nothing has changed yet."}
      busy={run.isPending}
      error={wrong.rest}
      testId="availability"
      onSubmit={save}
    >
      {props.children}
      {groups.map(({ title, fields }) => {
        const known = fields.flatMap(([name, kind]) => {
          const setting = settingOf(name);
          return setting ? [{ setting, kind }] : [];
        });
        if (known.length === 0) return null;
        return (
          <Section key={title} title={title}>
            <div className={css.fields}>
              {known.map(({ setting, kind }) => (
                <SettingField
                  key={setting.name}
                  setting={setting}
                  kind={kind}
                  text={now[setting.name] ?? ""}
                  edited={setting.name in changes}
                  here={here}
                  error={wrong.of(setting.name) ?? wrong.of(`values.${setting.name}`)}
                  countries={countries.data?.items ?? []}
                  country={country}
                  onChange={(text) => change(setting.name, text)}
                />
              ))}
            </div>
          </Section>
        );
      })}
      <Holidays
        holidays={stored.holidays}
        note={stored.holidays_note}
        country={country}
        off={
          now.holidays_off ? now.holidays_off === "true" : settingOf("holidays_off")?.value === true
        }
      />
    </PaneForm>
  );
}
