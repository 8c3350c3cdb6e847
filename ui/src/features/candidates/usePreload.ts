import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CommandName, Params, Result } from "@/generated/commands";
import { useDesk } from "@/lib/data";
import { firstTimeline } from "./timeline";

/** How long the cursor must rest before the next pages are read, so that a held key reads none. */
const PAUSE_MS = 120;

/** Reads what the pages of these people will show, so that opening one paints at once. */
export function usePreload(ids: readonly (string | undefined)[]): void {
  const { client } = useDesk();
  const queries = useQueryClient();
  const wanted = ids.filter(Boolean).join(" ");
  useEffect(() => {
    const read = <K extends CommandName>(name: K, params: Params<K>): Promise<Result<K>> =>
      queries.ensureQueryData({
        queryKey: [name, params],
        queryFn: (): Promise<Result<K>> => client[name](params),
      });
    const readPerson = async (id: string) => {
      const [person] = await Promise.all([
        read("candidate_get", { id }),
        read("application_list", { candidate_id: id, limit: 100 }),
        read("interview_list", { view: "all", candidate_id: id, limit: 50 }),
        queries.prefetchInfiniteQuery(firstTimeline(client, id)),
      ]);
      const [resume] = person.documents;
      if (resume) await read("candidate_document_text", { id: resume.id });
    };
    // What cannot be read ahead is read, and its failure told, when it is opened.
    const timer = setTimeout(() => {
      for (const id of wanted.split(" ").filter(Boolean)) readPerson(id).catch(() => undefined);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, client, queries]);
}
