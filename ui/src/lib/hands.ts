import { useRouter } from "@tanstack/react-router";
import type { ErrorHands } from "./errors";

/** What the button of an error can reach from where it is shown. */
export function useHands(retry: () => void): ErrorHands {
  const router = useRouter();
  return {
    retry,
    go: (path) => router.history.push(path),
    reload: () => window.location.reload(),
  };
}
