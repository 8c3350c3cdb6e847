import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { FileUp, Sparkles, UserPlus, UsersRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { Empty } from "@/components/Notice";
import { announce } from "@/lib/announce";
import { refresh, useDesk } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { CommandError } from "@/platform";
import css from "./candidates.module.css";

/** What a search without hits looked at. */
export function NobodyFound({ query }: { query: string }) {
  return (
    <Empty icon={UsersRound} title={`Nobody matches “${query}”`}>
      <p>
        Search looks at names, headlines, skills, notes and résumé text, and takes the beginning of
        a word. Press <Kbd keys="Escape" /> in the field to see everybody again.
      </p>
    </Empty>
  );
}

/** The first acts in an empty workspace. */
export function NobodyYet() {
  const place = usePlace();
  const router = useRouter();
  const demo = useDemo();
  return (
    <Empty icon={UsersRound} title="No candidates yet">
      <p>
        Bring people in from a CSV file, LinkedIn’s Connections.csv or JSON, or add somebody by
        hand. To look around first, fill this empty workspace with people who do not exist.
      </p>
      <div className={css.buttons}>
        <Button
          label="Import candidates"
          icon={FileUp}
          action="import"
          look="main"
          onPress={() => router.history.push("/settings?view=data&do=import")}
        />
        <Button
          label="Add candidate"
          icon={UserPlus}
          action="new_candidate"
          onPress={() => place.set({ do: "create" })}
        />
        <Button
          label="Fill with demo data"
          icon={Sparkles}
          busy={demo.busy}
          onPress={() => void demo.fill()}
        />
      </div>
    </Empty>
  );
}

function useDemo() {
  const { client } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const fill = async () => {
    setBusy(true);
    try {
      await client.workspace_demo({});
      announce({ kind: "done", text: "The workspace is filled with demo data." });
    } catch (error) {
      const retry = () => void fill();
      announce({ kind: "failed", error: CommandError.from(error), retry });
    } finally {
      setBusy(false);
      refresh(queries, "all");
    }
  };
  return { busy, fill };
}
