//! Spoken forms, language by language: what stands in a text, and what is heard.

use hiroba::domain::text::Lang;

use super::check;

#[test]
fn japanese_is_heard_as_people_say_it() {
    check(
        Lang::JA,
        &[
            ("7/16(木) 13:30～15:30", "七月十六日木曜日、午後一時三十分から午後三時三十分まで"),
            ("7月16日（木）13時30分から", "七月十六日木曜日午後一時三十分から"),
            ("2026年7月16日", "二千二十六年七月十六日"),
            ("2026/7/16（木・祝）", "二千二十六年七月十六日木曜日、祝日"),
            ("毎週（月〜金）", "毎週、月曜日から金曜日まで"),
            ("午後1時30分から 4時まで", "午後一時三十分から四時まで"),
            ("午後2:05", "午後二時五分"),
            ("10:00～", "午前十時から"),
            ("～16:00", "午後四時まで"),
            ("12:00", "正午"),
            ("1:30ごろ", "一時三十分ごろ"),
            ("24時間", "24時間"),
            ("２０日～２３日", "二十日から二十三日まで"),
            ("10〜15人", "10から15人"),
            ("3人 → 5人", "3人から5人"),
            ("電話 03-5432-2247", "電話、ゼロ サン、ゴー ヨン サン ニー、ニー ニー ヨン ナナ"),
            ("TEL：０３（５４３２）２２４７", "電話、ゼロ サン、ゴー ヨン サン ニー、ニー ニー ヨン ナナ"),
            ("ページ番号 191091", "ページ番号、イチ キュー イチ ゼロ キュー イチ"),
            ("受付番号は 1234 5678です", "受付番号はイチ ニー サン ヨン、ゴー ロク ナナ ハチです"),
            ("受付番号は「1234 5678」です", "受付番号は「イチ ニー サン ヨン、ゴー ロク ナナ ハチ」です"),
            (
                "くわしくは https://www.city.setagaya.lg.jp/a.html を見てください",
                "くわしくは画面のアドレスを見てください",
            ),
            ("hiroba@example.jpへ", "画面のメールアドレスへ"),
            ("※予約は いりません", "予約は、いりません"),
            ("電話・FAX・窓口", "電話、ファックス、窓口"),
            ("第3回 ピアサポートの会", "第3回、ピアサポートの会"),
            ("参加費 ¥1,500", "参加費、1500円"),
            ("50％の人", "50パーセントの人"),
            ("NPO法人、Zoom、QRコード", "エヌピーオー法人、ズーム、キューアールコード"),
            ("会場（二階）です。", "会場、二階、です。"),
            ("①受付 ②お茶", "1、受付、2、お茶"),
            ("スタッフを\n呼ぶ", "スタッフを呼ぶ"),
            ("もちもの\n・メモ\n・お茶", "もちもの。メモ。お茶"),
            ("いいですか？", "いいですか？"),
            ("★☆★", ""),
            ("Setagaya Mental Healthの会", "en: Setagaya Mental Health | の会"),
            ("Doors open at 1:30 pm.", "en: Doors open at one thirty pm."),
        ],
    );
}

#[test]
fn easy_japanese_is_heard_by_its_readings() {
    check(
        Lang::JA_EASY,
        &[
            ("[会場|かいじょう]は 10[人|にん]まで", "カイジョウは10人まで"),
            ("1[月|がつ][4日|よっか] [木曜日|もくようび]", "一月よっか、もくようび"),
            ("[午後|ごご]1[時|じ]30[分|ぷん]から 4[時|じ]まで", "ごご一時三十分から四時まで"),
            ("もう[一度|いちど] [押|お]しても いいです。", "もういちど、おしてもいいです。"),
            ("だれでも [入|はい]れます。", "だれでも、はいれます。"),
        ],
    );
}

#[test]
fn english_is_heard_as_people_say_it() {
    check(
        Lang::EN,
        &[
            ("Thursday, Dec 17", "Thursday, December 17th"),
            ("Dec 1, 2026", "December 1st, 2026"),
            ("7/16 (Thu) 13:30-15:30", "July 16th, Thursday, one thirty pm to three thirty pm"),
            ("1:30–3:30 pm", "one thirty to three thirty pm"),
            ("2:05 pm", "two oh five pm"),
            ("4:00 p.m. today", "four pm today"),
            ("from 12:00", "from noon"),
            ("10–15 people", "10 to 15 people"),
            ("Phone 03-5432-2247", "Phone 0 3, 5 4 3 2, 2 2 4 7"),
            ("Meeting, no. 3", "Meeting, number 3"),
            ("¥500 & 20%", "500 yen and 20 percent"),
            ("See www.city.setagaya.lg.jp.", "See the address on the screen."),
            ("Sign-up: “場をひろげる”, Dec 17", "Sign-up | ja: 場をひろげる | December 17th"),
            ("第3回 ピアサポートの会 is open", "ja: 第3回、ピアサポートの会 | is open"),
            ("3 → 5", "3 to 5"),
        ],
    );
}

#[test]
fn chinese_is_heard_as_people_say_it() {
    check(
        Lang::ZH_HANS,
        &[
            ("12月17日 星期四", "十二月十七日，星期四"),
            ("2026年2月2日", "二零二六年二月二日"),
            ("13:30到16:00", "下午一点三十分到下午四点"),
            ("下午2:05", "下午两点零五分"),
            ("共2张 第2张", "共两张，第二张"),
            ("现场111人", "现场一百一十一人"),
            ("电话 03-5432-2247", "电话，零 三，五 四 三 二，二 二 四 七"),
            ("请到ピアサポートの会", "ja: 请到ピアサポートの会"),
            ("欢迎来“場をひろげる”", "欢迎来 | ja: 場をひろげる"),
            ("Peer support meeting", "en: Peer support meeting"),
            ("50%", "百分之五十"),
        ],
    );
}

#[test]
fn korean_is_heard_as_people_say_it() {
    check(
        Lang::KO,
        &[
            ("오후 1시 30분", "오후 한 시 삼십 분"),
            ("13:30~15:30", "오후 한 시 삼십 분부터 오후 세 시 삼십 분까지"),
            ("12월 17일 목요일", "십이월 십칠일 목요일"),
            ("6월 10일, 10월 6일", "유월 십일, 시월 육일"),
            ("4장 중 1번째", "네 장 중 첫 번째"),
            ("5쪽 중 2쪽", "오 쪽 중 이 쪽"),
            ("20명, 21명, 111명", "스무 명, 스물한 명, 백십일 명"),
            ("2시간", "두 시간"),
            ("전화 03-5432-2247", "전화 공 삼, 오 사 삼 이, 이 이 사 칠"),
            ("¥500", "오백 엔"),
            ("세타가야 世田谷 모임", "세타가야 | ja: 世田谷 | 모임"),
            ("Peer support meeting", "en: Peer support meeting"),
        ],
    );
}

/// By ear a position needs its counter word: "9の1" is no place.
#[test]
fn a_position_is_said_with_the_word_that_counts_it() {
    use hiroba::view::words::{Say, Words};
    let said = |lang, n: i64, of: i64| {
        Words::of(lang)
            .say_with(Say::SpokenPosition, &[("n", n.into()), ("of", of.into())])
            .text()
            .replace('\n', " ")
    };
    assert_eq!(said(Lang::JA, 1, 9), "9つの うち 1つ目");
    assert_eq!(said(Lang::JA, 10, 12), "12個の うち 10個目");
    assert_eq!(said(Lang::JA_EASY, 2, 4), "4つの うち 2つ目");
    assert_eq!(said(Lang::EN, 2, 4), "2 of 4");
}
