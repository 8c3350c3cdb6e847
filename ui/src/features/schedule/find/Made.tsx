import { Check } from "lucide-react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Refused } from "@/components/Sheet";
import { SheetActions } from "../SheetKeys";
import css from "./find.module.css";
import type { Opening } from "./useOpening";

/** What was changed so that more times open, with its way back: the status line is out of reach here. */
export function Made({ opening }: { opening: Opening }) {
  const { made, error, undo, busy } = opening;
  return (
    <>
      {error ? <Refused error={error} /> : null}
      <div role="status" className={css.made} hidden={made === undefined} data-testid="made">
        {made === undefined ? null : (
          <>
            <Icon of={Check} />
            <span>Changed: {made}. The times were asked for again.</span>
            <Button label="Undo" action="undo" look="quiet" busy={busy} onPress={undo} />
            <SheetActions of={[{ id: "undo", title: `Undo: ${made}`, run: undo }]} />
          </>
        )}
      </div>
    </>
  );
}
