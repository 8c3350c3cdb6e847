import { useState } from "react";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import type { OwnBackup, RestoredView } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useCommand, usePages, useRun } from "@/lib/data";
import { count, dotted, plain, sentence } from "@/lib/words";
import { PaneForm } from "../PaneForm";
import { PathField, plainPath } from "../PathField";
import { told } from "../refusals";
import { contents, fileName, size } from "../words";
import css from "./data.module.css";

const kinds: Readonly<Record<string, string>> = {
  daily: "Daily",
  manual: "Made by hand",
  before_restore: "Before a restore",
  before_upgrade: "Before a newer Muster",
  other: "Put there by someone",
};

/** How many of the changes that would be lost are named one by one. */
const NAMED = 5;

/** Puts a backup in the place of this workspace; what would be lost is named before. */
export function RestorePane() {
  const backups = useCommand("backup_list", {});
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState("");
  const run = useRun("workspace_restore");
  const path = plainPath(typed) || chosen;
  const backup = backups.data?.find((each) => each.path === path);
  const name = backup ? backup.spoken_at : path && fileName(path);
  const choose = (next: string) => {
    setChosen(next);
    setTyped("");
    run.reset();
  };
  const restore = () => {
    if (!path) return;
    run.mutate(
      { path },
      {
        onSuccess: () =>
          announce({ kind: "told", text: `This workspace is as it was: ${name ?? path}.` }),
      },
    );
  };
  const done = run.data;
  return (
    <PaneForm
      title="Restore a backup"
      note="The backup is checked first. Then a copy of the present is made, and the backup takes its place in one step."
      submit={path && !done ? `Replace this workspace with ${name}` : "Restore a backup"}
      locked={
        done
          ? "It is restored. Choose a backup to restore another."
          : path
            ? undefined
            : "Choose a backup first."
      }
      busy={run.isPending}
      after
      bad
      takesFocus={backups.isSuccess}
      testId="restore"
      onSubmit={restore}
    >
      {backups.error ? (
        <ErrorNotice error={backups.error} retry={() => void backups.refetch()} />
      ) : backups.isPending ? (
        <Waiting rows={3} label="Reading the backups" />
      ) : (
        <Backups all={backups.data} chosen={path} onChoose={choose} />
      )}
      <PathField
        label="Or the path of another one"
        note="A backup file, the folder it lies in, or the folder of another workspace."
        placeholder="/media/stick/muster.db"
        value={typed}
        error={run.error ? told(run.error) : undefined}
        question={{ kind: "open", title: "Choose a backup", extensions: ["db"] }}
        onChange={(next) => {
          setTyped(next);
          run.reset();
        }}
      />
      {done ? (
        <Restored done={done} onBack={() => choose(done.previous_backup)} />
      ) : path ? (
        <Loss backup={backup} />
      ) : null}
    </PaneForm>
  );
}

function Backups(props: {
  all: readonly OwnBackup[];
  chosen: string | undefined;
  onChoose: (path: string) => void;
}) {
  if (props.all.length === 0) {
    return (
      <p className="muted">
        There is no backup in the workspace’s own folder yet. One comes daily.
      </p>
    );
  }
  return (
    <fieldset className={css.backups}>
      <legend>Backups of this workspace</legend>
      {props.all.map(({ path, kind, spoken_at, bytes }) => (
        <label key={path}>
          <input
            type="radio"
            name="backup"
            checked={props.chosen === path}
            onChange={() => props.onChoose(path)}
          />
          <span className="figures">{spoken_at}</span>
          <span className="muted">{dotted(kinds[kind] ?? plain(kind), size(bytes))}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Exactly what is gone after a restore: the changes made since, or everything that is here. */
function Loss({ backup }: { backup: OwnBackup | undefined }) {
  const status = useCommand("workspace_status", {});
  const changes = usePages("activity_list", {}, { enabled: backup !== undefined });
  const since = backup
    ? changes.items.filter(({ at }) => Date.parse(at) > Date.parse(backup.made_at))
    : [];
  const more = since.length > 0 && since.length === changes.items.length && changes.hasNextPage;
  const candidates = count(status.data?.candidates ?? 0, "candidate");
  return (
    <div className={css.loss} role="status" data-testid="loss">
      {!backup ? (
        <p>
          <strong>Everything in this workspace is replaced</strong>: {candidates} with their
          applications, interviews, messages and documents.
        </p>
      ) : changes.isPending ? (
        <p>Reading what has changed since {backup.spoken_at}.</p>
      ) : since.length === 0 ? (
        <p>Nothing has changed since {backup.spoken_at}, so nothing is lost.</p>
      ) : (
        <>
          <p>
            <strong>
              {more ? "More than " : ""}
              {more ? since.length.toLocaleString("en") : sentence(count(since.length, "change"))}
              {more ? " changes" : ""} made since {backup.spoken_at}{" "}
              {since.length === 1 ? "is" : "are"} lost
            </strong>
            , the last of them:
          </p>
          <ul>
            {since.slice(0, NAMED).map(({ id, summary, actor_name, spoken_at }) => (
              <li key={id}>
                <bdi>{summary}</bdi> <span className="muted">{dotted(actor_name, spoken_at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        A copy of the present is kept in the list above as “Before a restore”. Undo does not reach
        behind a restore; restoring that copy does.
      </p>
    </div>
  );
}

function Restored({ done, onBack }: { done: RestoredView; onBack: () => void }) {
  return (
    <div className={css.outcome} role="status" data-testid="restored">
      <p>
        {sentence(contents(done.rows, 0))} are here now, from <code>{done.restored_from}</code>.
      </p>
      <p>
        The workspace as it was before is kept in <code>{done.previous_backup}</code>.
      </p>
      {done.documents_missing > 0 ? (
        <p className={css.warn}>
          The files of {count(done.documents_missing, "document")} were not beside the backup.
        </p>
      ) : null}
      <div>
        <Button label="Choose the copy of before" onPress={onBack} />
      </div>
    </div>
  );
}
