import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The content rules of the shipped window; the preview server sends them so that a breach shows early. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self' ipc: http://ipc.localhost",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join("; ");

/** Where the development server sends commands: the address that `muster host` printed. */
const host = process.env.MUSTER_HOST ?? "http://127.0.0.1:7777";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { port: 5173, strictPort: true, proxy: { "/call": host, "/events": host } },
  preview: { headers: { "Content-Security-Policy": contentSecurityPolicy } },
  build: {
    outDir: "dist",
    // Nothing becomes a data: address, so the content rules can stay at 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ["es2023", "safari17.5", "chrome123"],
    chunkSizeWarningLimit: 900,
  },
  test: {
    restoreMocks: true,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: "window",
          environment: "happy-dom",
          include: ["src/**/*.test.{ts,tsx}"],
          setupFiles: ["src/test/setup.ts"],
        },
      },
      {
        extends: true,
        test: { name: "scripts", environment: "node", include: ["scripts/**/*.test.mjs"] },
      },
    ],
  },
});
