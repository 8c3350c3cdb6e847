import { useState } from "react";
import type { ExportView } from "@/generated/commands";
import { useDesk } from "@/lib/data";
import { count, sentence } from "@/lib/words";
import { PaneForm } from "../PaneForm";
import { PathField, plainPath } from "../PathField";
import { told } from "../refusals";
import { contents } from "../words";
import css from "./data.module.css";
import { useLongWork } from "./useLongWork";

/** Writes everything to a folder. */
export function ExportPane() {
  const { client } = useDesk();
  const [path, setPath] = useState("");
  const work = useLongWork<ExportView>("Exporting everything");
  const folder = plainPath(path);
  return (
    <PaneForm
      title="Export everything"
      note="Each kind of record becomes a JSON and a CSV file, the documents lie beside them. Keys and passwords stay in the keyring of this computer."
      submit="Export everything"
      locked={folder ? undefined : "Name the folder first."}
      busy={work.busy}
      after
      takesFocus
      testId="export"
      onSubmit={() =>
        void work.start(() => client.workspace_export({ path: folder, background: true }))
      }
    >
      <PathField
        first
        label="Folder"
        note="A new or an empty one; it is made when it is not there."
        placeholder="/home/me/muster-export"
        value={path}
        error={work.error ? told(work.error) : undefined}
        question={{ kind: "folder", title: "Choose an empty folder" }}
        onChange={(next) => {
          setPath(next);
          work.reset();
        }}
      />
      {work.stopped ? <p role="status">Stopped. Nothing complete was written.</p> : null}
      {work.result ? (
        <div role="status" className={css.outcome} data-testid="export-outcome">
          <p>
            {sentence(contents(work.result.rows, work.result.documents))} are in{" "}
            <code>{work.result.path}</code>.
          </p>
          <Missing documents={work.result.documents_missing} />
        </div>
      ) : null}
    </PaneForm>
  );
}

/** Documents whose files were not found. */
export function Missing({ documents }: { documents: number }) {
  return documents > 0 ? (
    <p className={css.warn}>
      {sentence(count(documents, "document"))} could not be found and{" "}
      {documents === 1 ? "is" : "are"} not in it.
    </p>
  ) : null;
}
