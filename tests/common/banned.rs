//! Words that are not said to anybody (ACCESSIBILITY row 25).

use hiroba::domain::text::Lang;

/// What nobody reads here, in no language. In the corner of staff neither.
pub fn banned(lang: Lang) -> impl Iterator<Item = &'static str> {
    let lists: &[&str] = match lang.as_str() {
        "ja" => &JAPANESE,
        "ja-easy" => &[JAPANESE[0], JAPANESE[1], JAPANESE[2], JAPANESE[3], JAPANESE[4], NOT_EASY],
        "en" => &ENGLISH,
        "zh-Hans" => &CHINESE,
        "ko" => &KOREAN,
        other => panic!("{other} has no list of words that are not said"),
    };
    lists.iter().chain(&["!, ！"]).flat_map(|list| list.split(", "))
}

// In each language the same classes: errors, faults and refusals; orders and hurry (LOOK "Voice"); illness, of
// which only the ward's own categories speak; praise and pity, which both judge; and the words of machines, for
// which a visitor is a user who submits.

const JAPANESE: [&str; 5] = [
    "エラー, ミス, 失敗, しっぱい, 間違, まちがい, まちがえ, 誤, 無効, 不正, 違反, 警告, 禁止, 拒否, 不可, 却下, 期限切れ, \
     未回答, 未入力, スキップ, キャンセル, 正しく, ご遠慮, お断り, 該当, 迷惑",
    "お急ぎ, 急いで, いそいで, 必ず, かならず, しなければ, なければなりません, してはいけ, べき, 至急, ただちに, 今すぐ, いますぐ, \
     お早め, しめきり, 残りわずか, のこりわずか",
    "患者, 精神, 疾患, 症状, 診断, 治療, 障害, 病名, 発作",
    "がんば, 頑張, 我慢, おめでとう, よくできました, 残念, ざんねん",
    "ユーザー, システム, 処理, タイムアウト, セッション, 送信, 認証, ログイン, 完了, 実行",
];

/// Politeness that has to be learnt, and a "not" that is meant as a "yes".
const NOT_EASY: &str =
    "いただ, いたし, うかが, いらっしゃ, ございません, なければ, ないわけ, ざるを, ないでは";

const ENGLISH: [&str; 5] = [
    "error, fail, invalid, wrong, incorrect, mistake, illegal, denied, reject, refuse, forbidden, not allowed, unauthori, \
     expired, warning, oops, prohibited, improper, exceeded, penalty, your fault, blame",
    "you must, hurry up, quickly, immediately, right away, as soon as possible, don’t miss, last chance, mandatory, \
     required, deadline",
    "patient, disorder, mental health, mentally, illness, disease, symptom, diagnos, suffer",
    "congratulations, well done, cheer up, try harder, unfortunately, sorry",
    "user, submit, process, timeout, timed out, session, system, abort, terminate",
];

const CHINESE: [&str; 5] = [
    "错, 误, 失败, 无效, 非法, 违, 警告, 禁止, 拒绝, 过期, 请勿, 不得, 不准, 不许, 严禁, 责任",
    "必须, 务必, 尽快, 立即, 立刻, 抓紧, 赶快, 赶紧, 仅剩, 应当",
    "患者, 精神, 疾病, 病人, 症状, 诊断, 治疗, 残疾",
    "加油, 恭喜, 遗憾, 抱歉",
    "用户, 提交, 超时, 系统, 处理, 登录, 执行",
];

const KOREAN: [&str; 5] = [
    "오류, 에러, 실패, 실수, 잘못, 틀렸, 틀린, 무효, 불가, 위반, 경고, 금지, 거부, 만료, 하지 마세요, 안 됩니다, 책임",
    "반드시, 서둘러, 즉시, 빨리, 얼른, 마감, 하십시오, 마십시오, 해야 합니다",
    "환자, 정신, 질환, 질병, 증상, 진단, 치료, 장애",
    "힘내, 파이팅, 화이팅, 축하, 아쉽, 유감",
    "사용자, 제출, 시간 초과, 시스템, 처리, 로그인, 실행, 완료",
];
