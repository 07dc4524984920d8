//! The list, the picture of the screen, and what to look at before publishing.

use std::io::Cursor;
use std::sync::{Arc, Mutex};

use hiroba::hub::Sketch;
use reqwest::StatusCode;

use super::{changed, kept, published, third, written};
use crate::house::House;

/// The fields of the form of a meeting as a browser would send them again.
pub fn fields_of(html: &str) -> Vec<(String, String)> {
    let form = html.split("id=\"meeting\"").nth(1).unwrap().split("</form>").next().unwrap();
    let text = |part: &str| {
        part.replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!(" {name}=\"")).nth(1).map(|rest| text(rest.split('"').next().unwrap()))
    };
    let mut fields = vec![("act".to_owned(), "save".to_owned())];
    for part in form.split('<').skip(1) {
        let (tag, inner) = part.split_once('>').unwrap();
        let Some(name) = attribute(tag, "name") else {
            if tag.starts_with("option") && tag.ends_with(" selected") {
                let select = form[..form.find(part).unwrap()].rsplit("<select").next().unwrap();
                let name = attribute(select, "name").unwrap();
                fields.push((name, attribute(tag, "value").unwrap_or_default()));
            }
            continue;
        };
        let chosen = tag.contains(" checked");
        let kind = attribute(tag, "type").unwrap_or_default();
        match (tag.split_whitespace().next().unwrap(), kind.as_str()) {
            ("input", "radio" | "checkbox") if !chosen => {}
            ("input", "file") => {}
            ("input", _) => fields.push((name, attribute(tag, "value").unwrap_or_default())),
            ("textarea", _) => fields.push((name, text(inner))),
            _ => {}
        }
    }
    fields
}

fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::DynamicImage::new_rgb8(width, height)
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_slide_is_drawn_in_every_language_and_size_also_before_it_is_saved() {
    let asked: Arc<Mutex<Vec<Sketch>>> = Arc::default();
    let painter = {
        let asked = asked.clone();
        Arc::new(move |sketch: Sketch| {
            asked.lock().unwrap().push(sketch);
            Ok(picture(64, 36))
        })
    };
    let house = House::open_with(|hub| hub.with_painter(painter)).await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    browser
        .get(&format!("{path}?lang=en&size=largest"))
        .await
        .shows("/preview.png?v=1&#38;lang=en&#38;size=largest");
    let answer =
        browser.get(&format!("{path}/preview.png?lang=ko&size=largest&colours=dark&panel=upright")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["content-type"], "image/png");
    let last = asked.lock().unwrap().last().unwrap().clone();
    assert_eq!((last.lang.as_str(), last.size.as_str(), last.colours.as_str()), ("ko", "largest", "dark"));
    assert_eq!((last.panel.width_px, last.panel.height_px), (1080, 1920));
    assert!(last.programme.contains("場をひろげる"));
    let form = changed(&third(), &[("base", "1"), ("theme-ja", "まだ 保存していない"), ("act", "look")]);
    let answer = browser.post(&path, &form).await;
    answer.shows("data:image/png;base64,");
    answer.shows("value=\"まだ 保存していない\"");
    assert!(asked.lock().unwrap().last().unwrap().programme.contains("まだ 保存していない"));
    assert_eq!(kept(&house, &path).await["theme"], "場をひろげる", "nothing was saved");
    browser
        .post("/schedule/new", &changed(&third(), &[("act", "look")]))
        .await
        .shows("data:image/png;base64,");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_without_a_screen_says_so() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    browser.get(&path).await.shows("画面を えがく しくみが ありません");
    assert_eq!(browser.get(&format!("{path}/preview.png")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn before_publishing_it_is_said_what_to_look_at_with_the_way_there() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let first = written(&browser, &third()).await;
    let page = browser.get(&first).await;
    page.shows("英語の訳が ありません");
    page.shows("href=\"#theme-en\"");
    let long = "とても長い場所の名前が書いてあると最大の文字では何行にもなってしまいますから短くしたほうがよいでしょうという場所の二階の奥の部屋の左がわ".repeat(3);
    let form = changed(
        &third(),
        &[
            ("theme-ja", "もう一つの会"),
            ("theme-ja-easy", "[場|ば]を 広げる"),
            (
                "description-ja-easy",
                "これは とても ながい ぶんで、よむのに じかんが かかるので、みじかく したほうが いいです。",
            ),
            ("day", "2026-12-17"),
            ("start", "15:00"),
            ("tel", "03-5432-2247"),
            ("url", "http://127.0.0.1:9/inside"),
        ],
    );
    let second = written(&browser, &form).await;
    let page = browser.get(&format!("{second}/publish")).await;
    for words in [
        "同じ場所に、同じ時間の 会が あります",
        "「場をひろげる」",
        "ふりがなの ない 漢字が あります",
        "広",
        "30字までに 分けると",
        "FAXの番号が ありません",
        "リンクを もう一度 確かめる",
    ] {
        page.shows(words);
    }
    page.shows_not("日にちが すぎています");
    browser.get(&format!("{second}/publish?links=1")).await.shows("内がわの 機械の アドレスは");
    let past = changed(&third(), &[("day", "2026-11-01"), ("place-ja", &long)]);
    let past = changed(&past, &[("place-ja", long.get(..long.len() / 3 * 2).unwrap_or(&long))]);
    let answer = browser.post("/schedule/new", &changed(&past, &[("place-ja", "短い名前")])).await;
    browser.get(answer.leads_to()).await.shows("日にちが すぎています");
    let wordy = "人と場をつなぐ".repeat(20);
    let answer = browser.post("/schedule/new", &changed(&third(), &[("who-ja", &wordy)])).await;
    browser.get(answer.leads_to()).await.shows("2ページに なります");
}

/// A server on loopback that answers everything with this status, one question on each connection.
async fn answering(status: &'static str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut question = [0; 4096];
            let _ = stream.read(&mut question).await;
            let said = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(said.as_bytes()).await;
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_tried_before_publishing_by_themselves_and_no_page_waits_for_them() {
    let house = House::open().await;
    house.hub.calendars.allow_near(true);
    let browser = house.administrator().await;
    // It takes every question and answers none.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let slow = format!("http://{}", silent.local_addr().unwrap());
    let path = written(&browser, &changed(&third(), &[("url", &slow)])).await;
    let begun = std::time::Instant::now();
    let page = browser.get(&format!("{path}/publish")).await;
    assert!(begun.elapsed() < std::time::Duration::from_secs(3), "{:?}", begun.elapsed());
    page.shows("リンクを 確かめています");
    page.shows(&format!("hx-get=\"{path}/publish\" hx-select=\"#lints\""));
    for (status, words) in [("200 OK", "リンクは つながります"), ("404 Not Found", "答えは 404 でした")]
    {
        let path = written(&browser, &changed(&third(), &[("url", &answering(status).await)])).await;
        let begun = std::time::Instant::now();
        let page = loop {
            let page = browser.get(&format!("{path}/publish")).await;
            if !page.body.contains("リンクを 確かめています") {
                break page;
            }
            assert!(begun.elapsed() < std::time::Duration::from_secs(20), "nothing came of it");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        };
        page.shows(words);
        page.shows_not("hx-select=\"#lints\"");
        browser.get(&path).await.shows(words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_finds_what_is_looked_for_and_has_pages() {
    let house = House::open().await;
    let browser = house.administrator().await;
    for number in 1..=60 {
        let number = number.to_string();
        let day = format!("2027-01-{:02}", number.parse::<u32>().unwrap() % 28 + 1);
        let form = changed(&third(), &[("series-number", &number), ("day", &day)]);
        written(&browser, &form).await;
    }
    let past = changed(&third(), &[("theme-ja", "夏の Summer 会 100%"), ("day", "2026-08-01")]);
    written(&browser, &past).await;
    let list = browser.get("/schedule").await;
    list.shows("60件");
    list.shows("2ページ中 1ページ目");
    list.shows_not("夏の");
    browser.get("/schedule?show=coming&page=2").await.shows("2ページ中 2ページ目");
    browser.get("/schedule?show=past").await.shows("夏の");
    browser.get("/schedule?q=summer").await.shows("夏の");
    browser.get("/schedule?q=100%25").await.shows("1件");
    browser.get("/schedule?q=%25").await.shows("1件");
    browser.get("/schedule?q=%E7%AC%AC59%E5%9B%9E").await.shows("1件");
    browser.get("/schedule?q=nothing-like-it").await.shows("見つかりませんでした");
    browser.get("/schedule?show=published").await.shows("ここには まだ 会が ありません");
    browser.get("/schedule?page=99999999999999999999").await.shows("60件");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_done_next_stands_at_the_top() {
    let house = House::open().await;
    let browser = house.administrator().await;
    written(&browser, &third()).await;
    let later = changed(
        &third(),
        &[
            ("series-number", "4"),
            ("known", "days"),
            ("first", "2027-02-04"),
            ("times", "not-announced"),
            ("follow", "month"),
            ("follow-month", "2027-01"),
            ("follow-part", "early"),
        ],
    );
    written(&browser, &later).await;
    let list = browser.get("/schedule").await;
    list.shows("第3回の 英語の訳が ありません");
    list.shows("会まで 14日");
    list.shows("第4回：");
    list.shows("1月はじめ");
    list.shows("第3回は 下書きのままです");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poster_is_looked_into_kept_by_its_content_and_described() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = changed(&third(), &[("alt-ja", "")]);
    let wrong = browser.upload("/schedule/new", &form, b"<svg/>").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.shows("写真や 絵として 読めません");
    let poster = picture(300, 200);
    let bare = browser.upload("/schedule/new", &form, &poster).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    bare.shows("何の絵かを、ことばでも");
    let hidden = fields_of(&bare.body);
    let source = &hidden.iter().find(|(name, _)| name == "picture").unwrap().1;
    assert!(source.starts_with("pictures/"), "the picture need not be sent again: {source}");
    let form = changed(&third(), &[("picture", source), ("alt-ja", "集まりの絵")]);
    let path = written(&browser, &form).await;
    assert_eq!(kept(&house, &path).await["picture"]["source"], source.as_str());
    let got = browser.get(&format!("/api/v1/{source}")).await;
    assert_eq!((got.status, got.headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/png"));
}

/// ACCESSIBILITY row 28.
#[tokio::test(flavor = "multi_thread")]
async fn a_poster_with_little_contrast_is_told_before_publishing() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let told = "絵の 明るさの差が 小さいです";
    for (dark, is_told) in [(205, true), (20, false)] {
        let drawn =
            image::RgbImage::from_fn(300, 200, |x, _| image::Rgb([if x < 150 { dark } else { 250 }; 3]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        drawn.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let answer = browser.upload("/schedule/new", &third_with_alt(), bytes.get_ref()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = browser.get(answer.leads_to()).await;
        assert_eq!(page.body.contains(told), is_told, "{dark}");
    }
}

fn third_with_alt() -> Vec<(&'static str, &'static str)> {
    changed(&third(), &[("alt-ja", "集まりの絵")])
}

/// Regression: every row of meetings that had begun was said to be over.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_meetings_is_over_when_none_is_to_come() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let weekly = [("day", "2026-01-08"), ("repeat", "week"), ("on", "th")];
    let goes_on = written(&browser, &changed(&third(), &weekly)).await;
    browser.get(&goes_on).await.shows_not("日にちが すぎています");
    let ended = [&weekly[..], &[("repeat-until", "2026-02-26")]].concat();
    let ended = written(&browser, &changed(&third(), &ended)).await;
    browser.get(&ended).await.shows("日にちが すぎています");
    let once = written(&browser, &changed(&third(), &[("day", "2026-01-08")])).await;
    browser.get(&once).await.shows("日にちが すぎています");
}

// It asked for the English of a meeting that will not take place, and said that details follow.
#[tokio::test(flavor = "multi_thread")]
async fn of_what_was_cancelled_nothing_is_to_be_done_next() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    published(&browser, &path, "1").await;
    browser.get("/schedule").await.shows("第3回の 英語の訳が ありません");
    browser.post(&format!("{path}/cancel"), &[]).await;
    browser.get("/schedule").await.shows_not("第3回の 英語の訳が ありません");
}

/// A photo of forty megabytes was answered with a bare page, and what was written was gone.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_far_too_large_is_said_beside_what_was_written() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = changed(&third_with_alt(), &[("place-ja", "庭の小屋")]);
    let answer = browser.upload("/schedule/new", &form, &vec![0x41; 40_000_000]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("12 MBまで");
    answer.shows("庭の小屋");
}
