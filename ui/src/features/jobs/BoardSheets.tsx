import { MoveSheet } from "@/features/applications/MoveSheet";
import { RejectSheet } from "@/features/applications/RejectSheet";
import { useReject } from "@/features/applications/useReject";
import { usePlace } from "@/lib/place";
import type { Application } from "@/lib/shapes";

/** The forms over the board: to which stage, and why somebody is turned down. */
export function BoardSheets({ applications }: { applications: readonly Application[] }) {
  const place = usePlace();
  const reject = useReject();
  const application = applications.find(({ id }) => id === place.for);
  const close = () => place.set({ do: undefined, for: undefined }, true);
  if (!application) return null;
  if (place.do === "reject") {
    return (
      <RejectSheet
        application={application}
        onClose={close}
        onReject={(reason) => {
          close();
          void reject(application, reason);
        }}
      />
    );
  }
  if (place.do === "move") {
    return (
      <MoveSheet
        application={application}
        onClose={close}
        onReject={() => place.set({ do: "reject" }, true)}
      />
    );
  }
  return null;
}
