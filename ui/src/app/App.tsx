import type { QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { DeskProvider } from "@/lib/data";
import type { Platform } from "@/platform";
import type { createAppRouter } from "./router";

/** The window over one platform. */
export function App(props: {
  platform: Platform;
  queries: QueryClient;
  router: ReturnType<typeof createAppRouter>;
}) {
  return (
    <DeskProvider platform={props.platform} queries={props.queries}>
      <RouterProvider router={props.router} />
    </DeskProvider>
  );
}
