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
    /// Contrast ratio of its light parts to its dark ones, hundredths; nothing where it was not measured.
    pub contrast: Option<i64>,
}

impl Reading {
    /// A picture by its hash.
    ///
    /// # Errors
    /// When the database does.
    pub async fn picture(&mut self, hash: &str) -> Result<Option<PictureRow>, StoreError> {
        let sql = "SELECT kind, width, height, bytes, contrast FROM picture WHERE hash = $1";
        let row: Option<(String, i64, i64, String, Option<i64>)> =
            sqlx::query_as(sql).bind(hash).fetch_optional(&mut **self).await?;
        row.map(|(kind, width, height, text, contrast)| {
            let bytes = unhex(&text).ok_or_else(|| StoreError::Row(format!("picture {hash}")))?;
            Ok(PictureRow { hash: hash.to_owned(), kind, width, height, bytes, contrast })
        })
        .transpose()
    }

    /// The contrast of a picture, where it is here and was measured.
    ///
    /// # Errors
    /// When the database does.
    pub async fn picture_contrast(&mut self, hash: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT contrast FROM picture WHERE hash = $1";
        let row: Option<Option<i64>> = sqlx::query_scalar(sql).bind(hash).fetch_optional(&mut **self).await?;
        Ok(row.flatten())
    }
}

impl Change {
    /// Keeps a picture; one that is here already is left as it is.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_picture(&mut self, row: &PictureRow, now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO picture (hash, kind, width, height, bytes, at, contrast) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash) DO NOTHING";
        sqlx::query(sql)
            .bind(&row.hash)
            .bind(&row.kind)
            .bind(row.width)
            .bind(row.height)
            .bind(crate::hub::secret::hex(&row.bytes))
            .bind(now)
            .bind(row.contrast)
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}
