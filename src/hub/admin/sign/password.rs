//! Passwords: argon2id, and no password that is guessed first.

use std::collections::HashSet;
use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::clock;

/// Shortest password, characters (NIST SP 800-63B-4, 3.1.1.2).
const SHORTEST: usize = 15;
/// How often somebody who knows how people choose has to guess, as a power of ten. Three words of a
/// list, or two and a year, are found sooner.
const LEAST_GUESSES: f64 = 10.0;
/// Shorter than [`SHORTEST`] it has to be really hard to guess.
const SHORTEST_OF_ALL: usize = 10;
const LEAST_GUESSES_SHORT: f64 = 12.0;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    Short,
    Long,
    /// In a list of passwords that became known, or built as people build them.
    Guessable,
}

impl Weak {
    /// The message that says what can be done.
    pub fn key(self) -> &'static str {
        match self {
            Weak::Short => "mend-password-short",
            Weak::Long => "mend-password-long",
            Weak::Guessable => "mend-password-guessable",
        }
    }
}

/// Longest password, characters: longer ones only cost time.
const LONGEST: usize = 200;

/// What people here write first, beside names and what the dictionaries of zxcvbn hold: the thirty thousand commonest
/// passwords that became known, and English names and words. Words of this country in Latin letters are not
/// among them; with a year after them or twice in a row they are still found.
const FIRST_GUESSES: &str = "\
    hiroba ひろば jimukyoku 事務局 setagaya 世田谷 tokyo toukyou 東京 nippon nihon japan fukushi 福祉 kokoro こころ \
    hoken iryou kaigo shien shakai fukushika kyougikai volunteer kanri kanrisha kanrinin admin pasuwaado パスワード \
    satou sato suzuki takahashi tanaka itou watanabe yamamoto nakamura kobayashi katou kato yoshida yamada sasaki \
    yamaguchi matsumoto inoue kimura hayashi saitou saito shimizu yamazaki mori ikeda hashimoto abe ishikawa \
    yamashita nakajima ishii ogawa maeda okada hasegawa fujita gotou goto kondou kondo murakami endou endo aoki \
    sakamoto fukuda oota nishimura fujii okamoto fujiwara nakano miura harada matsuda takeuchi ueda \
    hiroshi takashi kenji akira makoto satoshi daisuke takuya kenta tarou taro ichirou jirou hanako yuuko yuko \
    keiko youko yoko sachiko kazuko akiko tomoko naoko yumiko megumi haruka sakura misaki aoi hina yui mio rin \
    himawari tanpopo sumire momiji fuji fujisan neko inu usagi kuma pikachu doraemon totoro anpanman \
    konnichiwa arigatou ohayou sayonara ganbare ganbarou daisuki aishiteru akasatana aiueo kakikukeko あいうえお \
    iroha いろは いろはにほへと tsukiatari reiwa heisei shouwa showa taishou ichigo ringo mikan";

/// Passwords that became known and that nothing else here would refuse, in small letters (see the README beside it).
const BREACHED: &str = include_str!("../../../../assets/passwords/breached.txt");
/// Family names and first names of this country in Latin letters; none of those above, whose places would be lost.
const NAMES: &str = include_str!("../../../../assets/passwords/names.txt");

static BREACHED_ONES: LazyLock<HashSet<&str>> = LazyLock::new(|| BREACHED.lines().collect());

/// Whether it became known, as it stands or with figures and signs behind it.
fn is_breached(password: &str) -> bool {
    let folded = password.to_lowercase();
    let bare = folded.trim_end_matches(|c: char| !c.is_alphabetic());
    // What is left of figures alone is nothing.
    [folded.as_str(), bare].iter().any(|text| !text.is_empty() && BREACHED_ONES.contains(text))
}

/// Letters that stand beside words that somebody knows who knows the place, at most.
const MOST_BESIDE: usize = 3;

/// Whether there is little in it but these words, figures and signs.
fn is_made_of(password: &str, known: &[&str]) -> bool {
    let mut rest = password.to_lowercase();
    let mut words: Vec<String> = known
        .iter()
        .flat_map(|text| std::iter::once(*text).chain(text.split(|c: char| !c.is_alphanumeric())))
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= 2)
        .collect();
    // A whole name goes before a part of it.
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let mut found = false;
    for word in &words {
        found |= rest.contains(word);
        rest = rest.replace(word, "");
    }
    found && rest.chars().filter(|c| c.is_alphabetic()).count() <= MOST_BESIDE
}

/// Whether a password can be taken. `known` are words that are guessed first: the name of who takes it, and of the
/// place.
///
/// # Errors
/// With what can be mended.
pub fn judge(password: &str, known: &[&str]) -> Result<(), Weak> {
    let count = password.chars().count();
    if count < SHORTEST_OF_ALL {
        return Err(Weak::Short);
    }
    if count > LONGEST {
        return Err(Weak::Long);
    }
    if is_breached(password) || is_made_of(password, known) {
        return Err(Weak::Guessable);
    }
    let known: Vec<&str> =
        known.iter().copied().chain(FIRST_GUESSES.split_whitespace()).chain(NAMES.lines()).collect();
    let guesses = zxcvbn::zxcvbn(password, &known).guesses_log10();
    let least = if count < SHORTEST { LEAST_GUESSES_SHORT } else { LEAST_GUESSES };
    if guesses < least { Err(Weak::Guessable) } else { Ok(()) }
}

/// The hash of a password, in the PHC form, with its own salt.
///
/// # Errors
/// When the machine has no randomness.
pub fn hash(password: &str) -> Result<String, String> {
    let salt = clock::random_bytes::<16>().map_err(|error| error.to_string())?;
    let hashed = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hashed.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

/// Whether it is the password. Without a hash the answer takes as long, and is no.
pub fn is_right(password: &str, kept: Option<&str>) -> bool {
    // Of a password nobody has: its only use is the time it takes.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let Ok(hash) = argon2::PasswordHash::new(kept.unwrap_or(NOBODY)) else { return false };
    let right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
    right && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_only_what_could_be_written_here_each_once() {
        assert!(BREACHED_ONES.len() > 1_000);
        assert_eq!(BREACHED_ONES.len(), BREACHED.lines().count());
        for line in BREACHED.lines() {
            assert!(line.chars().count() >= SHORTEST_OF_ALL, "{line}");
            assert_eq!(line, line.to_lowercase());
        }
        assert!(NAMES.lines().all(|name| FIRST_GUESSES.split_whitespace().all(|first| first != name)));
        assert!(NAMES.lines().all(|name| name.len() >= 3 && name.bytes().all(|c| c.is_ascii_lowercase())));
    }

    #[test]
    fn what_became_known_is_found_however_it_ends() {
        let known = BREACHED.lines().find(|line| line.bytes().all(|c| c.is_ascii_lowercase())).unwrap();
        for password in [known.to_owned(), known.to_uppercase(), format!("{known}2026"), format!("{known}!!")]
        {
            assert!(is_breached(&password), "{password}");
        }
        assert!(!is_breached("1234567890") && !is_breached(&format!("our {known} and others")));
    }

    #[test]
    fn a_password_of_names_is_found_whatever_stands_between() {
        let known = ["青木 Midori", "地域交流スペース ひろば"];
        for made in
            ["midori-midori-2026", "青木青木青木青木青木2026", "Midori@ひろば@2026", "aomidori20261203"]
        {
            assert!(is_made_of(made, &known), "{made}");
        }
        for other in ["harbour lantern midori", "20261203!!!!", "x7#Qm!v2Lp9z"] {
            assert!(!is_made_of(other, &known), "{other}");
        }
    }
}
