import { ChartNoAxesColumn } from "lucide-react";
import { Button } from "@/components/Button";
import { usePlace } from "@/lib/place";

/** The way from the schedule to the load. */
export function LoadDoor() {
  const place = usePlace();
  return (
    <Button
      label="Load"
      icon={ChartNoAxesColumn}
      action="go_load"
      look="quiet"
      onPress={() => place.set({ view: "load", q: undefined, id: undefined, for: undefined })}
    />
  );
}
