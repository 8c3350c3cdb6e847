import { FolderOpen } from "lucide-react";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Form";
import { announce } from "@/lib/announce";
import { useDesk } from "@/lib/data";
import { CommandError, type PathQuestion } from "@/platform";
import css from "./settings.module.css";

/** The path of a file or folder: typed always, chosen where the system has a dialog for it. */
export function PathField(props: {
  label: string;
  note?: string;
  placeholder: string;
  value: string;
  error?: string | undefined;
  question: PathQuestion;
  /** Whether the form puts the cursor here first. */
  first?: boolean;
  onChange: (path: string) => void;
}) {
  const { platform } = useDesk();
  const choose = async () => {
    try {
      const path = await platform.pickPath(props.question);
      if (path) props.onChange(path);
    } catch (error) {
      announce({ kind: "failed", error: CommandError.from(error), retry: () => void choose() });
    }
  };
  return (
    <div className={css.path}>
      <TextField
        label={props.label}
        note={props.note}
        value={props.value}
        placeholder={props.placeholder}
        error={props.error}
        first={props.first ?? false}
        testId="path"
        onChange={props.onChange}
      />
      {platform.capabilities.pickPath ? (
        <Button
          label={props.question.kind === "folder" ? "Choose folder" : "Choose file"}
          icon={FolderOpen}
          onPress={() => void choose()}
        />
      ) : null}
    </div>
  );
}

/** A path as a file manager copies it, without its quotes or `file://`. */
export function plainPath(text: string): string {
  const bare = text.trim().replace(/^(["'])(.*)\1$/, "$2");
  return bare.startsWith("file://") ? decodeURI(bare.slice(7)) : bare;
}
