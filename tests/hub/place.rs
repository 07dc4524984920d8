//! A PostgreSQL database of a test's own, when there is a server for tests.

use sqlx::{AnyConnection, AssertSqlSafe, Connection};

/// Set to the address of a server's administrator when the stories are to be tried on PostgreSQL.
const SERVER: &str = "HIROBA_TEST_POSTGRES";

/// A database that is gone when this is dropped.
pub struct OwnDatabase {
    server: String,
    name: String,
}

async fn tell(server: &str, sql: String) -> sqlx::Result<()> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(server).await?;
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}

impl OwnDatabase {
    /// A fresh one, if this run is on PostgreSQL.
    pub async fn make() -> Option<OwnDatabase> {
        let server = std::env::var(SERVER).ok()?;
        let name = format!("hiroba_{}", hiroba::hub::new_id().unwrap());
        tell(&server, format!("CREATE DATABASE {name}")).await.unwrap();
        Some(OwnDatabase { server, name })
    }

    /// Its address.
    pub fn address(&self) -> String {
        let (base, _) = self.server.rsplit_once('/').unwrap();
        format!("{base}/{}", self.name)
    }

    /// Says something to the server as its administrator.
    pub async fn tell(&self, sql: String) {
        tell(&self.server, sql).await.unwrap();
    }

    /// Says something inside of it.
    pub async fn tell_inside(&self, sql: &str) {
        tell(&self.address(), sql.to_owned()).await.unwrap();
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // A test's runtime cannot be waited for within itself.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(tell(&server, format!("DROP DATABASE {name} WITH (FORCE)")))
        });
        if let Err(error) = dropped.join().unwrap() {
            eprintln!("The database of this test stays behind: {error}");
        }
    }
}
