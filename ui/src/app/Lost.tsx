import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { MapPinOff } from "lucide-react";
import { Kbd } from "@/components/Kbd";
import { Empty, ErrorNotice } from "@/components/Notice";
import { useReady } from "@/lib/ready";
import { CommandError } from "@/platform";

/** An address that leads nowhere. */
export function Lost() {
  useReady("success");
  return (
    <Empty icon={MapPinOff} title="This address leads to no screen">
      <p>
        Press <Kbd keys="g t" /> for Today, or <Kbd keys="mod+k" /> to go anywhere.
      </p>
    </Empty>
  );
}

/** A screen that could not be drawn; the rest of the window goes on. The host hears that it works. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  useReady("error");
  const shown = new CommandError(
    "unexpected",
    `This screen could not be drawn: ${error instanceof Error ? error.message : String(error)}`,
    "Your data is safe. Try again, or go to another screen.",
  );
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorNotice error={shown} retry={retry} />;
}
