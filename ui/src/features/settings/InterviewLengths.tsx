import { useState } from "react";
import { TextField } from "@/components/Form";
import type { WorkspaceSettings } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { useSaved } from "@/lib/saved";
import { PaneForm } from "./PaneForm";
import { fieldErrors } from "./refusals";
import css from "./settings.module.css";

type Lengths = WorkspaceSettings["interview_lengths"];
const none: Lengths = {};
type Typed = Readonly<Record<string, string>>;

/** The usual length of each kind of interview; an empty field keeps the one that Muster came with. */
export function InterviewLengths({ stored = none }: { stored?: Lengths }) {
  const kinds = useCommand("interview_type_list", {});
  const run = useRun("settings_update");
  const [typed, setTyped] = useState<Typed>({});
  const saved = useSaved(typed, stored, () => setTyped({}));
  const textOf = (kind: string) => String(stored[kind] ?? "");
  const changes = Object.fromEntries(
    Object.entries(typed)
      .filter(([kind, text]) => text.trim() !== textOf(kind))
      .map(([kind, text]) => [kind, text.trim() === "" ? null : Number(text)]),
  );
  const all = kinds.data ?? [];
  const wrong = fieldErrors(
    run.error,
    all.map(({ name }) => `interview_lengths.${name}`),
  );
  const save = () =>
    run.mutate(
      { interview_lengths: changes },
      {
        onSuccess: () => {
          saved({ typed, stored });
          announce({ kind: "done", text: "Saved the usual lengths.", undo: true });
        },
      },
    );
  return (
    <div className={css.below}>
      <PaneForm
        title="Usual lengths"
        note="In minutes, for every interview whose plan says nothing else. An empty field keeps what Muster came with."
        submit="Save lengths"
        locked={Object.keys(changes).length > 0 ? undefined : "Nothing has changed yet."}
        busy={run.isPending}
        error={wrong.rest}
        testId="lengths"
        onSubmit={save}
      >
        <div className={css.pair}>
          {all.map(({ name, label, default_minutes }) => {
            const text = typed[name] ?? textOf(name);
            return (
              <TextField
                key={name}
                label={label}
                type="number"
                min={5}
                max={720}
                placeholder={name in stored ? "As Muster came" : String(default_minutes)}
                note={text.trim() === "" ? "Built in." : "Set for this workspace."}
                value={text}
                error={wrong.of(`interview_lengths.${name}`)}
                onChange={(next) => {
                  setTyped({ ...typed, [name]: next });
                  run.reset();
                }}
              />
            );
          })}
        </div>
      </PaneForm>
    </div>
  );
}
