import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CandidateTimelineResult, Client } from "@/generated/commands";
import { useDesk } from "@/lib/data";

/** One thing that happened around a candidate, in the words of Rust. */
export type TimelineItem = CandidateTimelineResult["items"][number];

/** As many as one sees without asking for more. */
const PAGE = 30;

/** The query of somebody's timeline, newest first. */
export function firstTimeline(client: Client, candidate_id: string) {
  const params = { candidate_id, limit: PAGE };
  return {
    queryKey: ["candidate_timeline", params, "pages"],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      client.candidate_timeline({ ...params, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (last: CandidateTimelineResult) => last.next_cursor,
  };
}

/** Somebody's timeline, page by page. */
export function useTimeline(candidateId: string) {
  const { client } = useDesk();
  const query = useInfiniteQuery(firstTimeline(client, candidateId));
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  return { ...query, items };
}
