import { useCommand } from "@/lib/data";
import { plain } from "@/lib/words";

/** How kinds of interviews are read: by their label, or by their own word where there is none. */
export function useKinds(): (name: string) => string {
  const { data } = useCommand("interview_type_list", {});
  return (name) => data?.find((kind) => kind.name === name)?.label ?? plain(name);
}
