import { useState } from "react";
import { announce } from "@/lib/announce";
import { useDesk, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { CommandError } from "@/platform";
import type { WayBack } from "../contract";
import { attemptKey } from "./keys";

/** What may be known of a sign-in before it starts. */
interface Known {
  /** How the browser comes back; the way that suits best when absent. */
  way?: WayBack;
  /** The account that is connected again. */
  account_id?: string;
}

/** Starts sign-ins in the system browser, and opens the browser again while one waits. */
export function useSignIn() {
  const { platform } = useDesk();
  const place = usePlace();
  const run = useRun("account_sign_in_start", { forget: true });
  /** Where each sign-in of this visit begins, by attempt: Muster tells it once. */
  const [addresses, setAddresses] = useState<Readonly<Record<string, string>>>({});
  const open = (address: string): Promise<void> =>
    platform.openExternal(address).catch((error) =>
      announce({
        kind: "failed",
        error: CommandError.from(error),
        retry: () => void open(address),
      }),
    );
  const start = (vendor: string, features: string[], more: Known = {}) =>
    run.mutate(
      { vendor, features, ...more },
      {
        onSuccess: ({ attempt_id, address, words }) => {
          setAddresses((before) => ({ ...before, [attempt_id]: address }));
          place.set({ id: attemptKey(attempt_id) });
          announce({ kind: "told", text: words });
          void open(address);
        },
        onError: (error) =>
          announce({ kind: "failed", error, retry: () => start(vendor, features, more) }),
      },
    );
  return { start, open, addresses, busy: run.isPending };
}

export type SignIn = ReturnType<typeof useSignIn>;
