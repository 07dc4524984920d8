use super::*;
pub fn read(_bytes: &[u8], _zone: &TimeZone) -> Result<Reading, Unreadable> {
    Err(Unreadable::Empty)
}
