import { Choice } from "@/components/Choice";
import { ScreenHead } from "@/components/Split";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { Changes } from "./Changes";
import { Notices } from "./Notices";

/** What happened: the changes with the way to take each back, and what Muster told. */
export function ActivityScreen() {
  const place = usePlace();
  const { data } = useCommand("dashboard_get", {}, { aging: true });
  const unread = data?.unread_notices ?? 0;
  const notices = place.view === "notices";
  return (
    <>
      <ScreenHead title="Activity">
        <Choice
          label="What to show"
          value={notices ? "notices" : "changes"}
          options={[
            ["changes", "Changes"],
            ["notices", unread > 0 ? `Notices · ${unread} unread` : "Notices"],
          ]}
          onChange={(view) =>
            place.set({
              view: view === "notices" ? view : undefined,
              id: undefined,
              q: undefined,
            })
          }
        />
      </ScreenHead>
      {notices ? <Notices /> : <Changes />}
    </>
  );
}
