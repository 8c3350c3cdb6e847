import { Hourglass } from "lucide-react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import css from "./find.module.css";

const expiries = [
  ["240", "4 h"],
  ["1440", "1 day"],
  ["4320", "3 days"],
] as const;
export type Expiry = (typeof expiries)[number][0];

/** Keeps the time without an interview, for as long as is said here; then it is let go by itself. */
export function HoldChoice(props: {
  expiry: Expiry;
  locked: string | undefined;
  busy: boolean;
  onExpiry: (expiry: Expiry) => void;
  onHold: () => void;
}) {
  const spoken = expiries.find(([minutes]) => minutes === props.expiry)?.[1] ?? "";
  return (
    <span className={css.holdFor}>
      <Choice
        label="How long the time is held"
        value={props.expiry}
        options={expiries}
        onChange={props.onExpiry}
      />
      <Button
        label={`Hold it for ${spoken}`}
        icon={Hourglass}
        keys="h"
        look="quiet"
        locked={props.locked}
        busy={props.busy}
        testId="hold"
        onPress={props.onHold}
      />
    </span>
  );
}
