import type { Draft } from "@/lib/shapes";

/** A draft as a test needs it. */
export function sampleDraft(change: Partial<Draft> = {}): Draft {
  const text = change.text ?? "Hi Grace, shall we talk?";
  return {
    id: "d1",
    candidate_id: "c1",
    candidate_name: "Grace Lindqvist",
    linkedin_url: "https://www.linkedin.com/in/grace",
    job_id: "j1",
    job_title: "Data engineer",
    template_id: "t1",
    channel: "linkedin_connection",
    state: "draft",
    subject: null,
    text,
    characters: text.length,
    limit: 200,
    subject_characters: null,
    subject_limit: null,
    fits: true,
    unresolved: [],
    warnings: [],
    claims: [],
    created_at: "2026-11-20T15:00:00Z",
    updated_at: "2026-11-20T15:00:00Z",
    ...change,
  };
}
