//! `muster-migrate FOLDER FILE` applies the migrations in FOLDER to the SQLite file FILE, which
//! it makes. `cargo xtask gen` needs the schema before the store compiles (its checked queries
//! are read against that schema), so this stands apart from the store. It uses the same SQLite:
//! that of the system may be too old for the schema.
#![expect(
    clippy::print_stderr,
    reason = "a command line tool talks to its terminal"
)]

use std::path::Path;
use std::process::ExitCode;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, file] = arguments.as_slice() else {
        eprintln!("usage: muster-migrate FOLDER FILE");
        return ExitCode::from(2);
    };
    match migrate(Path::new(folder), Path::new(file)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The migrations in {folder} could not be applied: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Applies every migration, in order, each in its own transaction.
async fn migrate(folder: &Path, file: &Path) -> Result<(), sqlx::Error> {
    let migrator = Migrator::new(folder).await?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    let mut connection: SqliteConnection = options.connect().await?;
    migrator.run(&mut connection).await?;
    connection.close().await
}
