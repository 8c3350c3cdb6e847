import { build } from "vite";
import { expect, it } from "vitest";

it("the shipped window holds no inline script or style, and nothing remote", async () => {
  const { output } = await build({
    mode: "production",
    logLevel: "silent",
    build: { write: false },
  });
  const text = (part) => String(part.type === "chunk" ? part.code : part.source);
  const page = output.find((part) => part.fileName === "index.html");
  expect(text(page)).toMatch(/<script type="module"[^>]* src="[^"]+"><\/script>/);
  expect(text(page)).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/);
  const readable = output.filter((part) => /\.(js|css|html)$/.test(part.fileName));
  for (const part of readable) {
    expect(text(part), part.fileName).not.toMatch(
      /(?:src|href)="https?:|url\(["']?https?:|@import\s+["']?https?:/,
    );
  }
  expect(output.filter((part) => part.fileName.endsWith(".woff2")).length).toBeGreaterThan(3);
}, 60_000);
