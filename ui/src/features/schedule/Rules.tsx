import { CircleAlert, CircleSlash } from "lucide-react";
import { TextField } from "@/components/Form";
import { Icon } from "@/components/Icon";
import type { Rule } from "./shapes";
import css from "./sheets.module.css";

type Broken = Pick<Rule, "code" | "message" | "overridable"> & Partial<Pick<Rule, "attendee">>;

/** What the rules said about a time, or about several at once. */
export interface Judged {
  violations: readonly Broken[];
}

/** The rules that stand in the way and cannot be broken. */
export const hardRules = (check: Judged | undefined): readonly Broken[] =>
  check?.violations.filter((rule) => !rule.overridable) ?? [];

/** The codes of those that may be broken with a reason. */
export const softRules = (check: Judged | undefined): readonly Broken[] =>
  check?.violations.filter((rule) => rule.overridable) ?? [];

/** Why a form cannot be sent because of the rules; undefined when it can. */
export function rulesLock(check: Judged | undefined, why: string): string | undefined {
  const [hard] = hardRules(check);
  if (hard) return hard.message;
  return softRules(check).length > 0 && !why.trim()
    ? "Say why the rule is broken this time; the history keeps it."
    : undefined;
}

/** What to send so that the soft rules are broken on purpose. */
export function overriding(check: Judged | undefined, why: string) {
  const soft = softRules(check);
  return soft.length > 0
    ? { override: [...new Set(soft.map((rule) => rule.code))], override_reason: why.trim() }
    : {};
}

/** What speaks against a time, in words; where it may be broken, the field for the reason. */
export function Rules(props: {
  check: Judged | undefined;
  why: string;
  onWhy: (why: string) => void;
}) {
  const { check } = props;
  if (!check || check.violations.length === 0) return null;
  const soft = hardRules(check).length === 0;
  return (
    <div className={css.rules} data-hard={!soft || undefined} data-testid="rules">
      <ul role="alert">
        {check.violations.map((rule) => (
          <li key={`${rule.code}-${rule.attendee}-${rule.message}`}>
            <Icon of={rule.overridable ? CircleAlert : CircleSlash} />
            <span>{rule.message}</span>
          </li>
        ))}
      </ul>
      {soft ? (
        <TextField
          label="Why break it this time"
          note="Everyone here can read it in the history."
          value={props.why}
          required
          onChange={props.onWhy}
        />
      ) : null}
    </div>
  );
}
