import { useState } from "react";
import { CheckField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { CalendarAccount } from "../contract";

/** Ends the reading of an account, and asks what becomes of the times it brought. */
export function DisconnectCalendar(props: {
  account: CalendarAccount;
  onClose: () => void;
  onGone: () => void;
}) {
  const { account } = props;
  const run = useRun("calendar_disconnect", { forget: true });
  const [forget, setForget] = useState(true);
  return (
    <Sheet
      title={`Disconnect ${account.label}`}
      note="Muster forgets the password or address and reads these calendars no more. Nothing changes in the calendars themselves."
      submit={forget ? "Disconnect and forget its times" : "Disconnect and keep its times"}
      bad
      busy={run.isPending}
      error={run.error}
      testId="calendar-disconnect"
      onSubmit={() =>
        run.mutate(
          { account_id: account.id, delete_synced: forget },
          {
            onSuccess: () => {
              announce({
                kind: "done",
                text: forget
                  ? `${account.label} is disconnected and its busy times are forgotten.`
                  : `${account.label} is no longer read. Its times count for a day, then as unknown.`,
              });
              props.onGone();
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <CheckField
        label="Forget the busy times that it brought"
        checked={forget}
        onChange={setForget}
      />
      <p className="muted">
        {forget
          ? "People whose calendar this was count as free where only it said that they are busy."
          : "They count for a day. After it that person’s time is unknown, until the account is connected again or disconnected with its times."}
      </p>
    </Sheet>
  );
}
