//! Staff's list of readings: from the browser to the programme of every screen.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Device, House};
use crate::schedule::{changed, published, third, written};

async fn readings(device: &Device) -> Value {
    let programme: Value = serde_json::from_str(&device.get("/programme").await.body).unwrap();
    programme.get("readings").cloned().unwrap_or(Value::Null)
}

/// The address of the page of a word, as the list links it.
fn page_of(list: &str, word: &str) -> String {
    let row = list.split("<tr").find(|row| row.contains(&format!("lang=\"ja\">{word}<"))).expect(word);
    let href = row.split("href=\"").nth(1).unwrap();
    href.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_is_added_changed_and_taken_out_and_every_screen_follows() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    browser.get("/settings").await.shows("/settings/readings");
    browser.get("/settings/readings").await.shows("まだ ありません");
    assert_eq!(readings(&device).await, Value::Null);
    let revision = *house.hub.live.revision().borrow();
    let answer =
        browser.post("/settings/readings", &[("word", " 集い処 "), ("reading", "つどいどころ")]).await;
    assert_eq!(answer.leads_to(), "/settings/readings?done=reading-saved", "{}", answer.body);
    assert!(*house.hub.live.revision().borrow() > revision, "screens are told");
    browser.post("/settings/readings", &[("word", "UDトーク"), ("reading", "ユーディートーク")]).await;
    assert_eq!(
        readings(&device).await,
        json!([
            { "word": "UDトーク", "reading": "ユーディートーク" },
            { "word": "集い処", "reading": "つどいどころ" }
        ])
    );
    let programme = device.get("/programme").await.body;
    assert!(programme.contains("\"meetings\""), "the sample stays where only readings are set");
    let list = browser.get("/settings/readings").await;
    let page = page_of(&list.body, "集い処");
    browser.get(&page).await.shows("value=\"つどいどころ\"");
    let answer = browser.post(&page, &[("word", "集い処"), ("reading", "つどいしょ")]).await;
    assert_eq!(answer.leads_to(), "/settings/readings?done=reading-saved");
    assert_eq!(readings(&device).await[1]["reading"], "つどいしょ");
    browser.get(&format!("{page}/remove")).await.shows("「集い処」を 消しますか");
    let answer = browser.post(&format!("{page}/remove"), &[]).await;
    assert_eq!(answer.leads_to(), "/settings/readings?done=reading-removed");
    assert_eq!(readings(&device).await.as_array().map(Vec::len), Some(1));
    assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    // Who, and what it was before.
    let log = browser.get("/log?kind=readings").await;
    log.shows("よみを 足しました");
    log.shows("よみを 直しました");
    log.shows("よみを 消しました");
    log.shows("集い処（つどいどころ）");
    log.shows("集い処（つどいしょ）");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_reading_is_said_kindly_and_kept_in_the_form() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let refused = async |word: &str, reading: &str| {
        let answer = browser.post("/settings/readings", &[("word", word), ("reading", reading)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{word} {reading}");
        answer
    };
    let answer = refused("集い処", "集いdokoro").await;
    answer.shows("「集dokoro」は かなでは ありません");
    answer.shows("value=\"集い処\"");
    refused("集い処", "").await.shows("よみを ひらがなか カタカナで 書いてください");
    refused("", "つどい").await.shows("ことばを 書いてください");
    refused("", "").await.shows("ことばを 書いてください");
    browser.post("/settings/readings", &[("word", "輪"), ("reading", "わ")]).await;
    refused("輪", "りん").await.shows("「輪」は もう あります（わ）");
    refused(&"長".repeat(31), "ちょう").await.shows("30文字");
    let list = browser.get("/settings/readings").await;
    browser.post("/settings/readings", &[("word", "茶"), ("reading", "ちゃ")]).await;
    let answer = browser.post(&page_of(&list.body, "輪"), &[("word", "茶"), ("reading", "さ")]).await;
    answer.shows("「茶」は もう あります（ちゃ）");
}

/// The line that has this title, with its detail.
fn line<'a>(page: &'a str, title: &str) -> &'a str {
    let from = page.find(title).unwrap_or_else(|| panic!("no {title} in {page}"));
    page[from..].split("</li>").next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_be_easier_is_said_before_publishing_with_what_can_stand_instead() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = changed(
        &third(),
        &[
            (
                "theme-ja-easy",
                "[土足|どそく][厳禁|げんきん]。[参加費|さんかひ]は [無料|むりょう]。ワークショップです。",
            ),
            (
                "description-ja-easy",
                "10/7 14:00から。[行|い]かない わけでは ない。[津波|つなみ]です。お[休|やす]みさせていただきます。",
            ),
            ("who-ja-easy", "[集|つど]い[処|どころ]の 人"),
        ],
    );
    let path = written(&browser, &form).await;
    for page in [browser.get(&path).await, browser.get(&format!("{path}/publish")).await] {
        let words = line(&page.body, "やさしい ことばに できます");
        assert!(words.contains("テーマ：「土足厳禁」→ くつを ぬいでください"), "{words}");
        assert!(words.contains("「無料」→ お金は いりません"), "{words}");
        assert!(words.contains("lang=ja-easy#theme-ja-easy") || words.contains("#theme-ja-easy"), "{words}");
        let loans = line(&page.body, "カタカナの ことば");
        assert!(loans.contains("「ワークショップ」"), "{loans}");
        let numbers = line(&page.body, "日にちや 時間は");
        assert!(numbers.contains("「10/7」→ 10月7日") && numbers.contains("「14:00」→ 午後2時"), "{numbers}");
        assert!(line(&page.body, "「ない」が 二つ").contains("行かない わけでは ない"));
        assert!(line(&page.body, "このことばは そのままで").contains("「津波」→ とても 高い 波"));
        assert!(line(&page.body, "ていねいな 言いかた").contains("「させていただきます」→ します"));
        assert!(line(&page.body, "ふりがなの ない 漢字が あります").contains("人"));
    }
    browser.post("/language", &[("lang", "en"), ("back", "/")]).await;
    let page = browser.get(&path).await;
    assert!(line(&page.body, "Some words can be easier").contains("“無料” → お金は いりません"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_with_a_dictionary_proposes_readings_and_staffs_list_comes_first() {
    use hiroba::domain::furigana::Word;
    let words = |text: &str| {
        let word = |surface: &str, kana: &str| Word { surface: surface.to_owned(), kana: kana.to_owned() };
        match text {
            "集い処の人" => {
                vec![word("集い", "ツドイ"), word("処", "ショ"), word("の", "ノ"), word("人", "ジン")]
            }
            other => vec![word(other, "")],
        }
    };
    let house = House::open_with(|hub| hub.with_words(Some(std::sync::Arc::new(words)))).await;
    let browser = house.administrator().await;
    let path = written(&browser, &changed(&third(), &[("who-ja-easy", "集い処の人")])).await;
    let page = browser.get(&path).await;
    page.shows_not("ふりがなの ない 漢字が あります");
    let proposal = line(&page.body, "ふりがなは 自動で つきます");
    assert!(proposal.contains("[集|つど]い[処|しょ]の[人|ひと]"), "{proposal}");
    browser.post("/settings/readings", &[("word", "集い処"), ("reading", "つどいどころ")]).await;
    let page = browser.get(&path).await;
    let proposal = line(&page.body, "ふりがなは 自動で つきます");
    assert!(proposal.contains("[集|つど]い[処|どころ]の[人|ひと]"), "{proposal}");
    // Phones read the same, also where nobody wrote easy Japanese.
    published(&browser, &path, "1").await;
    browser.post("/settings/phone", &[("phone", "on"), ("qr", "phone"), ("days", "90")]).await;
    let id = path.trim_start_matches("/schedule/");
    let phone = house.stranger().get(&format!("/m/{id}?lang=ja-easy")).await;
    phone.shows("<ruby>処");
    phone.shows("どころ");
}
