import { Undo2 } from "lucide-react";
import { Field } from "@/components/Form";
import form from "@/components/Form.module.css";
import { ToolButton } from "@/components/ToolButton";
import { sentence } from "@/lib/words";
import css from "./availability.module.css";
import { countryName, countryOptions } from "./countries";
import type { Kind } from "./settings";
import type { Country, Setting } from "./shapes";

const tentatives = [
  ["block", "Keep that time free"],
  ["allow", "Allow interviews then"],
] as const;

/** One setting: empty inherits, and the line below says what and from where. */
export function SettingField(props: {
  setting: Setting;
  kind: Kind;
  /** What is typed at this level; empty to inherit. */
  text: string;
  /** Whether it is typed and not saved. */
  edited: boolean;
  /** Where it is set when it is set here: "this team". */
  here: string;
  error: string | undefined;
  countries: readonly Country[];
  /** The country in force, for its regions. */
  country: string;
  onChange: (text: string) => void;
}) {
  const { setting, kind, text, onChange } = props;
  const own = text.trim() !== "";
  const options = optionsOf(props);
  const back = `Inherit ${setting.label.toLowerCase()} again`;
  return (
    <Field
      label={setting.label}
      error={props.error}
      note={<span data-testid={`source-${setting.name}`}>{sourceWords(props)}</span>}
    >
      {({ id, describedBy }) => (
        <span className={css.control}>
          {options ? (
            <select
              id={id}
              className={form.input}
              value={text}
              aria-describedby={describedBy}
              aria-invalid={props.error ? true : undefined}
              onChange={(event) => onChange(event.target.value)}
            >
              {options.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <input
              id={id}
              className={form.input}
              type={kind === "minutes" || kind === "cap" ? "number" : "text"}
              min={kind === "cap" ? 1 : 0}
              placeholder={setting.spoken}
              value={text}
              autoComplete="off"
              aria-describedby={describedBy}
              aria-invalid={props.error ? true : undefined}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
          {own && kind === "minutes" ? <span className="muted">min</span> : null}
          {own ? (
            <ToolButton
              icon={Undo2}
              label={back}
              tipAt="end"
              onPress={(event) => {
                onChange("");
                // The button is gone now; its field takes the focus.
                event.currentTarget.parentElement
                  ?.querySelector<HTMLElement>("input, select")
                  ?.focus();
              }}
            />
          ) : null}
        </span>
      )}
    </Field>
  );
}

/** Where the value in force comes from: "From team Backend", or that it is set here. */
function sourceWords(props: {
  setting: Setting;
  text: string;
  edited: boolean;
  here: string;
}): string {
  const { setting, text, edited, here } = props;
  if (edited) {
    return text.trim() === ""
      ? "Inherits again once it is saved."
      : `Set for ${here} once it is saved.`;
  }
  if (text.trim() !== "") return `Set for ${here}.`;
  return setting.level === "built_in"
    ? `${sentence(setting.source)}.`
    : `From ${setting.source.replace(/^from /, "")}.`;
}

/** What can be chosen, the inherited value first; undefined where it is typed. */
function optionsOf(props: {
  kind: Kind;
  setting: Setting;
  text: string;
  countries: readonly Country[];
  country: string;
}): readonly (readonly [string, string])[] | undefined {
  const { kind, setting, text, countries } = props;
  // A country is stored as its code; people know it by its name.
  const spoken =
    kind === "country" && typeof setting.value === "string"
      ? countryName(setting.value)
      : setting.spoken;
  const inherit = ["", text === "" ? `Inherited: ${spoken}` : "Inherit"] as const;
  const chosen = (list: readonly (readonly [string, string])[]) =>
    // A value that the list does not have stays, so that saving something else does not lose it.
    text === "" || list.some(([value]) => value === text)
      ? [inherit, ...list]
      : [inherit, ...list, [text, kind === "country" ? countryName(text) : text] as const];
  switch (kind) {
    case "tentative":
      return chosen(tentatives);
    case "switch":
      return chosen([
        ["true", "Days off"],
        ["false", "Days like others"],
      ]);
    case "country":
      // Where no country is known its two letters can still be typed.
      if (countries.length === 0) return undefined;
      return chosen(countryOptions(countries.map(({ code }) => code)));
    case "region": {
      if (countries.length === 0) return undefined;
      const regions = countries.find(({ code }) => code === props.country)?.regions ?? [];
      return chosen(regions.map(({ code, name }) => [code, name] as const));
    }
    default:
      return undefined;
  }
}
