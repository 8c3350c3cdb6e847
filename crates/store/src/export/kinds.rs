//! What is exported, column by column. A column that is in neither list fails a test, so a new
//! secret is not exported by accident and a new field is not forgotten.

/// How a stored value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Number,
    Flag,
    /// Milliseconds since 1970, written as RFC 3339.
    Instant,
    Json,
}

/// One field of a kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// SQL for a field that is not a column of the table.
    pub sql: Option<&'static str>,
}

/// One kind of thing.
#[derive(Debug)]
pub(super) struct Kind {
    /// Name of its files.
    pub name: &'static str,
    pub table: &'static str,
    pub fields: &'static [Field],
    /// Columns that stay in the workspace: secrets, and what other columns say already.
    pub withheld: &'static [&'static str],
    pub order: &'static str,
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        sql: None,
    }
}
const fn text(name: &'static str) -> Field {
    field(name, Shape::Text)
}
const fn number(name: &'static str) -> Field {
    field(name, Shape::Number)
}
const fn flag(name: &'static str) -> Field {
    field(name, Shape::Flag)
}
const fn instant(name: &'static str) -> Field {
    field(name, Shape::Instant)
}
const fn list(name: &'static str) -> Field {
    field(name, Shape::Json)
}

/// The file of a document inside the exported folder; as the SQL of `documents.file` below.
pub(super) fn document_file(id: &str, kind: &str) -> String {
    let end = if kind == "text" { "txt" } else { kind };
    format!("documents/{id}.{end}")
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "candidates",
        table: "candidates",
        fields: &[
            text("id"),
            text("full_name"),
            text("first_name"),
            text("last_name"),
            list("emails"),
            list("phones"),
            list("links"),
            text("linkedin_url"),
            text("location"),
            text("time_zone"),
            text("headline"),
            text("company"),
            text("title"),
            list("skills"),
            list("experience"),
            list("education"),
            list("tags"),
            text("notes"),
            text("source"),
            text("remote_id"),
            list("consent"),
            text("merged_into"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &["seq"],
        order: "id",
    },
    Kind {
        name: "documents",
        table: "documents",
        fields: &[
            text("id"),
            text("candidate_id"),
            text("file_name"),
            text("kind"),
            Field {
                name: "file",
                shape: Shape::Text,
                sql: Some(
                    "'documents/' || id || '.' || CASE kind WHEN 'text' THEN 'txt' ELSE kind END",
                ),
            },
            text("sha256"),
            number("bytes"),
            number("pages"),
            flag("has_text"),
            instant("created_at"),
        ],
        withheld: &["text"],
        order: "id",
    },
    Kind {
        name: "jobs",
        table: "jobs",
        fields: &[
            text("id"),
            text("title"),
            text("company"),
            text("department"),
            text("location"),
            text("domain"),
            text("description"),
            text("tech_stack_details"),
            text("coding_language"),
            list("skills"),
            text("status"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "people",
        table: "people",
        fields: &[
            text("id"),
            text("full_name"),
            text("email"),
            text("time_zone"),
            text("week_starts_on"),
            list("working_hours"),
            list("date_overrides"),
            number("buffer_before_minutes"),
            number("buffer_after_minutes"),
            number("maximum_per_day"),
            number("maximum_per_week"),
            text("tentative"),
            list("interview_types"),
            text("team"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "busy_times",
        table: "busy_blocks",
        fields: &[
            text("person_id"),
            text("source"),
            text("uid"),
            instant("starts_at"),
            instant("ends_at"),
            text("status"),
        ],
        withheld: &["id"],
        order: "person_id, starts_at, id",
    },
    Kind {
        name: "applications",
        table: "applications",
        fields: &[
            text("id"),
            text("candidate_id"),
            text("job_id"),
            text("stage"),
            number("score"),
            list("match"),
            flag("shortlisted"),
            flag("interview_enabled"),
            flag("online_interview_enabled"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "interviews",
        table: "interviews",
        fields: &[
            text("id"),
            text("application_id"),
            text("scheduled_by"),
            text("interview_type"),
            text("mode"),
            text("status"),
            instant("starts_at"),
            instant("ends_at"),
            text("local_start"),
            text("time_zone"),
            Field {
                name: "interviewer_ids",
                shape: Shape::Json,
                sql: Some(
                    "(SELECT json_group_array(person_id) FROM (SELECT person_id
                      FROM interview_participants WHERE interview_id = interviews.id
                      ORDER BY position))",
                ),
            },
            text("location"),
            text("meeting_link"),
            text("notes"),
            text("uid"),
            number("sequence"),
            instant("candidate_joined_at"),
            instant("interviewer_joined_at"),
            flag("needs_confirmation"),
            list("overrides"),
            list("reminder_leads"),
            text("cancel_reason"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &["room_hash", "room_sealed"],
        order: "starts_at, id",
    },
    Kind {
        name: "interview_logs",
        table: "interview_logs",
        fields: &[
            number("seq"),
            text("interview_id"),
            instant("at"),
            text("action"),
            text("actor"),
            text("reason"),
            list("old"),
            list("new"),
            text("previous_hash"),
            text("hash"),
        ],
        withheld: &[],
        order: "seq",
    },
    Kind {
        name: "pools",
        table: "pools",
        fields: &[
            text("id"),
            text("name"),
            text("skill"),
            Field {
                name: "members",
                shape: Shape::Json,
                sql: Some(
                    "(SELECT json_group_array(json_object('person_id', person_id, 'weight', weight,
                      'training', training, 'alternate', json(iif(alternate, 'true', 'false'))))
                      FROM (SELECT * FROM pool_members WHERE pool_id = pools.id ORDER BY position))",
                ),
            },
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "interview_plans",
        table: "interview_plans",
        fields: &[
            text("id"),
            text("job_id"),
            text("name"),
            flag("ordered"),
            number("maximum_days"),
            number("gap_minutes"),
            flag("allow_same_interviewer"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "interview_plan_steps",
        table: "interview_plan_steps",
        fields: &[
            text("id"),
            text("plan_id"),
            number("position"),
            text("title"),
            text("interview_type"),
            text("mode"),
            number("duration_minutes"),
            list("interviewer_ids"),
            list("pools"),
            list("shadow_ids"),
            text("competency"),
        ],
        withheld: &[],
        order: "plan_id, position, id",
    },
    Kind {
        name: "holds",
        table: "holds",
        fields: &[
            text("id"),
            text("application_id"),
            text("step_id"),
            text("title"),
            text("interview_type"),
            text("mode"),
            instant("starts_at"),
            instant("ends_at"),
            instant("expires_at"),
            text("state"),
            text("held_by"),
            text("interview_id"),
            Field {
                name: "interviewer_ids",
                shape: Shape::Json,
                sql: Some(
                    "(SELECT json_group_array(person_id) FROM (SELECT person_id FROM hold_people
                      WHERE hold_id = holds.id ORDER BY position))",
                ),
            },
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "starts_at, id",
    },
    Kind {
        name: "availability_settings",
        table: "availability_settings",
        fields: &[
            text("level"),
            text("scope"),
            text("name"),
            list("value"),
        ],
        withheld: &[],
        order: "level, scope, name",
    },
    Kind {
        name: "bookings",
        table: "bookings",
        fields: &[
            text("id"),
            text("application_id"),
            text("provider"),
            text("remote_id"),
            text("link"),
            text("status"),
            instant("expires_at"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "interview_sessions",
        table: "interview_sessions",
        fields: &[
            text("id"),
            text("application_id"),
            text("interview_id"),
            text("provider"),
            text("link"),
            text("status"),
            instant("scheduled_at"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "reminders",
        table: "reminders",
        fields: &[
            text("id"),
            text("interview_id"),
            number("lead_minutes"),
            text("channel"),
            instant("due_at"),
            text("state"),
            instant("fired_at"),
        ],
        withheld: &["claimed_by"],
        order: "due_at, id",
    },
    Kind {
        name: "templates",
        table: "templates",
        fields: &[
            text("id"),
            text("name"),
            text("channel"),
            text("subject"),
            text("body"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "drafts",
        table: "drafts",
        fields: &[
            text("id"),
            text("candidate_id"),
            text("job_id"),
            text("template_id"),
            text("channel"),
            text("subject"),
            text("text"),
            list("unresolved"),
            list("claims"),
            text("state"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "messages",
        table: "messages",
        fields: &[
            text("id"),
            text("candidate_id"),
            text("draft_id"),
            text("channel"),
            text("direction"),
            text("subject"),
            text("text"),
            instant("at"),
            text("recorded_by"),
        ],
        withheld: &[],
        order: "at, id",
    },
    Kind {
        name: "users",
        table: "users",
        fields: &[
            text("id"),
            text("full_name"),
            text("email"),
            text("role"),
            text("time_zone"),
            flag("is_current"),
            instant("created_at"),
            instant("updated_at"),
        ],
        withheld: &[],
        order: "id",
    },
    Kind {
        name: "settings",
        table: "settings",
        fields: &[text("key"), list("value")],
        withheld: &[],
        order: "key",
    },
    // The rows before and after hold whole rows of other tables, withheld columns included.
    Kind {
        name: "activity",
        table: "changes",
        fields: &[
            text("id"),
            instant("at"),
            text("actor"),
            text("origin"),
            text("command"),
            text("summary"),
            text("undoes"),
            text("undone_by"),
        ],
        withheld: &["seq", "hlc", "undoable"],
        order: "seq",
    },
];
