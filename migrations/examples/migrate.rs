//! `cargo run -p muster-migrations --example migrate -- FILE`: an empty, migrated workspace file,
//! against which sqlx checks the queries of `muster-store`.
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("usage: migrate FILE")?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    muster_migrations::LOCAL.run(&mut connection).await?;
    connection.close().await?;
    Ok(())
}
