import { useEffect, useState } from "react";

/**
 * Lets a form follow what is stored again once what was typed is saved. The answer to the save and the
 * stored thing, read anew, come in either order. Call the result with both as they were when it was sent.
 */
export function useSaved<Typed, Stored>(
  typed: Typed,
  stored: Stored,
  follow: () => void,
): (sent: { typed: Typed; stored: Stored }) => void {
  const [sent, setSent] = useState<{ typed: Typed; stored: Stored }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `follow` is new at every drawing
  useEffect(() => {
    if (!sent) return;
    // Whoever typed on meanwhile keeps that.
    if (sent.typed !== typed) setSent(undefined);
    else if (sent.stored !== stored) {
      setSent(undefined);
      follow();
    }
  }, [sent, typed, stored]);
  return setSent;
}
