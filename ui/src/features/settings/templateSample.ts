/** Somebody of whom everything is known, to try a template out. */
const complete = {
  candidate: {
    full_name: "Grace Lindqvist",
    first_name: "Grace",
    last_name: "Lindqvist",
    headline: "Data engineer who likes small teams",
    company: "Nordlicht Energie",
    title: "Data engineer",
    location: "Hamburg",
    linkedin_url: "https://www.linkedin.com/in/grace-lindqvist",
    skills: ["SQL", "Python", "Kafka"],
    experience: [
      {
        title: "Data engineer",
        company: "Nordlicht Energie",
        start: "2021-04",
        end: null,
        description: "Streams of meter readings",
      },
    ],
    education: [{ school: "TU Hamburg", degree: "MSc", field: "Computer science" }],
  },
  job: {
    title: "Senior data engineer",
    company: "Muster",
    department: "Product",
    location: "Berlin",
    domain: "Recruiting",
    description: "Build what recruiters use all day.",
    tech_stack_details: "Rust, SQLite",
    coding_language: "PYTHON",
    skills: ["SQL", "Rust"],
  },
  sender: { full_name: "Rosa Lindner", email: "rosa@example.com" },
};

/** Somebody of whom only the name is known. */
const sparse = {
  ...complete,
  candidate: { full_name: "王小明", first_name: "", skills: [], experience: [], education: [] },
};

/** The record that a preview is filled with. */
export function sampleRecord(nameOnly: boolean): object {
  return nameOnly ? sparse : complete;
}
