//! The steps that make and upgrade the workspace file (`local/*.sql`).
//!
//! A crate of its own, because sqlx checks the store's queries against a migrated file while the
//! store compiles: the migrator must build without them (`examples/migrate.rs`).

/// All migrations of the local workspace file, oldest first.
pub static LOCAL: sqlx::migrate::Migrator = sqlx::migrate!("./local");
