import { useRouter } from "@tanstack/react-router";
import { Button } from "@/components/Button";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { count, sentence } from "@/lib/words";
import { PaneForm } from "../PaneForm";
import { listed } from "../words";

/** Fills an empty workspace with made-up data, to learn on. */
export function DemoPane() {
  const router = useRouter();
  const status = useCommand("workspace_status", {});
  const run = useRun("workspace_demo");
  const filled = run.data;
  return (
    <PaneForm
      title="Fill with demo data"
      note="Made-up candidates, jobs, interviewers and interviews, told as of today. Nobody in it is real and nothing leaves this computer. Start a workspace of your own in another folder."
      submit="Fill with demo data"
      locked={
        filled || status.data?.candidates === 0
          ? undefined
          : "Only an empty workspace can be filled: the demo would mix with your people."
      }
      busy={run.isPending}
      error={run.error}
      after
      testId="demo"
      buttons={
        filled ? (
          <Button label="Show Today" onPress={() => router.history.push("/today")} />
        ) : undefined
      }
      onSubmit={() =>
        run.mutate(
          {},
          { onSuccess: () => announce({ kind: "done", text: "The demo is in this workspace." }) },
        )
      }
    >
      {filled ? (
        <p role="status">
          {sentence(
            listed([
              count(filled.candidates, "candidate"),
              count(filled.jobs, "job"),
              count(filled.people, "interviewer"),
              count(filled.interviews, "interview"),
            ]),
          )}{" "}
          are here now.
        </p>
      ) : null}
    </PaneForm>
  );
}
