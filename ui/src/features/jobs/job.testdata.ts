import type { Job } from "@/lib/shapes";

/** A job as a test needs it. */
export function sampleJob(change: Partial<Job> = {}): Job {
  return {
    id: "j1",
    title: "Data engineer",
    company: "Nordlicht",
    department: "Data",
    location: "Berlin",
    domain: "Energy",
    description: "",
    description_html: null,
    tech_stack_details: "",
    coding_language: "PYTHON",
    skills: ["SQL"],
    status: "open",
    applications: 3,
    created_at: "2026-11-01T09:00:00Z",
    updated_at: "2026-11-01T09:00:00Z",
    ...change,
  };
}
