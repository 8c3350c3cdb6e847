import { Plus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Form";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Section } from "@/components/Split";
import { Switch } from "@/components/Switch";
import { ToolButton } from "@/components/ToolButton";
import type { WorkspaceSettings as Stored } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { useReady } from "@/lib/ready";
import { leadTime } from "@/lib/words";
import { DurationField } from "./Duration";
import { InterviewLengths } from "./InterviewLengths";
import { PaneForm } from "./PaneForm";
import { fieldErrors } from "./refusals";
import css from "./settings.module.css";

/** What holds for every interview unless it says otherwise. */
export function WorkspaceSettings() {
  const settings = useCommand("settings_get", {});
  useReady(settings.status);
  return (
    <div className={css.page}>
      {settings.error ? (
        <ErrorNotice error={settings.error} retry={() => void settings.refetch()} />
      ) : settings.data ? (
        <>
          <WorkspaceForm stored={settings.data} />
          <InterviewLengths stored={settings.data.interview_lengths} />
        </>
      ) : (
        <Waiting rows={6} label="Reading the settings" />
      )}
    </div>
  );
}

interface Draft {
  notice: number | undefined;
  horizon: string;
  leads: readonly number[];
  paid: boolean;
}

const draftOf = (stored: Stored): Draft => ({
  notice: stored.minimum_notice_minutes,
  horizon: String(stored.maximum_days_ahead),
  leads: stored.reminder_leads,
  paid: stored.linkedin_paid_account,
});

const paramsOf = (draft: Draft): Omit<Stored, "interview_lengths"> => ({
  minimum_notice_minutes: draft.notice ?? 0,
  maximum_days_ahead: Number(draft.horizon),
  reminder_leads: [...draft.leads],
  linkedin_paid_account: draft.paid,
});

function WorkspaceForm({ stored }: { stored: Stored }) {
  const [draft, setDraft] = useState(() => draftOf(stored));
  const run = useRun("settings_update");
  // What is stored may change under the form: saved just now, undone, or by someone else.
  const before = useRef(stored);
  useEffect(() => {
    const untouched = (mine: Draft) => same(paramsOf(mine), before.current);
    if (!same(stored, before.current)) {
      setDraft((mine) => (untouched(mine) ? draftOf(stored) : mine));
      before.current = stored;
    }
  }, [stored]);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    run.reset();
  };
  const wanted = paramsOf(draft);
  const wrong = fieldErrors(run.error, Object.keys(stored));
  const save = () =>
    run.mutate(wanted, {
      onSuccess: (saved) => {
        setDraft(draftOf(saved));
        before.current = saved;
        announce({ kind: "done", text: "Saved the workspace settings.", undo: true });
      },
    });
  return (
    <PaneForm
      title="Workspace"
      note="These hold for every interview of this workspace, whoever schedules it."
      submit="Save settings"
      locked={same(wanted, stored) ? "Nothing has changed yet." : undefined}
      busy={run.isPending}
      error={wrong.rest}
      testId="workspace-settings"
      onSubmit={save}
    >
      <Section title="Scheduling">
        <div className={css.pair}>
          <DurationField
            label="Shortest notice"
            note="No interview is scheduled to start sooner than this."
            minutes={draft.notice}
            error={wrong.of("minimum_notice_minutes")}
            onChange={(notice) => change({ notice })}
          />
          <TextField
            label="Days ahead that can be booked"
            note="1 to 730 days."
            type="number"
            min={1}
            max={730}
            value={draft.horizon}
            error={wrong.of("maximum_days_ahead")}
            onChange={(horizon) => change({ horizon })}
          />
        </div>
      </Section>
      <Section title="Reminders">
        <Leads
          leads={draft.leads}
          error={wrong.of("reminder_leads")}
          onChange={(leads) => change({ leads })}
        />
      </Section>
      <Section title="LinkedIn">
        <Switch
          label="This is a paid LinkedIn account"
          on={draft.paid}
          onChange={(paid) => change({ paid })}
        />
        <p className={css.note}>
          {draft.paid
            ? "A connection note may have 300 characters."
            : "A connection note may have 200 characters; with a paid account 300."}
        </p>
      </Section>
    </PaneForm>
  );
}

const same = (one: ReturnType<typeof paramsOf>, other: ReturnType<typeof paramsOf>) =>
  one.minimum_notice_minutes === other.minimum_notice_minutes &&
  one.maximum_days_ahead === other.maximum_days_ahead &&
  one.linkedin_paid_account === other.linkedin_paid_account &&
  one.reminder_leads.join() === other.reminder_leads.join();

/** When to remind, the earliest first. */
function Leads(props: {
  leads: readonly number[];
  error: string | undefined;
  onChange: (leads: readonly number[]) => void;
}) {
  const { leads, onChange } = props;
  const [minutes, setMinutes] = useState<number>();
  const locked =
    minutes === undefined
      ? "Say first how long before."
      : leads.includes(minutes)
        ? `There is one ${leadTime(minutes)} already.`
        : undefined;
  const add = () => {
    if (locked || minutes === undefined) return;
    onChange([...leads, minutes].sort((a, b) => b - a));
    setMinutes(undefined);
  };
  return (
    <div className={css.stack}>
      {leads.length === 0 ? (
        <p className="muted">Nobody is reminded. Add a reminder below.</p>
      ) : (
        <ul className={css.rows} aria-label="Reminders">
          {leads.map((lead) => (
            <li key={lead}>
              <span>{leadTime(lead)}</span>
              <ToolButton
                icon={X}
                label={`Remove ${leadTime(lead)}`}
                tip="Remove"
                onPress={() => onChange(leads.filter((each) => each !== lead))}
              />
            </li>
          ))}
        </ul>
      )}
      {/* Enter adds the reminder here; it saves the settings everywhere else. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside takes the key */}
      <div
        className={css.add}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          add();
        }}
      >
        <DurationField
          label="New reminder before an interview"
          minutes={minutes}
          error={props.error}
          onChange={setMinutes}
        />
        <Button label="Add reminder" icon={Plus} locked={locked} onPress={add} />
      </div>
    </div>
  );
}
