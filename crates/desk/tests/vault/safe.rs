//! An office that keeps one secret of every kind, and reads them as the next start of Muster would.

use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster_desk::Desk;
use muster_store::sealed::PLACES;
use muster_vault::{Keyring, MemoryKeyring, PassphraseRecord, RowIdentity, Secret, Vault};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use crate::office::{MONDAY, Office, at, call, id};

const ACCOUNTS: &str = "
    INSERT INTO accounts (id, vendor, subject, obtained_at, connected_at, look_at)
        VALUES ('a1', 'google', 'ada', 0, 0, 9000000000000);
    INSERT INTO calendar_accounts (id, kind, label, host, identity, secret_sealed, created_at)
        VALUES ('c1', 'caldav', 'Team', 'dav.example', 'c1', '', 0);";

pub struct Safe {
    pub office: Office,
    pub keyring: Arc<MemoryKeyring>,
    pub interview: String,
    /// The room as it was shown when it was made.
    pub room: String,
}

impl Safe {
    /// A secret of each kind, the key in the keyring.
    pub async fn full() -> Self {
        let keyring: Arc<MemoryKeyring> = Arc::default();
        let mut office = Office::new().await;
        office.desk = desk(office.folder.path(), keyring.clone());
        enter_secrets(&office.desk).await;
        let tuesday = "2026-11-24T14:00:00Z";
        let interview = office.interview("Ada Obi", tuesday, &[&office.bo]).await;
        let safe = Self {
            keyring,
            interview: id(&interview),
            room: interview["room_id"].as_str().unwrap().to_owned(),
            office,
        };
        safe.connect_accounts().await;
        safe
    }

    /// What a sign-in and a calendar leave behind, without the servers.
    async fn connect_accounts(&self) {
        let vault = Vault::open_in(&*self.keyring, &self.workspace_id().await, true).unwrap();
        let mut file = self.file().await;
        sqlx::raw_sql(ACCOUNTS).execute(&mut file).await.unwrap();
        let seal = |table, id, column, plain: &[u8]| {
            let place = RowIdentity { table, id, column };
            STANDARD.encode(vault.seal(plain, place).unwrap().into_bytes())
        };
        let tokens = seal("account_tokens", "a1", "sealed", b"token of google");
        sqlx::query("INSERT INTO account_tokens (account_id, sealed) VALUES ('a1', ?1)")
            .bind(tokens)
            .execute(&mut file)
            .await
            .unwrap();
        let secret = seal("calendar_accounts", "c1", "secret_sealed", b"app password");
        sqlx::query("UPDATE calendar_accounts SET secret_sealed = ?1")
            .bind(secret)
            .execute(&mut file)
            .await
            .unwrap();
    }

    /// Another start of Muster on this computer.
    pub fn restart(&self) -> Desk {
        desk(self.office.folder.path(), self.keyring.clone())
    }

    /// Another start with another keyring.
    pub fn restart_with(&self, keyring: Arc<dyn Keyring>) -> Desk {
        desk(self.office.folder.path(), keyring)
    }

    pub async fn file(&self) -> SqliteConnection {
        file(self.office.folder.path()).await
    }

    pub async fn workspace_id(&self) -> String {
        let one = "SELECT workspace_id FROM workspace";
        sqlx::query_scalar(one)
            .fetch_one(&mut self.file().await)
            .await
            .unwrap()
    }

    /// All secrets but the room, opened with the key that is in the keyring now.
    pub async fn by_keyring(&self) -> Vec<String> {
        let vault = Vault::open_in(&*self.keyring, &self.workspace_id().await, true).unwrap();
        secrets(&mut self.file().await, &vault).await
    }

    /// All secrets but the room, opened with the key that the passphrase opens.
    pub async fn by_passphrase(&self, passphrase: &str) -> Vec<String> {
        let vault = unlocked(self.office.folder.path(), passphrase).await;
        secrets(&mut self.file().await, &vault).await
    }

    /// The room's id as the interview shows it.
    pub async fn room_in(&self, desk: &Desk) -> Value {
        call(desk, "interview_get", json!({ "id": self.interview })).await["room_id"].clone()
    }
}

/// What [`Safe::by_keyring`] reads of a safe that lost nothing.
pub const ALL: [&str; 4] = [
    "account_tokens: token of google",
    "vendor_clients: client secret",
    "mail_account: mail password",
    "calendar_accounts: app password",
];

pub fn desk(folder: &Path, keyring: Arc<dyn Keyring>) -> Desk {
    Desk::with_keyring(muster_testkit::options(folder, at(MONDAY)), keyring)
}

pub async fn enter_secrets(desk: &Desk) {
    let client =
        json!({ "vendor": "zoom", "client_id": "muster", "client_secret": "client secret" });
    call(desk, "account_client_set", client).await;
    call(desk, "mail_account_set", mail("mail password")).await;
}

pub fn mail(password: &str) -> Value {
    json!({ "way": "smtp", "from_name": "Mina", "from_address": "mina@acme.example",
        "host": "mail.acme.example", "user_name": "mina", "password": password })
}

pub async fn file(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(folder.join("muster.db"));
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// The vault that a passphrase opens, from nothing but the file.
pub async fn unlocked(folder: &Path, passphrase: &str) -> Vault {
    let row = sqlx::query("SELECT record, record_of FROM vault_key")
        .fetch_one(&mut file(folder).await)
        .await
        .unwrap();
    let (record, of): (String, String) = (row.get(0), row.get(1));
    let record = PassphraseRecord::from_text(&record).unwrap();
    record
        .open(&Secret::new(passphrase.to_owned()), &of)
        .unwrap()
}

/// Every secret of the file but rooms, by its table.
pub async fn secrets(file: &mut SqliteConnection, vault: &Vault) -> Vec<String> {
    let mut found = Vec::new();
    for place in PLACES.iter().filter(|place| place.table != "interviews") {
        let (table, column) = (place.table, place.column);
        let sql = format!(
            "SELECT CAST({} AS TEXT), {column} FROM {table} WHERE {column} <> ''",
            place.id
        );
        for row in sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&mut *file)
            .await
            .unwrap()
        {
            let (id, text): (String, String) = (row.get(0), row.get(1));
            let place = RowIdentity {
                table,
                id: &id,
                column,
            };
            let opened = vault.unseal(&STANDARD.decode(text).unwrap(), place);
            found.push(match opened {
                Ok(plain) => format!(
                    "{table}: {}",
                    String::from_utf8(plain.expose().clone()).unwrap()
                ),
                Err(error) => format!("{table}: {error}"),
            });
        }
    }
    found
}
