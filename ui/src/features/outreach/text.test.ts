import { describe, expect, it } from "vitest";
import type { Draft } from "@/lib/shapes";
import { mailTo } from "./address";
import { sampleDraft } from "./draft.testdata";
import { claimedPieces, gapsIn, measure, runsOf } from "./text";

const words = (draft: Draft, text = draft.text, subject = draft.subject ?? "") => ({
  text,
  subject,
});

describe("the length", () => {
  it("counts an emoji as LinkedIn does: two units, a family eleven", () => {
    const draft = sampleDraft();
    expect(measure(draft, words(draft, "Hi 👋")).characters).toBe(5);
    expect(measure(draft, words(draft, "👨‍👩‍👧‍👦")).characters).toBe(11);
  });

  it("locks a text that is one unit too long, and says by how much", () => {
    const draft = sampleDraft({ limit: 200 });
    expect(measure(draft, words(draft, "a".repeat(200))).trouble).toBeUndefined();
    expect(measure(draft, words(draft, "a".repeat(201))).trouble).toBe(
      "Shorten the text by 1 character: a LinkedIn invitation takes 200.",
    );
    const family = `${"a".repeat(190)}👨‍👩‍👧‍👦`;
    expect(measure(draft, words(draft, family)).trouble).toContain("by 1 character");
  });

  it("locks a subject that is too long, only where there is one", () => {
    const mail = sampleDraft({ channel: "inmail", subject: "", subject_limit: 200, limit: 1900 });
    expect(measure(mail, words(mail, "Hi", "s".repeat(203))).trouble).toContain("by 3 characters");
    const note = sampleDraft();
    expect(measure(note, words(note, "Hi", "s".repeat(203))).trouble).toBeUndefined();
  });

  it("locks an empty text", () => {
    const draft = sampleDraft();
    expect(measure(draft, words(draft, " \n")).trouble).toContain("The message is empty.");
  });
});

describe("the gaps", () => {
  it("are named in words, and are gone once written over", () => {
    const draft = sampleDraft({
      text: "Hi {{ candidate.first_name }}",
      unresolved: ["candidate.first_name"],
    });
    expect(measure(draft, words(draft)).trouble).toContain("first name");
    expect(measure(draft, words(draft, "Hi Grace")).trouble).toBeUndefined();
    expect(measure(draft, words(draft, "Hi {{ job.title }}")).unresolved).toEqual(["job.title"]);
  });

  it("are found with filters, over line ends and in blocks", () => {
    const text =
      'A {{ candidate.title | default("x") }} b {%- if job.title %} c {{\n sender.email }}';
    expect(gapsIn(text).map(({ field }) => field)).toEqual([
      "candidate.title",
      "{%- if job.title %}",
      "sender.email",
    ]);
  });
});

describe("the pieces from the record", () => {
  const claims = [
    { start: 5, end: 10, field: "candidate.first_name" },
    { start: 16, end: 19, field: "candidate.company" },
  ];
  const saved = "👋 Hi Grace from ACM.";

  it("count code points, also behind an emoji", () => {
    expect(claimedPieces(saved, saved, claims).map(({ text }) => text)).toEqual(["Grace", "ACM"]);
  });

  it("move with an edit before them, and go when they are edited themselves", () => {
    const moved = claimedPieces(saved, "👋 Hello, Grace from ACM.", claims);
    expect(moved[0]?.text).toBe("Grace");
    const edited = claimedPieces(saved, "👋 Hi Greece from ACM.", claims);
    expect(edited.map(({ field }) => field)).toEqual(["candidate.company"]);
  });

  it("cut a text into runs that together are the text", () => {
    const text = "Hi {{ a.b }}, Grace";
    const pieces = [...gapsIn(text), { from: 14, to: 19, text: "Grace", gap: false, field: "x.y" }];
    const runs = runsOf(text, pieces);
    expect(runs.map((run) => run.text).join("")).toBe(text);
    expect(runs.map((run) => run.piece?.field)).toEqual([undefined, "a.b", undefined, "x.y"]);
  });
});

describe("the mail address", () => {
  it("carries subject and text, with the line ends of mail", () => {
    expect(mailTo("grace+work@example.com", "A & B", "Hi,\nyou")).toBe(
      "mailto:grace%2Bwork@example.com?subject=A%20%26%20B&body=Hi%2C%0D%0Ayou",
    );
  });

  it("leaves out a text that some systems would cut off", () => {
    expect(mailTo("g@example.com", "S", "x".repeat(3000))).toBe("mailto:g@example.com?subject=S");
  });
});
