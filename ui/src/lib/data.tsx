import {
  type InfiniteData,
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import {
  type Client,
  type CommandName,
  commands,
  createClient,
  type Params,
  type Result,
} from "@/generated/commands";
import type { CommandError, Platform } from "@/platform";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: CommandError;
  }
}

interface Desk {
  platform: Platform;
  client: Client;
}

const DeskContext = createContext<Desk | undefined>(undefined);

/** A cache in which data stays fresh until an event or an own change says otherwise. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** Asks for what the frame around every screen shows, while the window is still being drawn. */
export function askAhead(platform: Platform, queries: QueryClient): void {
  const client = createClient((command, params) => platform.call(command, params));
  const ask = <K extends CommandName>(name: K, queryFn: () => Promise<Result<K>>) =>
    void queries.prefetchQuery({ queryKey: [name, {}], queryFn });
  ask("workspace_status", () => client.workspace_status({}));
  ask("dashboard_get", () => client.dashboard_get({}));
}

/** Gives the platform and the cache to everything below. */
export function DeskProvider(props: {
  platform: Platform;
  queries: QueryClient;
  children: ReactNode;
}) {
  const { platform, queries, children } = props;
  const desk = useMemo(
    () => ({ platform, client: createClient((command, params) => platform.call(command, params)) }),
    [platform],
  );
  useEffect(
    () =>
      platform.events((event) => {
        if (event.kind === "changed") refresh(queries, event.tags);
      }),
    [platform, queries],
  );
  return (
    <QueryClientProvider client={queries}>
      <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>
    </QueryClientProvider>
  );
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs a DeskProvider above it.");
  return desk;
}

/** Marks every answer stale that read one of these tags. */
export function refresh(queries: QueryClient, tags: readonly string[] | "all"): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      tags === "all" ||
      (isCommandName(name) && commands[name].reads.some((tag) => tags.includes(tag))),
  });
}

function isCommandName(name: unknown): name is CommandName {
  return typeof name === "string" && Object.hasOwn(commands, name);
}

/** How often an answer that the mere passing of time makes wrong is read again. */
const AGING_MS = 60_000;
/** The same of an answer that counts seconds. */
const COUNTING_MS = 1000;

/**
 * Reads a command's answer; with `keep`, the last answer stays on screen while the next one comes. An
 * `aging` answer speaks of today or of what is next, so it is read again each minute; while `counting`
 * says that it counts seconds, it is read again each second.
 */
export function useCommand<K extends CommandName>(
  name: K,
  params: Params<K>,
  options: {
    enabled?: boolean;
    keep?: boolean;
    aging?: boolean;
    counting?: (answer: Result<K>) => boolean;
  } = {},
) {
  const { client } = useDesk();
  const { aging, counting } = options;
  return useQuery({
    queryKey: [name, params],
    queryFn: (): Promise<Result<K>> => client[name](params),
    enabled: options.enabled ?? true,
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && counting?.(data) ? COUNTING_MS : aging ? AGING_MS : false,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

type Paged = {
  [K in CommandName]: Result<K> extends { items: unknown[]; next_cursor: string | null }
    ? K
    : never;
}[CommandName];
type Item<K extends Paged> = Result<K>["items"][number];

/** Reads a list page by page; `items` holds what has arrived. */
export function usePages<K extends Paged>(
  name: K,
  params: Params<K>,
  options: { enabled?: boolean } = {},
) {
  const { client } = useDesk();
  const query = useInfiniteQuery({
    queryKey: [name, params, "pages"],
    queryFn: ({ pageParam }): Promise<Result<K>> =>
      client[name]({ ...params, limit: 200, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (last: Result<K>) => last.next_cursor,
    enabled: options.enabled ?? true,
  });
  const items = useMemo(() => flatten<K>(query.data), [query.data]);
  return { ...query, items };
}

function flatten<K extends Paged>(data: InfiniteData<Result<K>> | undefined): Item<K>[] {
  return data ? data.pages.flatMap((page) => page.items as Item<K>[]) : [];
}

/**
 * Runs a changing command and marks stale what it changed, also when it failed half way. What may hold a
 * password is to be forgotten with the form that sent it.
 */
export function useRun<K extends CommandName>(name: K, options: { forget?: boolean } = {}) {
  const { client } = useDesk();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (params: Params<K>): Promise<Result<K>> => client[name](params),
    ...(options.forget ? { gcTime: 0 } : {}),
    // Every write adds a line to the change log, whatever else it touches.
    onSettled: () => refresh(queries, [...commands[name].changes, "changes"]),
  });
}
