//! Words that are not said to anybody (ACCESSIBILITY row 25).

use hiroba::domain::text::Lang;

/// What nobody reads here, in no language: of errors, faults and refusals, of orders and of hurry
/// (ACCESSIBILITY row 25, LOOK "Voice"). In the corner of staff neither.
pub fn banned(lang: Lang) -> impl Iterator<Item = &'static str> {
    const JAPANESE: &str = "エラー, ミス, 失敗, しっぱい, 間違, まちがい, まちがえ, 誤, 無効, 不正, 違反, 警告, 禁止, 拒否, \
        不可, 却下, 期限切れ, 未回答, 未入力, スキップ, キャンセル, お急ぎ, 急いで, いそいで, 必ず, しなければ, してはいけ";
    // Politeness that has to be learnt, and a "not" that is meant as a "yes".
    const NOT_EASY: &str =
        "いただ, いたし, うかが, いらっしゃ, ございません, なければ, ないわけ, ざるを, ないでは";
    const ENGLISH: &str = "error, fail, invalid, wrong, incorrect, mistake, illegal, denied, reject, refuse, \
        forbidden, not allowed, unauthori, expired, warning, oops, you must, hurry up, quickly";
    const CHINESE: &str = "错, 误, 失败, 无效, 非法, 违, 警告, 禁止, 拒绝, 过期, 必须, 务必, 尽快";
    const KOREAN: &str =
        "오류, 에러, 실패, 실수, 잘못, 틀렸, 틀린, 무효, 불가, 위반, 경고, 금지, 거부, 만료, 반드시, 서둘러";
    let lists: &[&str] = match lang.as_str() {
        "ja" => &[JAPANESE],
        "ja-easy" => &[JAPANESE, NOT_EASY],
        "en" => &[ENGLISH],
        "zh-Hans" => &[CHINESE],
        "ko" => &[KOREAN],
        other => panic!("{other} has no list of words that are not said"),
    };
    lists.iter().chain(&["!, ！"]).flat_map(|list| list.split(", "))
}
