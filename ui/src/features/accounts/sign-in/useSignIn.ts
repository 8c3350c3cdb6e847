import { useState } from "react";
import { announce } from "@/lib/announce";
import { useDesk } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { CommandError } from "@/platform";
import { useAct } from "../calls";
import type { WayBack } from "../contract";
import { attemptKey } from "./keys";

/** Starts sign-ins in the system browser, and opens the browser again while one waits. */
export function useSignIn() {
  const { platform } = useDesk();
  const place = usePlace();
  const run = useAct("account_sign_in_start");
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
  const start = (vendor: string, features: string[], way?: WayBack) =>
    run.mutate(
      { vendor, features, ...(way ? { way } : {}) },
      {
        onSuccess: ({ attempt_id, address, words }) => {
          setAddresses((before) => ({ ...before, [attempt_id]: address }));
          place.set({ id: attemptKey(attempt_id) });
          announce({ kind: "told", text: words });
          void open(address);
        },
        onError: (error) =>
          announce({ kind: "failed", error, retry: () => start(vendor, features, way) }),
      },
    );
  return { start, open, addresses, busy: run.isPending };
}

export type SignIn = ReturnType<typeof useSignIn>;
