import { useState } from "react";
import type { BackupView } from "@/generated/commands";
import { useDesk } from "@/lib/data";
import { sentence } from "@/lib/words";
import { PaneForm } from "../PaneForm";
import { PathField, plainPath } from "../PathField";
import { told } from "../refusals";
import { contents, size } from "../words";
import css from "./data.module.css";
import { Missing } from "./ExportPane";
import { useLongWork } from "./useLongWork";

/** Copies the workspace to a file, which is opened and checked. */
export function BackupPane() {
  const { client } = useDesk();
  const [path, setPath] = useState("");
  const work = useLongWork<BackupView>("Backing up");
  const target = plainPath(path);
  return (
    <PaneForm
      title="Back up now"
      note="Muster makes one each day by itself and keeps the last fourteen. The copy is opened and checked before it counts."
      submit="Back up now"
      busy={work.busy}
      after
      takesFocus
      testId="backup"
      onSubmit={() =>
        void work.start(() =>
          client.workspace_backup({ background: true, ...(target ? { path: target } : {}) }),
        )
      }
    >
      <PathField
        first
        label="File or folder"
        note="Leave it empty for the workspace’s own folder of backups. Another disk is safer."
        placeholder="/media/stick"
        value={path}
        error={work.error ? told(work.error) : undefined}
        question={{ kind: "folder", title: "Choose where the backup goes" }}
        onChange={(next) => {
          setPath(next);
          work.reset();
        }}
      />
      {work.stopped ? <p role="status">Stopped. No backup was made.</p> : null}
      {work.result ? (
        <div role="status" className={css.outcome} data-testid="backup-outcome">
          <p>
            {sentence(contents(work.result.rows, work.result.documents))} are backed up and checked,{" "}
            {size(work.result.bytes)}, in <code>{work.result.path}</code>.
          </p>
          <Missing documents={work.result.documents_missing} />
        </div>
      ) : null}
    </PaneForm>
  );
}
