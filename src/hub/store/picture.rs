//! Pictures, by what they are: the same bytes are the same picture.

use super::{Change, Reading, StoreError};

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

/// Bytes out of hexadecimal digits. Twice the room of the bytes, and no library for a column that
/// both databases can hold.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}
