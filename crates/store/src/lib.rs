//! The workspace file: SQLite, change log, search, backup.
