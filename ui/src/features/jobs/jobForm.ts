import type { CodingLanguage, Params } from "@/generated/commands";
import type { Job } from "@/lib/shapes";

/** What the form of a job holds while it is open. */
export interface JobFields {
  title: string;
  company: string;
  department: string;
  location: string;
  domain: string;
  /** Parted by commas. */
  skills: string;
  tech_stack_details: string;
  coding_language: CodingLanguage;
  description: string;
}

export const newJob: JobFields = {
  title: "",
  company: "",
  department: "",
  location: "",
  domain: "",
  skills: "",
  tech_stack_details: "",
  coding_language: "PYTHON",
  description: "",
};

/** The fields of a job as its form shows them. */
export function fieldsOf(job: Job): JobFields {
  return {
    title: job.title,
    company: job.company,
    department: job.department,
    location: job.location,
    domain: job.domain,
    skills: job.skills.join(", "),
    tech_stack_details: job.tech_stack_details,
    coding_language: job.coding_language as CodingLanguage,
    description: job.description,
  };
}

/** The skills of a line, each once, in the order typed. */
export function readSkills(line: string): string[] {
  const skills = line
    .split(/[,;\n]/)
    .map((skill) => skill.trim())
    .filter(Boolean);
  return [...new Set(skills)];
}

/** What `job_create` is sent: what is empty is left out. */
export function created(fields: JobFields): Params<"job_create"> {
  const { title, skills, ...rest } = fields;
  const told = Object.entries(rest).filter(([, value]) => value.trim() !== "");
  return { title: title.trim(), skills: readSkills(skills), ...Object.fromEntries(told) };
}

/** What `job_update` is sent: the fields that were changed; undefined when none was. */
export function changed(before: JobFields, after: JobFields): object | undefined {
  const names = Object.keys(after) as (keyof JobFields)[];
  const differing = names.filter((name) => before[name] !== after[name]);
  if (differing.length === 0) return undefined;
  return Object.fromEntries(
    differing.map((name) => [name, name === "skills" ? readSkills(after.skills) : after[name]]),
  );
}
