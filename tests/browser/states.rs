//! Every state of every page: how a browser comes to it, and what stands there then. Addresses in
//! braces are known only once the hub is filled (`full.rs`).

/// One thing that somebody does with the browser.
#[derive(Clone, Copy, Debug)]
pub enum Do {
    /// Goes to an address.
    Open(&'static str),
    /// Writes into the field of that name.
    Write(&'static str, &'static str),
    /// Chooses a radio or a box by its name and value.
    Choose(&'static str, &'static str),
    /// Clicks what is found so.
    Click(&'static str),
    /// Something that no hand does.
    Script(&'static str),
}
use Do::{Choose, Click, Open, Script, Write};

/// A state: its name, the way to it, and what it says in Japanese, in its text or in a field.
pub type State = (&'static str, &'static [Do], &'static str);

/// A form that came back. What can be mended stands first, and has the focus.
pub const REFUSED: &str = "-refused";

const OPEN_ALL: Do = Script("document.querySelectorAll('main details').forEach(one => one.open = true)");
const SAVE: Do = Click("section.actions button.primary");
/// What a browser holds back by itself never reaches the hub: these fields are to.
const UNHELD: Do = Script("document.querySelectorAll('main form').forEach(form => form.noValidate = true)");

/// Before anybody is signed in.
pub const OUTSIDE: &[State] = &[
    ("sign-in", &[Open("/sign-in")], "サインイン"),
    (
        "sign-in-refused-softly",
        &[Open("/sign-in"), Write("name", "管理"), Write("password", "x"), Click("main form button")],
        "合っていません",
    ),
    (
        "form-kept",
        &[
            Open("/sign-in"),
            Write("name", "書きかけの ことば"),
            Script(
                "const form = document.querySelector('main form'); form.password.remove(); \
                 form.action = '/settings/place'",
            ),
            Click("main form button"),
        ],
        "この ページに のこっています",
    ),
    ("password-link-over", &[Open("/password?token=old")], "リンク"),
    ("password-link", &[Open("{password}")], "パスワード"),
    (
        "password-link-refused-softly",
        &[Open("{password}"), UNHELD, Click("main form button.primary")],
        "文字",
    ),
];

/// The very first start: nobody has an account yet.
pub const FIRST: &[State] = &[
    ("set-up", &[Open("{setup}")], "パスワード"),
    ("set-up-refused-softly", &[Open("{setup}"), UNHELD, Click("main form button")], "名前"),
    ("set-up-over", &[Open("/setup?token=old")], "もう 使われたか"),
];

/// What somebody sees who may not do it, or has tried too often.
pub const NOT_ALLOWED: &[State] = &[("not-allowed", &[Open("/settings/place")], "できません")];
pub const TOO_OFTEN: &[State] = &[(
    "too-often",
    &[Open("/sign-in"), Write("name", "管理"), Write("password", "x"), Click("main form button")],
    "待",
)];

/// Nothing was written yet: what is empty helps.
pub const EMPTY: &[State] = &[
    ("empty-nothing-here", &[Open("/nothing-of-that-name")], "ありません"),
    ("empty-schedule", &[Open("/schedule")], "予定"),
    ("empty-schedule-new", &[Open("/schedule/new")], "日にち"),
    ("empty-notices", &[Open("/notices")], "まだ ありません"),
    ("empty-emergency", &[Open("/emergency")], "緊急"),
    ("empty-kiosks", &[Open("/kiosks")], "まだ 画面が ありません"),
    ("empty-calls", &[Open("/calls")], "呼"),
    ("empty-attendance", &[Open("/attendance")], "申し込み"),
    ("empty-reports", &[Open("/reports")], "報告"),
    ("empty-sentences", &[Open("/sentences")], "ひとこと"),
    ("empty-settings", &[Open("/settings")], "設定"),
    ("empty-log", &[Open("/log")], "記録"),
    ("empty-exchange", &[Open("/exchange")], "読みこむ"),
    ("empty-calendars", &[Open("/calendars")], "カレンダー"),
    ("empty-readings", &[Open("/settings/readings")], "よみ"),
];

/// A place that has been at work for a while.
pub const FULL: &[State] = &[
    ("schedule", &[Open("/schedule")], "これからの"),
    ("schedule-all", &[Open("/schedule?show=all")], "中止"),
    ("schedule-none-found", &[Open("/schedule?q=nothing")], "nothing"),
    ("menu", &[Open("/schedule#nav")], "予定"),
    ("mine", &[Open("/schedule"), Click(".mine summary")], "サインアウト"),
    ("edit", &[Open("{draft}")], "窓をひらく"),
    ("edit-all-open", &[Open("{draft}"), OPEN_ALL], "くり返し"),
    ("edit-published", &[Open("/schedule/coming")], "場をひろげる"),
    ("edit-larger-preview", &[Open("/schedule/coming"), Choose("look-size", "largest")], "最大"),
    (
        "edit-refused",
        &[Open("/schedule/new"), Write("theme-ja", "日がない"), Choose("known", "exact"), SAVE],
        "日を 書いてください",
    ),
    ("publish", &[Open("{draft}/publish")], "公開の 確認"),
    ("publish-changes", &[Open("/schedule/coming/publish")], "変わるところ"),
    ("publish-later-softly", &[Open("{draft}/publish"), UNHELD, Click("button[value=later]")], "決めた時に"),
    ("cancel", &[Open("/schedule/coming/cancel")], "中止に しますか"),
    ("withdraw", &[Open("/schedule/coming/withdraw")], "場をひろげる"),
    ("remove", &[Open("{draft}/remove")], "窓をひらく"),
    ("move", &[Open("/schedule/coming/move")], "場をひろげる"),
    (
        "move-refused",
        &[
            Open("/schedule/coming/move"),
            UNHELD,
            Script("document.querySelector('[name=day]').value = ''"),
            Click("main form button.primary"),
        ],
        "日を 書いてください",
    ),
    ("dates", &[Open("{row}/dates")], "予定どおり"),
    ("date", &[Open("{row}%2F2026-12-10")], "この日だけに なります"),
    ("date-planned", &[Open("{row}%2F2026-12-17")], "くり返しの会と 同じ画面に 出ます"),
    ("date-cancel", &[Open("{row}/dates/2026-12-24/cancel")], "この日を 中止に しますか"),
    ("date-rejoin", &[Open("{row}%2F2026-12-10/remove")], "もどしますか"),
    ("row-cancel", &[Open("{row}/cancel")], "ぜんぶ 中止に しますか"),
    ("versions", &[Open("/schedule/coming/versions")], "場をひろげる"),
    ("compare", &[Open("/schedule/coming/versions/2?with=1")], "地域交流スペース"),
    (
        "merge",
        &[
            Open("/schedule/coming"),
            Script("document.querySelector('[name=base]').value = '1'"),
            Write("who-ja", "ほかの ことば"),
            Click("section.actions button[value=save]"),
        ],
        "ほかの ことば",
    ),
    ("notices", &[Open("/notices")], "雨の 日も"),
    ("notice", &[Open("{notice}")], "かさは"),
    ("notice-all-open", &[Open("{notice}"), OPEN_ALL], "かさは"),
    ("notice-refused", &[Open("/notices/notice/new"), UNHELD, SAVE], "書いてください"),
    ("notice-remove", &[Open("{notice}/remove")], "消しますか"),
    ("notice-versions", &[Open("{notice}/versions")], "雨の 日も"),
    ("notice-compare", &[Open("{notice}/versions/1")], "雨の 日も"),
    ("notice-publish", &[Open("{notice}/publish")], "雨の 日も"),
    ("theme-new", &[Open("/notices/theme/new")], "テーマ"),
    ("voice-new", &[Open("/notices/voice/new")], "声"),
    ("emergency-new", &[Open("/emergency/new?template=fire"), OPEN_ALL], "緊急"),
    ("emergency-refused", &[Open("/emergency/new"), UNHELD, SAVE], "見出しを 書いてください"),
    (
        "emergency-confirm",
        &[Open("/emergency/new?template=earthquake"), Choose("status", "Actual"), Choose("for", "30"), SAVE],
        "まだ 出ていません",
    ),
    ("settings", &[Open("/settings")], "設定"),
    ("place", &[Open("/settings/place"), OPEN_ALL], "名前"),
    (
        "place-refused",
        &[Open("/settings/place"), UNHELD, Write("name-ja", ""), Write("tel", "call us"), SAVE],
        "名前を 書いてください",
    ),
    ("texts", &[Open("/settings/texts"), OPEN_ALL], "ことば"),
    ("texts-one", &[Open("/settings/texts?{screen}")], "どうぞ"),
    (
        "texts-looked-at",
        &[Open("/settings/texts?{screen}"), Write("come-in-ja", "こちらへ"), Click("button[value=look]")],
        "こちらへ",
    ),
    ("texts-versions", &[Open("/settings/texts/versions?{screen}")], "受付の あとの ことば"),
    ("texts-compare", &[Open("/settings/texts/versions/1?{screen}")], "もどす"),
    ("reach", &[Open("/settings/reach")], "191091"),
    ("reach-one", &[Open("/settings/reach?{screen}"), OPEN_ALL], "03-5432-0000"),
    ("reach-refused", &[Open("/settings/reach?{screen}"), UNHELD, Write("tel", "call us"), SAVE], "数字"),
    ("quiet-hours", &[Open("/settings/quiet")], "時"),
    ("readings", &[Open("/settings/readings")], "よみ"),
    (
        "readings-refused",
        &[Open("/settings/readings"), UNHELD, Click("#save button.primary")],
        "書いてください",
    ),
    (
        "readings-added",
        &[
            Open("/settings/readings"),
            Write("word", "居場所"),
            Write("reading", "いばしょ"),
            Click("#save button.primary"),
        ],
        "居場所",
    ),
    ("reading", &[Open("/settings/readings"), Click("main a[href^=\"/settings/readings/\"]")], "居場所"),
    ("reading-remove", &[Click("a[href^=\"/settings/readings/\"][href$=\"/remove\"]")], "居場所"),
    ("categories", &[Open("/settings/categories")], "当事者"),
    ("category", &[Open("/settings/categories/supporter"), OPEN_ALL], "支援関係者"),
    ("category-refused", &[Open("/settings/categories/new"), UNHELD, SAVE], "書いてください"),
    ("category-remove", &[Open("/settings/categories/other/remove")], "その他"),
    ("phone-settings", &[Open("/settings/phone")], "QR"),
    ("phone-settings-refused", &[Open("/settings/phone"), UNHELD, Write("days", "0"), SAVE], "日"),
    ("keeping", &[Open("/settings/contacts")], "日"),
    ("kiosks", &[Open("/kiosks")], "連絡が ありません"),
    ("kiosk", &[Open("{kiosk}")], "表示しています"),
    ("kiosk-quiet", &[Open("{quiet}")], "電源"),
    (
        "kiosk-refused",
        &[Open("{kiosk}"), UNHELD, Write("name", ""), Click("form.fields button")],
        "名前を 書いてください",
    ),
    ("kiosk-remove", &[Open("{kiosk}/remove")], "外しますか"),
    ("pair", &[Open("/kiosks/pair")], "6けた"),
    ("pair-refused", &[Open("/kiosks/pair"), UNHELD, Write("code", "12"), SAVE], "番号は 6けたです"),
    ("calls", &[Open("/calls")], "呼び出し"),
    ("attendance", &[Open("/attendance")], "きょうの会"),
    ("day", &[Open("/attendance/today")], "当日参加"),
    ("sign-up", &[Open("/attendance/today/sign-up")], "電話"),
    (
        "sign-up-refused",
        &[
            Open("/attendance/today/sign-up"),
            UNHELD,
            Click("section.actions button.primary, main form button.primary"),
        ],
        "だれか 一人から 加えられます",
    ),
    (
        "sign-up-receipt",
        &[
            Open("/attendance/today/sign-up"),
            Choose("channel", "telephone"),
            Choose("way", "venue"),
            Write("n:lived/", "1"),
            // Under the bar of deeds there is no clicking it where the driver scrolls to.
            Script("document.querySelector('[name=receipt]').checked = true"),
            Click("section.actions button.primary"),
        ],
        "番号",
    ),
    ("arrivals", &[Open("/attendance/today/arrivals")], "人"),
    ("count", &[Open("/attendance/today/count")], "数え"),
    (
        "count-refused",
        &[
            Open("/attendance/today/count"),
            UNHELD,
            Click("section.actions button.primary, main form button.primary"),
        ],
        "人数を 書いてください",
    ),
    ("correct", &[Open("/attendance/today/correct")], "わけ"),
    ("contacts", &[Open("/attendance/today/contacts")], "山田"),
    ("reports", &[Open("/reports")], "ピアサポートの会"),
    ("report", &[Open("/reports/past")], "参加者"),
    ("report-public", &[Open("/reports/past?public=5")], "5名より少ない"),
    ("series", &[Open("/reports/past/series")], "ピアサポートの会"),
    ("sentences", &[Open("/sentences")], "話せて よかった"),
    ("sentence", &[Open("{sentence}")], "話せて よかった"),
    ("sentence-delete", &[Open("{sentence}/delete")], "話せて よかった"),
    ("sentence-refused", &[Open("{sentence}"), Write("text", ""), SAVE], "書いて"),
    ("accounts", &[Open("/accounts")], "佐藤"),
    ("account-new", &[Open("/accounts/new")], "名前"),
    ("account-refused", &[Open("/accounts/new"), UNHELD, Click("button.primary")], "名前を 書いてください"),
    ("account", &[Open("{account}")], "佐藤"),
    ("account-close", &[Open("{account}/close")], "佐藤"),
    ("account-passkeys", &[Open("{account}/passkeys")], "佐藤"),
    ("own-account", &[Open("/account")], "パスワード"),
    (
        "own-password-refused",
        &[Open("/account"), UNHELD, Click("form[action=\"/account/password\"] button")],
        "パスワード",
    ),
    ("log", &[Open("/log"), OPEN_ALL], "だれ"),
    ("exchange", &[Open("/exchange")], "読みこむ"),
    ("exchange-refused", &[Open("/exchange"), UNHELD, Click("main form button.primary")], "ファイル"),
    ("calendars", &[Open("/calendars")], "カレンダー"),
    ("calendar-new", &[Open("/calendars/new")], "アドレス"),
    ("calendar-refused", &[Open("/calendars/new"), UNHELD, SAVE], "書いてください"),
    ("calendar", &[Open("{calendar}")], "川べりを 歩く会"),
    ("calendar-remove", &[Open("{calendar}/remove")], "川の会"),
    ("exchange-look", &[Open("{import}")], "うたの会"),
];

/// An emergency is on the screens, and somebody calls.
pub const ALARM: &[State] = &[
    ("ringing", &[Open("/schedule")], "呼ばれています"),
    ("alarm", &[Open("/emergency")], "訓練"),
    ("alarm-one", &[Open("{emergency}")], "訓練"),
    ("alarm-end", &[Open("{emergency}/end")], "おわらせ"),
    ("alarm-notices", &[Open("/notices")], "緊急"),
];

/// What a visitor's own phone shows; `{lang}` stands for each of its languages. Each begins where the
/// one before has ended, unless it opens an address.
pub const VISITOR: &[State] = &[
    ("phone-meeting", &[Open("/m/coming?lang={lang}")], "場をひろげる"),
    ("phone-how", &[Open("/m/coming/register?lang={lang}")], "どちらで"),
    ("phone-who", &[Click("button[value=venue]")], "どの立場"),
    ("phone-kind", &[Click("button[value=supporter]")], "どれですか"),
    ("phone-people", &[Click(".choices button")], "何人で"),
    ("phone-check", &[Click(".choices button")], "申し込みますか"),
    ("phone-receipt", &[Click("button[name=do]")], "うけつけました"),
    ("phone-take-back", &[Click("form:not(#here) button")], "取り消しますか"),
    ("phone-look", &[Click("#here > button:last-of-type")], "何を しますか"),
    ("phone-change-way", &[Click("button[value=change]")], "オンライン"),
    ("phone-ways-left", &[Click("#here > button:last-of-type")], "何を しますか"),
    ("phone-take-back-again", &[Click("button[value=take-back]")], "取り消しますか"),
    ("phone-taken-back", &[Click("button[value=take-back-yes]")], "取り消しました"),
    ("phone-number", &[Open("/m/receipt?lang={lang}")], "番号"),
    ("phone-number-unknown", &[Write("number", "0000 0001"), Click("button.primary")], "番号"),
    ("phone-sentence", &[Open("/m/past?lang={lang}")], "ひとこと"),
    (
        "phone-sentence-empty",
        &[Click("main ~ section form button.primary, .counter form button.primary")],
        "一つの文",
    ),
    (
        "phone-sentence-sent",
        &[
            Write("text", "また 来たいです"),
            Click("main ~ section form button.primary, .counter form button.primary"),
        ],
        "ありがとう",
    ),
    ("phone-over", &[Open("/m/past/register?lang={lang}")], "おわ"),
    ("phone-cancelled", &[Open("/m/cancelled?lang={lang}")], "中止"),
    ("phone-gone", &[Open("/m/nothing?lang={lang}")], "ありません"),
];
