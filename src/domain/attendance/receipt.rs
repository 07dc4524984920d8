//! The receipt (受付番号): eight digits in two groups, which only its holder knows.
//!
//! Digits, because everybody can read, say, type and hear them, in every language and on every
//! keypad, and none looks like another. Ten million wrong numbers for every hundred registrations:
//! with 125 of them one guess in 800,000 hits, and [`Guesses`] makes guessing slow. What a hit
//! would gain is to check in, change or take back one registration that has no name.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// How many receipts there are.
const COUNT: u32 = 100_000_000;
/// Digits of a receipt.
const DIGITS: usize = 8;

/// A receipt. Never stored: only its [`Mark`] is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Receipt(u32);

/// Why something typed or scanned is no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    #[error("a receipt has eight digits, this has {0}")]
    Length(usize),
    #[error("a receipt has digits only")]
    NotDigits,
}

impl Receipt {
    pub const DIGITS: usize = DIGITS;

    /// From random bits, every receipt as likely as any other.
    pub fn from_random(bits: u64) -> Receipt {
        // The remainder favours small numbers by less than one in a hundred thousand million.
        Receipt((bits % u64::from(COUNT)) as u32)
    }

    /// Reads digits with or without blanks and hyphens, half or full width: what people type and
    /// scanners send.
    ///
    /// # Errors
    /// When it is not eight digits.
    pub fn parse(text: &str) -> Result<Receipt, ReceiptError> {
        let mut digits = String::new();
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '０'..='９' => digits.extend(char::from_digit(u32::from(c) - u32::from('０'), 10)),
                '-' | '‐' | '－' | ' ' | '　' => {}
                _ => return Err(ReceiptError::NotDigits),
            }
        }
        match digits.parse() {
            Ok(number) if digits.len() == DIGITS => Ok(Receipt(number)),
            Ok(_) | Err(_) => Err(ReceiptError::Length(digits.len())),
        }
    }

    /// The digits without a gap: what the QR code holds and a scanner types.
    pub fn digits(&self) -> String {
        format!("{:08}", self.0)
    }

    /// The two groups, as they are shown and said.
    pub fn groups(&self) -> [String; 2] {
        [format!("{:04}", self.0 / 10_000), format!("{:04}", self.0 % 10_000)]
    }

    /// What is stored in its place.
    pub fn mark(&self, salt: &Salt) -> Mark {
        let hash = Sha256::new().chain_update(salt.0).chain_update(self.digits()).finalize();
        let mut mark = [0; 16];
        mark.copy_from_slice(&hash[..16]);
        Mark(mark)
    }
}

/// Without its number: a receipt must not stand in a log.
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(..)")
    }
}

/// What makes the marks of one place differ from those of every other: 128 random bits, the same
/// for all kiosks of one hub.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// A receipt as it is stored: enough to know it again, too little to read it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark(pub [u8; 16]);

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Mark {
    /// Reads what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Mark> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|bits| Mark(bits.to_be_bytes()))
    }
}

/// Slows down whoever tries numbers, receipts or a PIN: some misses are free, since everybody
/// mistypes; then each further one costs a pause, twice as long every time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guesses {
    misses: u32,
    last: Option<Timestamp>,
}

impl Guesses {
    /// Misses before the first pause.
    pub const FREE: u32 = 5;
    const FIRST_PAUSE: i64 = 30;
    const LONGEST_PAUSE: i64 = 900;
    /// After so long without a miss everything is forgiven.
    const FORGIVEN: i64 = 3600;

    /// Until when nothing is tried; nothing when one may.
    pub fn paused_until(&self, now: Timestamp) -> Option<Timestamp> {
        let over = self.misses.checked_sub(Guesses::FREE)?;
        let pause = Guesses::FIRST_PAUSE.checked_shl(over).filter(|pause| *pause > 0);
        let pause = pause.unwrap_or(Guesses::LONGEST_PAUSE).min(Guesses::LONGEST_PAUSE);
        let last = self.last?;
        let until = last.checked_add(SignedDuration::from_secs(pause)).ok()?;
        // A clock that was set back must not lock anybody out for a year.
        (last <= now && now < until).then_some(until)
    }

    pub fn missed(&mut self, now: Timestamp) {
        let forgiven = self
            .last
            .is_some_and(|last| now.duration_since(last) >= SignedDuration::from_secs(Guesses::FORGIVEN));
        self.misses = if forgiven { 1 } else { self.misses.saturating_add(1) };
        self.last = Some(now);
    }

    pub fn hit(&mut self) {
        *self = Guesses::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Result<&str, ReceiptError>) {
        assert_eq!(Receipt::parse(typed).map(|receipt| receipt.digits()), expected.map(str::to_owned));
    }

    #[test]
    fn a_receipt_is_read_however_it_is_typed() {
        check("04271836", Ok("04271836"));
        check("0427 1836", Ok("04271836"));
        check(" 0427-1836", Ok("04271836"));
        check("０４２７　１８３６", Ok("04271836"));
        check("", Err(ReceiptError::Length(0)));
        check("0427183", Err(ReceiptError::Length(7)));
        check("042718361", Err(ReceiptError::Length(9)));
        check("0427183a", Err(ReceiptError::NotDigits));
    }

    #[test]
    fn a_receipt_says_nothing_of_itself_in_a_log_and_little_in_a_store() {
        let receipt = Receipt::parse("04271836").unwrap();
        assert_eq!(format!("{receipt:?}"), "Receipt(..)");
        let mark = receipt.mark(&Salt([1; 16]));
        assert_eq!(Mark::parse(&mark.to_string()), Some(mark));
        assert_eq!(mark, receipt.mark(&Salt([1; 16])));
        assert_ne!(mark, receipt.mark(&Salt([2; 16])), "another place, another mark");
        assert_ne!(mark, Receipt::parse("04271837").unwrap().mark(&Salt([1; 16])));
    }

    #[test]
    fn receipts_are_spread_evenly() {
        let mut tens = [0_u32; 10];
        for bits in 0..10_000_u64 {
            let receipt = Receipt::from_random(bits.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            tens[(receipt.0 / 10_000_000) as usize] += 1;
        }
        assert!(tens.iter().all(|count| (900..1100).contains(count)), "{tens:?}");
    }

    #[test]
    fn mistyping_is_free_and_guessing_is_slow() {
        let start: Timestamp = "2026-12-17T04:30:00Z".parse().unwrap();
        let mut guesses = Guesses::default();
        let mut now = start;
        for _ in 0..4 {
            guesses.missed(now);
            assert_eq!(guesses.paused_until(now), None);
        }
        let mut tried = 4;
        while now < start + SignedDuration::from_hours(24) {
            guesses.missed(now);
            tried += 1;
            now = guesses.paused_until(now).unwrap();
        }
        assert!(tried < 110, "{tried} guesses in a day");
        guesses.hit();
        assert_eq!(guesses.paused_until(now), None);
    }

    #[test]
    fn a_clock_set_back_does_not_lock_anybody_out() {
        let mut guesses = Guesses::default();
        let now: Timestamp = "2027-12-17T04:30:00Z".parse().unwrap();
        for _ in 0..50 {
            guesses.missed(now);
        }
        assert!(guesses.paused_until(now).is_some());
        assert_eq!(guesses.paused_until("2026-12-17T04:30:00Z".parse().unwrap()), None);
    }
}
