import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { refresh, useDesk } from "@/lib/data";
import type { AccountCommands } from "./contract";

type Name = keyof AccountCommands;
type Params<K extends Name> = AccountCommands[K]["params"];
type Result<K extends Name> = AccountCommands[K]["result"];

// The one place that asks past the generated client: its command list does not name these yet.
const useCall = () => {
  const { platform } = useDesk();
  return <K extends Name>(name: K, params: Params<K>) =>
    platform.call(name, params) as Promise<Result<K>>;
};

/** Reads the answer of a command of this screen. */
export function useAnswer<K extends Name>(
  name: K,
  params: Params<K>,
  options: { aging?: boolean } = {},
) {
  const call = useCall();
  return useQuery({
    queryKey: [name, params],
    queryFn: () => call(name, params),
    refetchInterval: options.aging ? 60_000 : false,
  });
}

/**
 * Runs a changing command of this screen. What was sent may hold a password: it is forgotten with the
 * form that sent it.
 */
export function useAct<K extends Name>(name: K) {
  const call = useCall();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (params: Params<K>) => call(name, params),
    gcTime: 0,
    onSettled: () => {
      stale(queries);
      refresh(queries, ["busy", "changes", "notices"]);
    },
  });
}

/** Reads anew when a sign-in or a calendar changed outside the window. */
export function useAccountEvents(): void {
  const { platform } = useDesk();
  const queries = useQueryClient();
  useEffect(
    () =>
      platform.events((event) => {
        if (event.kind !== "changed" || event.tags === "all") return;
        if (event.tags.some((tag) => ["accounts", "calendars", "vault"].includes(tag))) {
          stale(queries);
        }
      }),
    [platform, queries],
  );
}

function stale(queries: QueryClient): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      typeof name === "string" && /^(account|calendar|vault)_/.test(name),
  });
}
