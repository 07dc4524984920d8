//! A programme with the longest texts that staff may be expected to write, in all five languages,
//! and every board and counter that can be made of it.

use std::collections::HashSet;

use hiroba::domain::display::{Colours, TextSize};
use hiroba::domain::meeting::{
    Access, Capacity, Contact, Deadline, Meeting, Mode, Page, PartOfMonth, Picture, Repeats, Rhythm, Roughly,
    Series, Status, Times, When, Window,
};
use hiroba::domain::notice::{AlertInfo, AlertStatus, Emergency, Hours, Notice, Priority, Theme, Voice};
use hiroba::domain::playlist::Slide;
use hiroba::domain::programme::Programme;
use hiroba::domain::text::{Lang, Phrase, Text};
use hiroba::view::reader::Reader;
use hiroba::view::rows;
use hiroba::view::slides;
use hiroba::view::words::{Say, Words};
use hiroba::view::{
    Action, Article, Board, Control, Counter, Header, Leading, Light, List, Place, RingLine, RingRole, Sign,
    Slot, View, dates,
};
use jiff::Zoned;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

pub const LANGS: [Lang; 5] = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];
pub const TODAY: Date = date(2026, 12, 3);
const PICTURE: &str = "pictures/ring.png";

/// A text in all five languages, in the order of [`LANGS`].
fn text(all: [&str; 5]) -> Text {
    let mut text = Text::default();
    for (lang, words) in LANGS.into_iter().zip(all) {
        text.set(lang, Phrase::parse(words));
    }
    text
}

pub fn at(text: &str) -> Zoned {
    format!("{text}[Asia/Tokyo]").parse().unwrap()
}

fn exact(start: &str, end: Option<&str>) -> When {
    When::exact(at(start), end.map(at)).unwrap()
}

fn picture() -> Option<Picture> {
    Some(Picture {
        source: PICTURE.into(),
        alt: text([
            "丸いテーブルを囲むいすの絵",
            "[丸|まる]い テーブルの まわりに いすが ある [絵|え]",
            "A drawing of chairs around a round table",
            "围着圆桌的椅子的画",
            "둥근 탁자를 둘러싼 의자 그림",
        ]),
    })
}

fn series(number: u32) -> Option<Series> {
    let name = text([
        "世田谷区ピアサポートの会",
        "[世田谷区|せたがやく] ピアサポートの [会|かい]",
        "Setagaya peer support meeting",
        "世田谷区同伴支持交流会",
        "세타가야구 동료 지원 모임",
    ]);
    Some(Series { name, number: Some(number) })
}

fn long_place() -> Option<Text> {
    Some(text([
        "東京リハビリテーション世田谷 地域交流スペース 二階 南側の会議室",
        "[東京|とうきょう]リハビリテーション[世田谷|せたがや]の [地域交流|ちいきこうりゅう]スペース [二階|にかい]",
        "Community space on the second floor of Tokyo Rehabilitation Setagaya",
        "东京康复世田谷 地区交流空间 二楼南侧会议室",
        "도쿄 리허빌리테이션 세타가야 지역 교류 공간 2층 남쪽 회의실",
    ]))
}

fn meetings() -> Vec<Meeting> {
    let title = text([
        "世田谷区ピアサポートの会",
        "ピアサポートの [会|かい]",
        "Peer support meeting",
        "同伴支持交流会",
        "동료 지원 모임",
    ]);
    let exact_day = exact("2026-12-17T13:30", Some("2026-12-17T16:00"));
    let mut full = Meeting::new("full", title.clone(), exact_day.clone());
    full.series = series(13);
    full.theme = Some(text([
        "住みなれたまちで安心して暮らしつづけるために、いま話しておきたいこと",
        "[住|す]みなれた まちで [安心|あんしん]して [暮|く]らしつづけるために",
        "Living on with confidence in the neighbourhood we know: what we would like to talk about now",
        "为了在熟悉的街区安心地继续生活，现在想谈一谈的事情",
        "살아온 동네에서 안심하고 계속 살아가기 위해 지금 이야기해 두고 싶은 것",
    ]));
    full.mode = Some(Mode::Both);
    full.place = long_place();
    full.who = Some(text([
        "世田谷区に住んでいる人、働いている人、学んでいる人なら、どなたでも参加できます",
        "[世田谷区|せたがやく]に [住|す]んでいる [人|ひと]、[働|はたら]いている [人|ひと]は、だれでも [来|き]てください。",
        "Everyone who lives, works or studies in Setagaya is welcome, with or without a companion",
        "凡在世田谷区居住、工作或学习的人，均可参加",
        "세타가야구에 살거나 일하거나 배우는 분이라면 누구나 참여할 수 있습니다",
    ]));
    full.description = Some(text([
        "はじめに、経験のある人の話を三十分ほど聞きます。そのあと、少人数に分かれて、思ったことを自由に話します。話したくない人は、聞いているだけでかまいません。\
         休けいのあいだは、お茶を用意しています。途中で出ても、また戻ってきてもだいじょうぶです。当日の資料と、みなさんの意見は、後日、区のホームページで読めます。",
        "[経験|けいけん]の ある [人|ひと]の [話|はなし]を [聞|き]きます。そのあと、[少|すこ]ない [人数|にんずう]で [話|はな]します。\
         [話|はな]したくない [人|ひと]は、[聞|き]くだけで いいです。お[茶|ちゃ]も あります。[途中|とちゅう]で [帰|かえ]っても いいです。",
        "We begin by listening for half an hour to somebody who has been through it. After that we talk freely in small groups about whatever \
         came to mind. If you would rather not speak, you are welcome to listen only. There is tea during the break. You may leave at any time \
         and come back. The materials and everybody’s opinions will be on the ward’s website afterwards.",
        "首先用三十分钟左右听有亲身经历的人讲述。之后分成小组，自由地谈谈自己的想法。不想说话的人只听也没有关系。休息时备有茶水。中途离开或再回来都可以。\
         当天的资料和大家的意见，日后可以在区的网站上阅读。",
        "먼저 경험이 있는 분의 이야기를 30분 정도 듣습니다. 그다음 소그룹으로 나뉘어 생각한 것을 자유롭게 이야기합니다. 이야기하고 싶지 않은 분은 듣기만 해도 괜찮습니다. \
         쉬는 시간에는 차를 준비합니다. 도중에 나가도, 다시 돌아와도 괜찮습니다.",
    ]));
    full.access = Access::ALL.to_vec();
    full.capacity = Capacity { venue: Some(30), online: Some(100) };
    full.register_by = Some(Deadline::At(at("2026-12-10T17:00")));

    let mut short = Meeting::new("short", title.clone(), exact_day);
    short.series = series(3);
    short.theme =
        Some(text(["場をひろげる", "[場|ば]を ひろげる", "Widening the place", "拓展空间", "자리를 넓히다"]));
    short.mode = Some(Mode::Both);
    short.place = Some(text([
        "東京リハビリテーション世田谷 地域交流スペース",
        "[地域交流|ちいきこうりゅう]スペースに [来|き]てください。",
        "Tokyo Rehabilitation Setagaya",
        "东京康复世田谷",
        "도쿄 리허빌리테이션 세타가야",
    ]));

    let days = When::days(date(2026, 12, 30), date(2027, 1, 4), Times::NotAnnounced).unwrap();
    let mut days = Meeting::new("days", title.clone(), days);
    days.series = series(14);
    days.details_follow = Some(Roughly::Month { year: 2026, month: 12, part: PartOfMonth::Early });
    days.place = long_place();

    let mut next_year = Meeting::new(
        "next-year",
        title.clone(),
        When::days(date(2027, 2, 4), date(2027, 2, 4), Times::NotAnnounced).unwrap(),
    );
    next_year.series = series(4);
    next_year.theme = full.theme.clone();
    next_year.details_follow = Some(Roughly::Month { year: 2027, month: 1, part: PartOfMonth::Early });

    let mut month = Meeting::new("month", title.clone(), When::month(2027, 9, true).unwrap());
    month.series = series(5);
    let mut open = Meeting::new("open", title.clone(), When::Undecided);
    open.mode = Some(Mode::Online);
    open.details_follow = Some(Roughly::Day(date(2027, 1, 20)));

    let weekdays = exact("2026-12-03T10:00", Some("2026-12-03T16:30"));
    let mut daily = Meeting::new(
        "daily",
        text(["フリースペース", "フリースペース", "Free space", "自由空间", "자유 공간"]),
        weekdays,
    );
    daily.repeats = Some(Repeats { key: "daily".into(), rhythm: Rhythm::Weekdays });
    daily.mode = Some(Mode::Venue);

    let mut off = Meeting::new("off", title, exact("2026-12-31T22:00", Some("2027-01-01T02:15")));
    off.status = Status::Cancelled;
    off.theme = full.theme.clone();
    off.place = long_place();
    vec![full, short, days, next_year, month, open, daily, off]
}

fn notices() -> Vec<Notice> {
    let notice = |id: &str, title: [&str; 5], body: [&str; 5], picture: Option<Picture>| Notice {
        id: id.into(),
        title: text(title),
        body: Some(text(body)),
        picture,
        priority: Priority::High,
        shown: Window::default(),
        hours: Hours::default(),
    };
    let title = [
        "すわるだけでも どうぞ",
        "すわるだけでも いいです",
        "You are welcome just to sit",
        "只是坐坐也欢迎",
        "앉아만 있어도 좋아요",
    ];
    let short = [
        "平日は 午前10時から 午後4時まで。\n予約は いりません。",
        "[平日|へいじつ]は [午前|ごぜん]10[時|じ]から [午後|ごご]4[時|じ]までです。\n[予約|よやく]は いりません。",
        "Weekdays from 10 am to 4 pm.\nNo booking needed.",
        "平日上午10点到下午4点。\n不需要预约。",
        "평일 오전 10시부터 오후 4시까지.\n예약은 필요 없습니다.",
    ];
    let long_title = [
        "年末年始の開館時間の変更と、エレベーターの点検についてのおしらせ",
        "[年末年始|ねんまつねんし]の [時間|じかん]と、エレベーターの おしらせ",
        "Changed opening hours around New Year, and inspection of the elevator",
        "关于年末年初开放时间变更以及电梯检修的通知",
        "연말연시 개관 시간 변경과 엘리베이터 점검 안내",
    ];
    let long = [
        "十二月二十八日から一月四日までは、午前十時から正午まで開いています。エレベーターは一月五日の午前中に点検のため止まります。車いすを使う方は、\
         電話かFAXでお知らせください。職員が一階でお迎えします。ご不便をおかけしますが、どうぞよろしくお願いします。",
        "12[月|がつ]28[日|にち]から 1[月|がつ]4[日|か]までは、[午前|ごぜん]10[時|じ]から [正午|しょうご]までです。エレベーターは 1[月|がつ]5[日|か]の \
         [午前|ごぜん]に [止|と]まります。[車|くるま]いすの [人|ひと]は、[電話|でんわ]か ファックスで [知|し]らせてください。",
        "From 28 December to 4 January we are open from ten until noon. On the morning of 5 January the elevator stops for inspection. If you use a \
         wheelchair, please phone or fax us: a member of staff will meet you on the ground floor.",
        "十二月二十八日至一月四日，开放时间为上午十点到中午。一月五日上午电梯因检修停止运行。使用轮椅的人请打电话或发传真告知，工作人员会在一楼迎接。",
        "12월 28일부터 1월 4일까지는 오전 10시부터 정오까지 엽니다. 1월 5일 오전에는 점검을 위해 엘리베이터가 멈춥니다. 휠체어를 쓰시는 분은 전화나 팩스로 알려 주세요.",
    ];
    vec![
        notice("picture", title, short, picture()),
        notice("plain", title, short, None),
        notice("long-picture", long_title, long, picture()),
        notice("long", long_title, long, None),
    ]
}

pub fn programme() -> Programme {
    let mut programme = Programme::empty(TimeZone::get("Asia/Tokyo").unwrap());
    programme.name = Some(text([
        "せたがや こころの相談センター ひろば",
        "せたがや こころの [相談|そうだん]センター ひろば",
        "Setagaya Consultation Centre Hiroba",
        "世田谷心理咨询中心 广场",
        "세타가야 마음 상담 센터 히로바",
    ]));
    programme.welcome = Some(text([
        "ここは、だれでも入れる場所です。何もしなくても、だいじょうぶです。",
        "ここは だれでも [入|はい]れます。[何|なに]も しなくて いいです。",
        "This is a place for everybody. There is nothing that you have to do here.",
        "这里是谁都可以进来的地方。什么都不做也没关系。",
        "이곳은 누구나 들어올 수 있는 곳입니다. 아무것도 하지 않아도 괜찮습니다.",
    ]));
    programme.staff_place = Some(text([
        "スタッフは、入口を入って右の受付、または奥の事務室にいます",
        "スタッフは、[入口|いりぐち]の [右|みぎ]の [受付|うけつけ]に います",
        "Staff are at the reception desk on the right of the entrance or in the office at the back",
        "工作人员在进门右侧的服务台，或里面的办公室",
        "직원은 입구 오른쪽 접수처나 안쪽 사무실에 있습니다",
    ]));
    programme.page = Some(Page {
        url: "https://www.city.setagaya.lg.jp/mokuji/fukushi/005/002/002/002/d00191091.html".into(),
        number: Some("191091".into()),
    });
    programme.contact = Some(Contact {
        office: text([
            "世田谷区 保健福祉政策部 障害施策推進課 障害保健福祉担当",
            "[世田谷区|せたがやく] [保健福祉|ほけんふくし]の [係|かかり]",
            "Setagaya ward, health and welfare policy, section for disability policy",
            "世田谷区 保健福祉政策部 残障政策推进课",
            "세타가야구 보건복지정책부 장애시책추진과",
        ]),
        tel: Some("03-5432-2247".into()),
        fax: Some("03-5432-3021".into()),
    });
    programme.meetings = meetings();
    programme.notices = notices();
    let body = text([
        "会と会のあいだにも、つながりを感じられる場があるとしたら、それはどんなところでしょうか。",
        "[会|かい]が ない ときも、つながる ことが できます。",
        "If there were a place where we could feel connected between the meetings too, what would it be like?",
        "如果在活动之间也有能感受到联系的地方，那会是什么样的地方呢？",
        "모임과 모임 사이에도 이어져 있다고 느낄 수 있는 자리가 있다면 어떤 곳일까요?",
    ]);
    for (id, picture) in [("plain", None), ("picture", picture())] {
        programme.themes.push(Theme {
            id: id.into(),
            title: text([
                "人と場をつなぐ",
                "[人|ひと]と [場|ば]を つなぐ",
                "Connecting people and places",
                "连接人与空间",
                "사람과 자리를 잇다",
            ]),
            body: Some(body.clone()),
            meeting: None,
            picture,
            shown: Window::default(),
        });
    }
    programme.voices.push(Voice {
        id: "voice".into(),
        sentence: text([
            "はじめは緊張しましたが、話を聞いているうちに、自分だけではないと思えて、帰り道は足が軽くなりました。",
            "はじめは [緊張|きんちょう]しました。[話|はなし]を [聞|き]いて、[自分|じぶん]だけではないと [思|おも]いました。",
            "I was nervous at first, but while I listened I came to feel that I was not the only one, and my steps were lighter on the way home.",
            "一开始很紧张，但听着听着，觉得不只是自己一个人，回家的路上脚步也轻了。",
            "처음에는 긴장했지만, 이야기를 듣는 동안 나만 그런 것이 아니라고 느껴져서 돌아가는 길에 발걸음이 가벼워졌습니다.",
        ]),
        role: Some(text(["参加した人", "[参加|さんか]した [人|ひと]", "Someone who took part", "参加者", "참가자"])),
        shown: Window::default(),
    });
    programme
}

fn emergencies(lang: Lang) -> [Emergency; 2] {
    let [ja, easy, en, zh, ko] = [
        [
            "地震が発生しました",
            "エレベーターは使わないでください。あわてず、職員の案内があるまで、窓や棚から離れて待ってください。けがをした人は近くの職員に知らせてください。",
            "世田谷区で震度五弱のゆれを観測しました。",
        ],
        [
            "[地震|じしん]が ありました",
            "エレベーターは [使|つか]わないで ください。[窓|まど]から [離|はな]れて [待|ま]って ください。",
            "[世田谷区|せたがやく]で [大|おお]きな ゆれが ありました。",
        ],
        [
            "There has been an earthquake",
            "Please do not use the elevator. Stay calm and away from windows and shelves until staff guide you. If you are hurt, tell a member of staff nearby.",
            "Shaking of intensity 5 lower was measured in Setagaya.",
        ],
        [
            "发生了地震",
            "请不要使用电梯。请不要慌张，远离窗户和架子，等待工作人员的引导。",
            "世田谷区观测到震度五弱的摇晃。",
        ],
        [
            "지진이 발생했습니다",
            "엘리베이터를 사용하지 마세요. 당황하지 말고 직원의 안내가 있을 때까지 창문과 선반에서 떨어져 기다려 주세요.",
            "세타가야구에서 진도 5약의 흔들림이 관측되었습니다.",
        ],
    ];
    let all = [(Lang::JA, ja), (Lang::JA_EASY, easy), (Lang::EN, en), (Lang::ZH_HANS, zh), (Lang::KO, ko)];
    let info = all.into_iter().find(|(known, _)| *known == lang).map(
        |(lang, [headline, instruction, description])| AlertInfo {
            lang,
            headline: headline.into(),
            description: description.into(),
            instruction: instruction.into(),
        },
    );
    [AlertStatus::Actual, AlertStatus::Exercise].map(|status| Emergency {
        identifier: "e".into(),
        sent: at("2026-12-03T14:00").timestamp(),
        status,
        effective: None,
        expires: at("2026-12-03T16:00").timestamp(),
        infos: info.iter().cloned().collect(),
    })
}

/// A board by name, how its screen is headed, and whether a question is asked under it.
pub struct Named {
    pub name: String,
    pub board: Board,
    pub leading: Leading,
    pub asking: bool,
}

/// Every board of a language.
pub fn boards(programme: &Programme, lang: Lang) -> Vec<Named> {
    let words = Words::of(lang);
    let pictures: HashSet<String> = [PICTURE.to_owned()].into();
    let reader = Reader { programme, words, today: TODAY, pictures: &pictures, desk: None };
    let all: Vec<&Meeting> = programme.meetings.iter().collect();
    let name = programme.name.as_ref().map(|name| name.phrase(lang)).unwrap();
    let title = |key: Say| Leading::Title(words.one_line(&words.say(key)));
    let mut named = Vec::new();
    let mut add = |label: String, board: Board, leading: Leading| {
        named.push(Named { name: label, board, leading, asking: false });
    };
    let article = |article: Article| Board::Article(Box::new(article));

    let mut slides = vec![Slide::Welcome, Slide::Page];
    slides.extend(all.iter().map(|meeting| Slide::Meeting(meeting.id.clone())));
    slides.extend(programme.themes.iter().map(|theme| Slide::Theme(theme.id.clone())));
    slides.extend(programme.notices.iter().map(|notice| Slide::Notice(notice.id.clone())));
    slides.extend(programme.voices.iter().map(|voice| Slide::Voice(voice.id.clone())));
    for slide in &slides {
        add(format!("{slide:?}"), slides::board(&reader, slide, &all), Leading::Name(name.clone()));
    }
    add("Glance".into(), slides::board(&reader, &Slide::Glance, &all), title(Say::ScheduleTitle));
    for meeting in &all {
        let board = article(slides::detail(&reader, meeting));
        add(format!("detail of {:?}", meeting.id.0), board, Leading::Name(name.clone()));
    }
    for (n, group) in all.chunks(slides::GROUP).enumerate() {
        for chosen in group {
            let list = List { rows: rows::rows(&reader, group.iter()), chosen: Some(chosen.id.0.clone()) };
            add(
                format!("schedule {n}, {:?} chosen", chosen.id.0),
                Board::List(list),
                title(Say::ScheduleTitle),
            );
        }
    }
    add("schedule with nothing in it".into(), article(slides::welcome(&reader)), title(Say::ScheduleTitle));
    add("staff".into(), article(slides::staff(&reader, None)), title(Say::StaffTitle));
    for call in [Say::StaffTold, Say::StaffComing] {
        add(format!("{call:?}"), article(slides::staff(&reader, Some(call))), title(Say::StaffTitle));
    }
    for code in [None, Some("482913")] {
        let board = slides::pairing(&reader, "https://hub.example.lg.jp:8168", code);
        add(format!("pairing {code:?}"), article(board), title(Say::StaffTitle));
    }
    for alert in emergencies(lang) {
        let until = dates::moment(words, &at("2026-12-03T16:00"), TODAY);
        let until = words.say_with(Say::ValidUntil, &[("moment", (&until).into())]);
        let board = article(slides::emergency(words, &alert, &alert.infos[0], until));
        add(format!("emergency, {:?}", alert.status), board, Leading::Name(name.clone()));
    }
    for key in [Say::LanguageHeading, Say::SizeHeading, Say::ColoursHeading] {
        let heading = words.say(key);
        let question = Article {
            ring: vec![RingLine { role: RingRole::Small, phrase: heading.clone() }],
            title: Some(heading),
            paragraphs: vec![words.say(Say::LanguageSentence)],
            ..Article::default()
        };
        named.push(Named {
            name: format!("question {key:?}"),
            board: article(question),
            leading: Leading::Name(name.clone()),
            asking: true,
        });
    }
    named
}

/// A counter by name.
pub struct NamedCounter {
    pub name: String,
    pub counter: Counter,
}

fn control(words: &Words, slot: Slot, sign: Sign, action: Action, key: Say) -> Control {
    Control { action, slot, sign, label: words.say(key), sub: None, lang: None, chosen: false, enabled: true }
}

fn place(words: &Words, key: Say, at: i64, of: i64) -> Option<Place> {
    let phrase = words.say_with(key, &[("n", (at + 1).into()), ("of", of.into())]);
    Some(Place { at: at as usize, of: of as usize, phrase })
}

/// Every counter of a language: first those of screens at rest, then those that ask.
pub fn counters(lang: Lang) -> (Vec<NamedCounter>, Vec<NamedCounter>) {
    let words = Words::of(lang);
    let moment = dates::moment(words, &at("2026-11-28T22:55"), TODAY);
    let note = Some(words.say_with(Say::LastUpdated, &[("moment", (&moment).into())]));
    let c = |slot, sign, action, key| control(words, slot, sign, action, key);
    let rotation = || {
        vec![
            c(Slot::Rotation(0), Sign::Previous, Action::Previous, Say::Previous),
            c(Slot::Rotation(1), Sign::Pause, Action::Pause, Say::Pause),
            c(Slot::Rotation(2), Sign::Next, Action::Next, Say::Next),
        ]
    };
    let tools = || {
        vec![
            c(Slot::Tool(0), Sign::Calendar, Action::Schedule, Say::Schedule),
            c(Slot::Tool(1), Sign::TextSize, Action::SizeMenu, Say::SizeHeading),
            c(Slot::Tool(2), Sign::Colours, Action::ColoursMenu, Say::ColoursHeading),
            c(Slot::Tool(3), Sign::Language, Action::LanguageMenu, Say::LanguageHeading),
            c(Slot::Staff, Sign::Staff, Action::Staff, Say::CallStaff),
        ]
    };
    // The tools as the design has them.
    let later = vec![
        c(Slot::Tool(0), Sign::Chosen, Action::Detail, Say::CheckIn),
        c(Slot::Tool(1), Sign::Calendar, Action::Schedule, Say::Schedule),
        c(Slot::Tool(2), Sign::Info, Action::SizeMenu, Say::ReadAloud),
        c(Slot::Tool(3), Sign::Language, Action::LanguageMenu, Say::LanguageAndText),
        c(Slot::Staff, Sign::Staff, Action::Staff, Say::CallStaff),
    ];
    let back = || {
        vec![
            c(Slot::Back, Sign::Back, Action::Back, Say::Back),
            c(Slot::Home, Sign::Home, Action::Home, Say::Home),
        ]
    };
    let named = |name: &str, controls: Vec<Vec<Control>>, place, note| NamedCounter {
        name: name.into(),
        counter: Counter { controls: controls.concat(), place, note, hint: None },
    };
    let primary = |action, key| vec![c(Slot::Primary, Sign::Mark, action, key)];
    let paused = vec![c(Slot::Rotation(1), Sign::Resume, Action::Resume, Say::Resume)];
    let at_rest = vec![
        named(
            "sign",
            vec![primary(Action::Detail, Say::Details), rotation(), tools()],
            place(words, Say::SlidePosition, 2, 8),
            note.clone(),
        ),
        named(
            "sign of many slides, paused",
            vec![
                primary(Action::Schedule, Say::Schedule),
                rotation().into_iter().filter(|control| control.slot != Slot::Rotation(1)).collect(),
                paused,
                tools(),
            ],
            place(words, Say::SlidePosition, 19, 24),
            None,
        ),
        named(
            "sign to register at",
            vec![primary(Action::Schedule, Say::Register), rotation(), later],
            place(words, Say::RowPosition, 19, 24),
            note.clone(),
        ),
        named(
            "pages",
            vec![back(), rotation(), tools()],
            place(words, Say::PagePosition, 1, 5),
            note.clone(),
        ),
    ];
    let mut asking = Vec::new();
    for count in [3, 4, 5, 7] {
        let choices: Vec<Control> = (0..count)
            .map(|i| {
                let mut choice = control(
                    words,
                    Slot::Choice(i as u8),
                    if i == 0 { Sign::Chosen } else { Sign::NotChosen },
                    Action::SetSize(TextSize::Normal),
                    Say::Home,
                );
                match count {
                    3 => choice.label = words.say(Say::colours(Colours::ALL[i])),
                    4 => choice.label = words.say(Say::size(TextSize::ALL[i])),
                    5 => {
                        let (lang, name) = Words::languages().nth(i).unwrap();
                        (choice.label, choice.lang) = (name, Some(lang));
                    }
                    _ => choice.label = words.say(Say::access(Access::ALL[i])),
                }
                choice.chosen = i == 0;
                choice
            })
            .collect();
        let mut all = vec![back(), choices.clone(), tools()];
        all[2].remove(0);
        asking.push(named(&format!("{count} choices"), all.clone(), None, note.clone()));
        if count == 3 {
            for (choice, mode) in all[1].iter_mut().zip([Mode::Venue, Mode::Online, Mode::Both]) {
                choice.label = words.say(Say::mode(mode));
                choice.sub = Some(words.say(Say::mode_sentence(mode)));
            }
            asking.push(named("3 choices with a second line", all, None, None));
        }
    }
    (at_rest, asking)
}

/// A view of board and counter.
pub fn view(named: &Named, counter: &Counter, lang: Lang, text_size: TextSize) -> View {
    let words = Words::of(lang);
    // The longest date and clock there are.
    let date = dates::header_date(words, date(2026, 12, 23));
    let clock = dates::clock(words, jiff::civil::time(22, 58, 0, 0));
    View {
        lang,
        colours: Colours::Light,
        text_size,
        light: Light::Full,
        title: words.say(Say::HomeTitle),
        header: Header { leading: named.leading.clone(), date, clock },
        board: named.board.clone(),
        counter: counter.clone(),
        focus: None,
        framed: Vec::new(),
        low: false,
    }
}
