import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useDesk, useRun } from "@/lib/data";
import type { Candidate } from "@/lib/shapes";

/** Adds a file to a candidate: its path is typed, or chosen where the system has a dialog. */
export function DocumentSheet(props: {
  candidate: Candidate;
  onDone: () => void;
  onClose: () => void;
}) {
  const { id, full_name: who } = props.candidate;
  const { platform } = useDesk();
  const [path, setPath] = useState("");
  const run = useRun("candidate_document_add");
  const choose = async () => {
    const picked = await platform.pickPath({
      kind: "open",
      title: `Résumé of ${who}`,
      extensions: ["pdf", "docx", "txt", "md"],
    });
    if (picked) setPath(picked);
  };
  return (
    <Sheet
      title={`Add a résumé of ${who}`}
      note="PDF, DOCX or text. Muster keeps a copy in the workspace and reads its words."
      submit="Add the résumé"
      locked={path.trim() ? undefined : "Write where the file is."}
      busy={run.isPending}
      error={run.error}
      testId="document"
      onClose={props.onClose}
      onSubmit={() =>
        run.mutate(
          { candidate_id: id, path: path.trim() },
          {
            onSuccess: (added) => {
              const text = `${added.file_name} is added to ${who}.`;
              announce({ kind: "done", text, undo: true });
              props.onDone();
            },
          },
        )
      }
    >
      <TextField
        label="File"
        placeholder="/home/you/Documents/resume.pdf"
        note="The whole path of the file on this computer."
        value={path}
        onChange={setPath}
        first
        testId="path"
      />
      {platform.capabilities.pickPath ? (
        <div>
          <Button label="Choose a file" icon={FolderOpen} onPress={() => void choose()} />
        </div>
      ) : null}
    </Sheet>
  );
}
