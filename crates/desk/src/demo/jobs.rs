//! The jobs of the demo, and the fields of work that its candidates come from.

use serde_json::{Value, json};

/// A field of work: what candidates of it are called, know and did.
pub(super) struct Field {
    pub title: &'static str,
    pub skills: &'static [&'static str],
    pub work: &'static str,
    pub study: &'static str,
}

pub(super) const FIELDS: [Field; 10] = [
    Field {
        title: "Backend Engineer",
        skills: &["Python", "PostgreSQL", "Django", "Docker", "AWS", "Redis"],
        work: "Built and ran services for orders and payments; cut response times by half.",
        study: "Computer Science",
    },
    Field {
        title: "Frontend Engineer",
        skills: &[
            "TypeScript",
            "React",
            "CSS",
            "GraphQL",
            "Accessibility",
            "Jest",
        ],
        work: "Rebuilt a booking flow with accessible components and a design system.",
        study: "Media Informatics",
    },
    Field {
        title: "Data Engineer",
        skills: &["SQL", "Python", "Apache Spark", "Airflow", "Kafka", "dbt"],
        work: "Moved nightly batches to streams; models that the whole company reads.",
        study: "Statistics",
    },
    Field {
        title: "Site Reliability Engineer",
        skills: &[
            "Kubernetes",
            "Terraform",
            "Go",
            "Prometheus",
            "Linux",
            "AWS",
        ],
        work: "On call for forty services; wrote the runbooks and made most of them needless.",
        study: "Computer Engineering",
    },
    Field {
        title: "Product Designer",
        skills: &[
            "Figma",
            "User research",
            "Prototyping",
            "Accessibility",
            "Design systems",
        ],
        work: "From interviews to prototypes to measured releases in small teams.",
        study: "Interaction Design",
    },
    Field {
        title: "Rust Developer",
        skills: &["Rust", "C++", "Linux", "Networking", "SQL"],
        work: "Wrote a network proxy and the tools to watch it.",
        study: "Mathematics",
    },
    Field {
        title: "Java Developer",
        skills: &["Java", "Spring", "SQL", "Kafka", "Maven"],
        work: "Kept a claims system alive while splitting it into parts.",
        study: "Business Informatics",
    },
    Field {
        title: "Machine Learning Engineer",
        skills: &["Python", "PyTorch", "SQL", "Docker", "Statistics"],
        work: "Ranking models from notebook to production, with honest evaluation.",
        study: "Physics",
    },
    Field {
        title: "Mobile Developer",
        skills: &["Kotlin", "Swift", "TypeScript", "React Native", "GraphQL"],
        work: "Shipped an offline-first app to a million field visits a year.",
        study: "Software Engineering",
    },
    Field {
        title: "Account Executive",
        skills: &[
            "Negotiation",
            "CRM",
            "Forecasting",
            "German",
            "Presentations",
        ],
        work: "Grew a region from two customers to sixty.",
        study: "Economics",
    },
];

/// Title, department, location, domain, language of coding rounds, field of work.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    usize,
);

const ROWS: [Row; super::JOBS] = [
    (
        "Senior Backend Engineer",
        "Engineering",
        "London",
        "Payments",
        "PYTHON",
        0,
    ),
    (
        "Frontend Engineer",
        "Engineering",
        "Berlin",
        "Travel",
        "JAVASCRIPT",
        1,
    ),
    (
        "Data Engineer",
        "Data",
        "Remote, Europe",
        "Logistics",
        "SQL",
        2,
    ),
    (
        "Site Reliability Engineer",
        "Platform",
        "Remote, Europe",
        "Payments",
        "PYTHON",
        3,
    ),
    (
        "Product Designer",
        "Design",
        "London",
        "Health",
        "JAVASCRIPT",
        4,
    ),
    (
        "Rust Developer",
        "Platform",
        "Berlin",
        "Networking",
        "PYTHON",
        5,
    ),
    (
        "Java Developer",
        "Engineering",
        "New York",
        "Insurance",
        "JAVA",
        6,
    ),
    (
        "Machine Learning Engineer",
        "Data",
        "Bengaluru",
        "Search",
        "PYTHON",
        7,
    ),
    (
        "Mobile Developer",
        "Engineering",
        "Tokyo",
        "Field service",
        "JAVASCRIPT",
        8,
    ),
    (
        "Account Executive",
        "Sales",
        "New York",
        "Payments",
        "PYTHON",
        9,
    ),
    (
        "Backend Engineer",
        "Engineering",
        "Bengaluru",
        "Logistics",
        "PYTHON",
        0,
    ),
    (
        "Staff Frontend Engineer",
        "Engineering",
        "London",
        "Health",
        "JAVASCRIPT",
        1,
    ),
    ("Analytics Engineer", "Data", "Berlin", "Travel", "SQL", 2),
    (
        "Platform Engineer",
        "Platform",
        "Tokyo",
        "Search",
        "RUBY",
        3,
    ),
    (
        "UX Researcher",
        "Design",
        "Berlin",
        "Travel",
        "JAVASCRIPT",
        4,
    ),
    (
        "Systems Engineer",
        "Platform",
        "London",
        "Networking",
        "CSHARP",
        5,
    ),
    (
        "Lead Java Developer",
        "Engineering",
        "Remote, Europe",
        "Insurance",
        "JAVA",
        6,
    ),
    ("Applied Scientist", "Data", "London", "Search", "PYTHON", 7),
    (
        "Android Developer",
        "Engineering",
        "Berlin",
        "Field service",
        "JAVA",
        8,
    ),
    ("Sales Engineer", "Sales", "London", "Networking", "PHP", 9),
];

/// The field of work of a job.
pub(super) fn field_of(job: usize) -> usize {
    ROWS[job].5
}

/// The title of a job.
pub(super) fn title_of(job: usize) -> &'static str {
    ROWS[job].0
}

/// The department of a job.
pub(super) fn department_of(job: usize) -> &'static str {
    ROWS[job].1
}

/// Parameters of `job_create`.
pub(super) fn job(index: usize) -> Value {
    let (title, department, location, domain, language, field) = ROWS[index];
    let field = &FIELDS[field];
    json!({
        "title": title,
        "company": "Halcyon Works",
        "department": department,
        "location": location,
        "domain": domain,
        "coding_language": language,
        "skills": field.skills.iter().take(4).collect::<Vec<_>>(),
        "tech_stack_details": field.skills.join(", "),
        "description": format!(
            "Halcyon Works is hiring: {title}, {location}.\n\nYou will work on {} with a team of \
             seven. You have done this before: {}\n\nWe look for {}.",
            domain.to_lowercase(),
            field.work,
            field.skills.join(", ")
        ),
    })
}
