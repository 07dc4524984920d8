//! Pictures, by what they are: the same bytes are the same picture.

use super::{Change, Reading, StoreError};
use crate::hub::secret::unhex;

/// A picture as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRow {
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub hash: String,
    /// Its media type.
    pub kind: String,
    pub width: i64,
    pub height: i64,
    pub bytes: Vec<u8>,
}

impl Reading {
    /// A picture by its hash.
    ///
    /// # Errors
    /// When the database does.
    pub async fn picture(&mut self, hash: &str) -> Result<Option<PictureRow>, StoreError> {
        let sql = "SELECT kind, width, height, bytes FROM picture WHERE hash = $1";
        let row: Option<(String, i64, i64, String)> =
            sqlx::query_as(sql).bind(hash).fetch_optional(&mut **self).await?;
        row.map(|(kind, width, height, text)| {
            let bytes = unhex(&text).ok_or_else(|| StoreError::Row(format!("picture {hash}")))?;
            Ok(PictureRow { hash: hash.to_owned(), kind, width, height, bytes })
        })
        .transpose()
    }
}

impl Change {
    /// Keeps a picture; one that is here already is left as it is.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_picture(&mut self, row: &PictureRow, now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO picture (hash, kind, width, height, bytes, at) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (hash) DO NOTHING";
        sqlx::query(sql)
            .bind(&row.hash)
            .bind(&row.kind)
            .bind(row.width)
            .bind(row.height)
            .bind(crate::hub::secret::hex(&row.bytes))
            .bind(now)
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}
