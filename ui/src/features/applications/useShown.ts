import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import type { ApplicationListResult } from "@/generated/commands";
import type { Application } from "@/lib/shapes";

type Lists = ApplicationListResult | InfiniteData<ApplicationListResult> | undefined;

/** Shows a changed application in every list that holds it, before the answer comes. */
export function useShown(): (next: Application) => void {
  const queries = useQueryClient();
  return (next) => {
    const replaced = (list: ApplicationListResult): ApplicationListResult => ({
      ...list,
      items: list.items.map((item) => (item.id === next.id ? { ...item, ...next } : item)),
    });
    queries.setQueriesData<Lists>({ queryKey: ["application_list"] }, (lists) => {
      if (!lists) return lists;
      return "pages" in lists ? { ...lists, pages: lists.pages.map(replaced) } : replaced(lists);
    });
  };
}
