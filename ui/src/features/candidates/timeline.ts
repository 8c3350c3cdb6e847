import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useDesk } from "@/lib/data";
import type { Platform } from "@/platform";

/** One thing that happened around a candidate, in the words of Rust. */
export interface TimelineItem {
  id: string;
  at: string;
  spoken_at: string;
  kind: string;
  title: string;
  body: string;
  actor_name: string;
  interview_id: string | null;
  draft_id: string | null;
}

interface TimelinePage {
  items: readonly TimelineItem[];
  next_cursor: string | null;
}

const PAGE = 30;

/** The query of somebody's timeline, newest first. */
export function firstTimeline(platform: Platform, candidate_id: string) {
  const params = { candidate_id, limit: PAGE };
  return {
    queryKey: ["candidate_timeline", params, "pages"],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      platform.call("candidate_timeline", {
        ...params,
        ...(pageParam ? { cursor: pageParam } : {}),
      }) as Promise<TimelinePage>,
    initialPageParam: "",
    getNextPageParam: (last: TimelinePage) => last.next_cursor,
  };
}

/** Somebody's timeline, page by page. */
export function useTimeline(candidateId: string) {
  const { platform } = useDesk();
  const query = useInfiniteQuery(firstTimeline(platform, candidateId));
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  return { ...query, items };
}
