import "@fontsource-variable/inter";
import "./styles/tokens.css";
import "./styles/base.css";
import "./app/opening.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { createAppRouter, readOtherScreens } from "./app/router";
import { askAhead, createQueryClient } from "./lib/data";
import { applyLooks, currentSettings } from "./lib/settings";
import { detectPlatform } from "./platform";

applyLooks(currentSettings());
// The platform comes first: it takes the host's token out of the address before the router reads it.
const platform = detectPlatform();
const queries = createQueryClient();
askAhead(platform, queries);
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App platform={platform} queries={queries} router={createAppRouter()} />
    </StrictMode>,
  );
}
// The second frame comes when the first is painted.
requestAnimationFrame(() => requestAnimationFrame(readOtherScreens));
