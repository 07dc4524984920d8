# やさしい日本語。漢字には すべて ふりがなを つけます: [漢字|かんじ]。
# 一つの 文は 30字まで、言うことは 一つ。年は 西暦で、いつも 先に 書きます。
# 行の はじめの [ には {""} を 前に つけます (Fluent の きまり)。

## ボタン

register = [申|もう]し[込|こ]む
check-in = [受付|うけつけ]
previous = [前|まえ]へ
next = [次|つぎ]へ
pause = とめる
resume = つづける
schedule = [予定|よてい]
read-aloud = [声|こえ]で [聞|き]く
voice-menu = [声|こえ]を [変|か]える
voice-heading = [声|こえ]を [変|か]える
voice-stop = [声|こえ]を とめる
voice-slower = ゆっくり
voice-faster = はやく
voice-softer = [小|ちい]さい [声|こえ]
voice-louder = [大|おお]きい [声|こえ]
voice-spell = アドレスを [一字|いちじ]ずつ
curtain-close = [画面|がめん]を [黒|くろ]くする
curtain-open = [画面|がめん]を [出|だ]す
low-height = [低|ひく]く する
whole-height = もとの [高|たか]さ
announce-low = [画面|がめん]を [低|ひく]くしました。
announce-whole = もとの [高|たか]さに しました。
calm = [静|しず]かに する
lively = もとに もどす
announce-calm = [画面|がめん]を [静|しず]かに します。2[時間|じかん] つづきます。
announce-lively = もとに もどしました。
why-button = [答|こた]えは どうなる
why-title = [答|こた]えは どうなりますか
why-use = [会|かい]の [準備|じゅんび]に [使|つか]います。[人|ひと]の [数|かず]を [数|かぞ]えます。
why-nobody = [名前|なまえ]は [聞|き]きません。スタッフは [人|ひと]の [数|かず]だけを [見|み]ます。
why-choice = [答|こた]えなくても [参加|さんか]できます。あとで やめても いいです。
language-and-text = ことば・[文字|もじ]
call-staff =
    スタッフを
    {""}[呼|よ]ぶ
home = はじめへ
back = もどる
details = くわしく
close = とじる

## いま どこか

slide-position =
    { $of }まいの うち
    { $n }まい[目|め]
row-position =
    { $of ->
        [1] 1つ
        [2] 2つ
        [3] 3つ
        [4] 4つ
        [5] 5つ
        [6] 6つ
        [7] 7つ
        [8] 8つ
        [9] 9つ
       *[other] { $of }こ
    }の うち
    { $n ->
        [1] 1つ
        [2] 2つ
        [3] 3つ
        [4] 4つ
        [5] 5つ
        [6] 6つ
        [7] 7つ
        [8] 8つ
        [9] 9つ
       *[other] { $n }こ
    }[目|め]です
page-position = { $of }ページの うち { $n }ページ[目|め]

## 画面の 名前

home-title = はじめの [画面|がめん]
schedule-title = これからの [予定|よてい]
details-title = くわしい [内容|ないよう]
language-title = ことばと [文字|もじ]
staff-title = スタッフを [呼|よ]ぶ

## なにも ないとき

place-name = ひろば
welcome-title = ようこそ
welcome-sentence = すわるだけでも いいです。なにも しなくて いいです。
nothing-planned = これからの [予定|よてい]は まだ ありません

## 会

theme-open = テーマは これから
place-open = [場所|ばしょ]は これから
mode-venue = [会場|かいじょう]
mode-online = オンライン
mode-both = [会場|かいじょう]と オンライン
mode-venue-sentence = [会場|かいじょう]で します。
mode-online-sentence = オンラインで します。
mode-both-sentence = [会場|かいじょう]でも、オンラインでも いいです。
who-default = だれでも どうぞ
who-sentence = だれでも [参加|さんか]できます。
series-number = [第|だい]{ $number }[回|かい] { $name }
registration-open = [申|もう]し[込|こ]めます
registration-later = [申|もう]し[込|こ]みは これから
registration-not-needed = そのまま どうぞ
no-booking = [予約|よやく]は いりません
registration-closed = [申|もう]し[込|こ]みは おわりました
cancelled = [中止|ちゅうし]
cancelled-sentence = この[会|かい]は [中止|ちゅうし]に なりました。
cancelled-on = { $day }は [中止|ちゅうし]です。
read-aloud-later = いまは [声|こえ]が [出|で]ません。スタッフに [言|い]ってください。
capacity-venue = [会場|かいじょう]は { $venue ->
    [1] [1人|ひとり]
    [2] [2人|ふたり]
   *[other] { $venue }[人|にん]
}まで
capacity-online = オンラインは { $online ->
    [1] [1人|ひとり]
    [2] [2人|ふたり]
   *[other] { $online }[人|にん]
}まで
capacity-both = [会場|かいじょう]は { $venue ->
    [1] [1人|ひとり]
    [2] [2人|ふたり]
   *[other] { $venue }[人|にん]
}まで。オンラインは { $online ->
    [1] [1人|ひとり]
    [2] [2人|ふたり]
   *[other] { $online }[人|にん]
}まで。
deadline-day = [申|もう]し[込|こ]みは { $day }までです。
deadline-at = [申|もう]し[込|こ]みは { $day }までです。[時間|じかん]は { $time }までです。

## 題の 上の 小さな ことば

kicker-notice = おしらせ
kicker-theme = [次|つぎ]の テーマ
kicker-voice = [参加|さんか]した [人|ひと]の [声|こえ]
kicker-now = いま
kicker-today = きょう
kicker-tomorrow = あした
kicker-coming = これから
quoted = 「{ $sentence }」

## 区の ページと 連絡先

page-title =
    くわしくは
    {""}[区|く]の ページへ
page-sentence = QRコードで [見|み]られます。[番号|ばんごう]でも [見|み]られます。
page-number = ページ[番号|ばんごう]
page-hint = [区|く]の ホームページで この[番号|ばんごう]を さがせます
contact-heading = [聞|き]きたい ときは
contact-next = [電話|でんわ]と FAXは、[次|つぎ]の [画面|がめん]に あります。
tel = [電話|でんわ]
fax = FAX
labelled = { $label } { $value }

## 参加しやすく する もの

access-heading = [使|つか]える サポート
access-captions = [字幕|じまく]
access-sign-language = [手話|しゅわ]
access-written-communication = [書|か]いて [話|はな]せます
access-hearing-loop = [補聴器|ほちょうき]で [聞|き]きやすい
access-wheelchair = [車|くるま]いすで [入|はい]れます
access-lift = エレベーター
access-accessible-toilet = [車|くるま]いすの トイレ
access-guide-dog = [補助犬|ほじょけん]も どうぞ
access-quiet-room = [静|しず]かな [部屋|へや]
access-easy-japanese = やさしい [日本語|にほんご]
access-interpreter = [通訳|つうやく]

## くわしく

details-when = いつ
details-where = どこで
details-what = どんな [会|かい]
details-who = だれが
continues = [次|つぎ]の [画面|がめん]に つづきます

## ことば・文字

language-heading = ことば
size-heading = [文字|もじ]の [大|おお]きさ
colours-heading = [色|いろ]
size-normal = ふつう
size-large = [大|おお]きい
size-larger = もっと [大|おお]きい
size-largest = いちばん [大|おお]きい
colours-light = [明|あか]るい
colours-dark = [暗|くら]い
colours-high-contrast = はっきり
language-sentence = すぐに [変|か]わります。[使|つか]いおわると、もとに もどります。

## スタッフ

staff-where = スタッフの いる ところ
staff-sentence = [近|ちか]くの スタッフに [言|い]ってください。
staff-help = [手|て]を ふるだけでも いいです。[話|はな]さなくても いいです。
staff-told = スタッフに しらせました
staff-coming = すぐ [行|い]きます
pairing-heading = [事務局|じむきょく]に つなぐ [番号|ばんごう]
pairing-sentence = スタッフの [人|ひと]へ。[事務局|じむきょく]の ページを [開|ひら]いてください。この [番号|ばんごう]を [入|い]れてください。
pairing-soon = [番号|ばんごう]を まっています。
hub-address = [事務局|じむきょく]の アドレス

## 表示の ようす

last-updated = { $moment }の [内容|ないよう]です
clock-unsure = [時間|じかん]を [確|たし]かめています

## 緊急

emergency-kicker = [緊急|きんきゅう]の おしらせ
exercise = [訓練|くんれん]
exercise-sentence = これは [訓練|くんれん]です。[本当|ほんとう]では ありません。
valid-until = { $moment }までです

## 耳で 聞く 名前

label-rotation = [画面|がめん] { $of }まいの うち { $n }まい[目|め]
label-chosen = { $label }、[選|えら]んでいます
label-mark = { $name }の しるし
label-picture = [絵|え]。{ $alt }
label-qr = QRコード。{ $address } を [開|ひら]きます。
label-row = { $when }。{ $what }。{ $where }。{ $state }。
announce-paused = とめました。[次|つぎ]の [画面|がめん]に [変|か]わりません。
announce-resumed = つづけます。
announce-language = やさしい [日本語|にほんご]に しました。
announce-size = [文字|もじ]の [大|おお]きさは { $size }です。
announce-colours = [色|いろ]は { $colours }です。

## こよみ: 日

month-name = { $month }[月|がつ]
month-short = { $month }[月|がつ]
# 読みが 変わる 日は、数字の 上にも ふりがなを つけます。
day-of-month = { $day ->
    [1] [1日|ついたち]
    [2] [2日|ふつか]
    [3] [3日|みっか]
    [4] [4日|よっか]
    [5] [5日|いつか]
    [6] [6日|むいか]
    [7] [7日|なのか]
    [8] [8日|ようか]
    [9] [9日|ここのか]
    [10] [10日|とおか]
    [14] [14日|じゅうよっか]
    [20] [20日|はつか]
    [24] [24日|にじゅうよっか]
   *[other] { $day }[日|にち]
}
month-day = { $month }{ $day }
weekday-name = { $weekday ->
    [1] [月曜日|げつようび]
    [2] [火曜日|かようび]
    [3] [水曜日|すいようび]
    [4] [木曜日|もくようび]
    [5] [金曜日|きんようび]
    [6] [土曜日|どようび]
   *[7] [日曜日|にちようび]
}
year-number = { $year }[年|ねん]
next-year = { $year }[年|ねん]
today = きょう
tomorrow = あした
yesterday = きのう
day-weekday = { $day } { $weekday }
near-day = { $near } { $date }
year-date = { $year } { $date }
year-month = { $year } { $month }
month-about = { $month }ごろ
date-open =
    {""}[日|ひ]にちは
    これから
days-range =
    { $from }から
    { $to }まで

## こよみ: 時間

part-of-day = { $half ->
    [am] [午前|ごぜん]
   *[pm] [午後|ごご]
}
clock = { $part }{ $hour }:{ $minute-00 }
# 分は、2・5・7・9の あとで「ふん」、ほかは「ぷん」。
time = { $part }{ $hour }[時|じ]{ $minute ->
    [0] {""}
   *[other] { $minute }{ $minute-ending ->
        [2] [分|ふん]
        [5] [分|ふん]
        [7] [分|ふん]
        [9] [分|ふん]
       *[other] [分|ぷん]
    }
}
time-again = { $hour }[時|じ]{ $minute ->
    [0] {""}
   *[other] { $minute }{ $minute-ending ->
        [2] [分|ふん]
        [5] [分|ふん]
        [7] [分|ふん]
        [9] [分|ふん]
       *[other] [分|ぷん]
    }
}
end-of-day = [夜|よる]の 12[時|じ]
times-from = { $start }から
times-from-to =
    { $start }から
    { $end }まで
times-next-day =
    { $start }から
    {""}[次|つぎ]の[日|ひ] { $end }まで
times-first-last =
    はじめの[日|ひ]は { $start }から
    おわりの[日|ひ]は { $end }まで
whole-day = [一日中|いちにちじゅう]
times-open = [時間|じかん]は これから
times-follow =
    {""}[時間|じかん]は { $roughly }に
    お[知|し]らせします
date-arranging = [日|ひ]にちは まだ [決|き]まっていません
date-follow =
    {""}[日|ひ]にちは { $roughly }に
    お[知|し]らせします
news-follow =
    { $roughly }に
    お[知|し]らせします

## こよみ: おおよその ころ

roughly-day = { $date }
roughly-early = { $month }の はじめ
roughly-middle = { $month }の なかごろ
roughly-late = { $month }の おわり
roughly-any = { $month }

## こよみ: 文

sentence-day = { $day }です。
sentence-range = { $from }からです。{ $to }までです。
sentence-from = { $start }に はじまります。
sentence-from-to = { $start }から { $end }までです。
sentence-next-day = { $start }からです。[次|つぎ]の[日|ひ]の { $end }までです。
sentence-first-last = はじめの[日|ひ]は { $start }からです。おわりの[日|ひ]は { $end }までです。
sentence-whole-day = [一日中|いちにちじゅう]です。
sentence-times-open = [時間|じかん]は これから お[知|し]らせします。
sentence-times-follow = [時間|じかん]は { $roughly }に お[知|し]らせします。
sentence-date-open = [日|ひ]にちは これから お[知|し]らせします。
sentence-date-arranging = [日|ひ]にちは まだ [決|き]まっていません。
sentence-date-follow = [日|ひ]にちは { $roughly }に お[知|し]らせします。
sentence-details-follow = { $roughly }に くわしく お[知|し]らせします。
two-sentences = { $first }{ $second }
moment = { $day } { $time }

## こよみ: くりかえし

daily = [毎日|まいにち]
every-weekday = [月曜日|げつようび]から [金曜日|きんようび]まで
weekly = [毎週|まいしゅう] { $days }
every-week = [毎週|まいしゅう]
list-more = { $list }と { $item }
list-last = { $list }と { $item }

## 申し込みと 受付: どの 画面にも

stop-and-home = やめて はじめへ
choosing-goes-on = [選|えら]ぶと、[次|つぎ]に [進|すす]みます。
no-hurry =
    ゆっくりで
    いいです。
finish = おわる
try-again = もう[一度|いちど]
go-on = [次|つぎ]へ
change = [変|か]える
other-answers = ほかの [答|こた]え
other-numbers = ほかの [人数|にんずう]
# 輪の中に、小さい行と 大きい行で ならびます。
steps-in-all = { $of }つの うち
step-number = { $n }つ[目|め]
about-registration = { $day }「{ $title }」の [申|もう]し[込|こ]み
about-check-in = 「{ $title }」の [受付|うけつけ]
about-today = きょうの [会|かい]「{ $title }」の [受付|うけつけ]
about-meeting = { $day }「{ $title }」
still-there-short = つづけますか
still-there = まだ ここに いますか
still-there-sentence = 「つづける」を [押|お]すと、[前|まえ]の [画面|がめん]に もどります。[何|なに]も しないと、はじめの [画面|がめん]に なります。
still-here = つづける
recording-short = [記録|きろく]
recording = [記録|きろく]しています
recording-sentence = [少|すこ]し [待|ま]ってください。

## 申し込みと 受付: 聞くこと

how-heading = どうやって [参加|さんか]しますか
no-names-asked = [名前|なまえ]は [聞|き]きません。
can-change-later = あとで [変|か]えることが できます。
way-open = まだ[決|き]めていない
way-venue-hint = みんなと いっしょに
way-online-hint = [家|いえ]などから
way-open-hint = あとで [決|き]めても いい
way-full = [空|あ]きを [待|ま]つ（{ $position }[番目|ばんめ]）
full-now = { $way }は いま いっぱいです
full-choices = [空|あ]きを [待|ま]てます。その[日|ひ]に [来|き]ても いいです。
who-heading = あなたは どれに [近|ちか]いですか
who-heading-of = { $n ->
    [1] [1人目|ひとりめ]
    [2] [2人目|ふたりめ]
   *[other] { $n }[人目|にんめ]
}は どれに [近|ちか]いですか
who-use = [会|かい]の [準備|じゅんび]に [使|つか]います。だれの [答|こた]えかは わかりません。
who-same = どれを [選|えら]んでも、[同|おな]じように [参加|さんか]できます。
kind-heading = その[中|なか]では どれですか
not-saying = [答|こた]えない
not-saying-hint = このまま [次|つぎ]へ
people-heading = [何人|なんにん]で [参加|さんか]しますか
people-sentence = あなたも [入|い]れた [人数|にんずう]です。20[人|にん]より [多|おお]い ときは、スタッフに [言|い]ってください。
people = { $people ->
    [1] [1人|ひとり]
    [2] [2人|ふたり]
   *[other] { $people }[人|にん]
}
alike-heading = みんな [同|おな]じですか
alike-yes = みんな [同|おな]じ
alike-no = ひとりずつ [選|えら]ぶ

## 申し込みと 受付: たしかめる

confirm-registration = これで [申|もう]し[込|こ]みますか
confirm-check-in = これで [受付|うけつけ]を しますか
confirm-take-back = [取|と]り[消|け]しますか
confirm-change = [変|か]えますか
take-back-sentence = [取|と]り[消|け]しても、その[日|ひ]に [来|き]て いいです。
everybody-may-come = だれでも [入|はい]れます。
can-take-back-later =
    あとで
    {""}[取|と]り[消|け]せます。
change-people = [人数|にんずう]を [変|か]える
seats-left = あと { $left ->
    [1] [1人|ひとり]
    [2] [2人|ふたり]
   *[other] { $left }[人|にん]
} [申|もう]し[込|こ]めます。
would-wait = [空|あ]きを [待|ま]つ { $position }[番目|ばんめ]に なります。
category-kind = { $category }（{ $kind }）
labelled-people = { $label } { $people }

## 申し込みと 受付: おわり

registered-title = [申|もう]し[込|こ]みが できました
waiting-title = [空|あ]きを [待|ま]っています
waiting-position = いま、[空|あ]きを [待|ま]つ { $position }[番目|ばんめ]です。
receipt-number = [受付|うけつけ][番号|ばんごう]
keep-receipt = [番号|ばんごう]を [紙|かみ]に [書|か]いてください。[写真|しゃしん]でも いいです。
lost-receipt = なくしても、その[日|ひ]に [参加|さんか]できます。
label-receipt-qr = [受付|うけつけ][番号|ばんごう]の QRコード。
take-back = [取|と]り[消|け]す
take-back-registration =
    {""}[申|もう]し[込|こ]みを
    {""}[取|と]り[消|け]す
take-back-check-in = [受付|うけつけ]を [取|と]り[消|け]す
take-back-short = [取|と]り[消|け]し
taken-back = [取|と]り[消|け]しました
was-taken-back = この[申|もう]し[込|こ]みは [取|と]り[消|け]しました。
come-anyway = その[日|ひ]に [来|き]ても いいです。
checked-in = [受付|うけつけ]が おわりました
checked-in-people = { $people ->
    [1] [1人|ひとり]
    [2] [2人|ふたり]
   *[other] { $people }[人|にん]
}です。どうぞ [入|はい]ってください。
come-in = どうぞ [入|はい]ってください。
already-done = [受付|うけつけ]は おわっています
changed-short = [変|か]える
way-changed = 「{ $way }」に [変|か]えました
same-receipt = [受付|うけつけ][番号|ばんごう]は [同|おな]じです。
thank-you =
    ありがとう
    ございます

## 申し込みと 受付: いま できない

sorry-short = おしらせ
desk-closed = いま、この[画面|がめん]では できません
ask-elsewhere = [電話|でんわ]か FAXで [申|もう]し[込|こ]めます。その[日|ひ]に [来|き]ても いいです。
come-in-anyway = そのまま [入|はい]ってください。[参加|さんか]できます。
not-recorded = まだ [記録|きろく]していません
nothing-happened = もう[一度|いちど] [押|お]しても いいです。[一回|いっかい]だけ [数|かぞ]えます。
check-in-not-recorded = [受付|うけつけ]は まだ [記録|きろく]していません
not-possible = この[会|かい]では、もう [変|か]えられません。

## 受付

reception-heading = [受付|うけつけ][番号|ばんごう]は ありますか
reception-hint = [申|もう]し[込|こ]んだ ときの、8つの [数字|すうじ]です。
no-receipt-needed = [番号|ばんごう]が なくても [入|はい]れます。
no-names-shown = [名前|なまえ]は、[画面|がめん]に [出|で]ません。
which-heading = どの[会|かい]に [来|き]ましたか
have-receipt = [番号|ばんごう]が ある
have-receipt-hint = [紙|かみ]や [写真|しゃしん]を [見|み]る
have-receipt-later-hint = [変|か]える・[取|と]り[消|け]す
no-receipt = [番号|ばんごう]が ない
no-receipt-hint = [申|もう]し[込|こ]みは した
walk-in = [申|もう]し[込|こ]み なし
walk-in-hint = そのまま どうぞ
todays-meeting = きょうの [案内|あんない]
nothing-open = いま [受付|うけつけ]を している [会|かい]は ありません
next-session = [次|つぎ]は「{ $title }」です。{ $when }
receipt-still-works = [受付|うけつけ][番号|ばんごう]で [申|もう]し[込|こ]みを [変|か]えられます。
number-heading = [受付|うけつけ][番号|ばんごう]を [押|お]してください
number-hint = 8つの [数字|すうじ]です。ゆっくりで いいです。
unknown-receipt = この[番号|ばんごう]は ありませんでした。もう[一度|いちど] どうぞ。
number-paused = [少|すこ]し [待|ま]ってから、もう[一度|いちど] どうぞ。
erase-one = [一|ひと]つ [消|け]す
erase-all = ぜんぶ [消|け]す
found-short = あります
what-to-do = [何|なに]を しますか
registered-for = [申|もう]し[込|こ]みが あります（{ $way }）。
check-in-later = [受付|うけつけ]は、[会|かい]の [少|すこ]し [前|まえ]からです。
check-in-now = [受付|うけつけ]を する
change-way = [会場|かいじょう]・オンラインを [変|か]える

## きょうの 感想

how-was-today = きょうの [感想|かんそう]
how-was-today-short = きょう
how-was-today-heading = きょうは どうでしたか
one-word = ことばを [一|ひと]つ [選|えら]びます。[答|こた]えなくても いいです。
how-was-today-use = [人数|にんずう]だけを [数|かぞ]えます。[次|つぎ]の [会|かい]に [使|つか]います。
nobody-knows-who = だれの [答|こた]えかは [残|のこ]しません。
felt = ことばを もらいました
choose-again = [選|えら]びなおす
feeling-relieved = あんしんした
feeling-enjoyed = たのしかった
feeling-ordinary = ふつう
feeling-tired = つかれた
feeling-unsettled = おちつかない

## スタッフの 画面

corner-short = スタッフ
corner-heading = きょうの [人数|にんずう]
nothing-today = きょう [受付|うけつけ]を する [会|かい]は ありません。
pin-heading = スタッフの [暗証|あんしょう][番号|ばんごう]
pin-sentence = スタッフの [画面|がめん]です。ほかの[人|ひと]は「もどる」を どうぞ。
enter = [次|つぎ]へ
wrong-pin = この[番号|ばんごう]では [開|ひら]きませんでした。もう[一度|いちど] どうぞ。
no-pin = まだ ありません。hiroba pin で [決|き]められます。
pin-reception = [受付|うけつけ]の [画面|がめん]に しておく
unpin-reception = [受付|うけつけ]の [画面|がめん]を おわる
correct-count = [人数|にんずう]を なおす
corrected = なおしました。
status = ようす
restart = [再起動|さいきどう]
leave-fullscreen = [全画面|ぜんがめん]を やめる
which-count-heading = どの[人数|にんずう]を なおしますか
count-came = [参加|さんか]した [人|ひと]
count-venue = [申|もう]し[込|こ]み [会場|かいじょう]
count-online = [申|もう]し[込|こ]み オンライン
count-open = [申|もう]し[込|こ]み まだ[決|き]めていない
count-from-to = { $from } → { $to }
count-sentence = はじめの [記録|きろく]は のこります。
reason-heading = なおす わけは どれですか
reason-mistake = [押|お]しなおし
reason-on-paper = [紙|かみ]の [受付|うけつけ]
reason-recounted = [数|かぞ]えなおした
reason-elsewhere = [電話|でんわ]・FAX・[窓口|まどぐち]
counts-came = [参加|さんか] { $came }[人|にん] （[当日参加|とうじつさんか] { $walk-in }[人|にん]）
counts-registered = [申|もう]し[込|こ]み [会場|かいじょう]{ $venue }・オンライン{ $online }。まだ[決|き]めていない{ $open }・[空|あ]き[待|ま]ち{ $waiting }。
desk-open = [記録|きろく]できます
outbox-state = これから [送|おく]る { $waiting }・[送|おく]らない { $parked }
source-failing = いま [読|よ]めません。[前|まえ]の [内容|ないよう]を [出|だ]しています。

## 読み上げ

spoken-address = [画面|がめん]の アドレス
spoken-mail = [画面|がめん]の メールアドレス
spoken-address-sentence = アドレスを [言|い]います。
spoken-position =
    { $of ->
        [1] 1つ
        [2] 2つ
        [3] 3つ
        [4] 4つ
        [5] 5つ
        [6] 6つ
        [7] 7つ
        [8] 8つ
        [9] 9つ
       *[other] { $of }こ
    }の うち
    { $n ->
        [1] 1つ
        [2] 2つ
        [3] 3つ
        [4] 4つ
        [5] 5つ
        [6] 6つ
        [7] 7つ
        [8] 8つ
        [9] 9つ
       *[other] { $n }こ
    }[目|め]
spoken-chosen = [選|えら]んでいます
spoken-unavailable = いまは [選|えら]べません
spoken-now = いまは { $date }、{ $clock }です。
spoken-entered = { $of }けたの うち、{ $n }けた [入|はい]っています。
spoken-hint-touch = ボタンに さわると、[名前|なまえ]を [言|い]います。もう[一度|いちど] さわると、[選|えら]べます。
spoken-hint-keys = [矢印|やじるし]の キーで、ボタンを [選|えら]びます。[決定|けってい]の キーで [決|き]めます。
spoken-hint-again-touch = もう[一度|いちど] [聞|き]くときは、[画面|がめん]の [上|うえ]に さわります。
spoken-hint-again-keys = もう[一度|いちど] [聞|き]くときは、[声|こえ]の キーを [押|お]します。
spoken-private = これは [画面|がめん]に あります。[声|こえ]では [言|い]いません。ほかの [人|ひと]に [聞|き]こえるからです。イヤホンを つなぐと [聞|き]けます。スタッフも [手伝|てつだ]います。
spoken-secret-answer = [答|こた]えの ボタン
spoken-secret-figure = [数字|すうじ]の ボタン
spoken-answers-private = ここでは、[答|こた]えの ボタンは [同|おな]じ [声|こえ]です。[選|えら]んだ [答|こた]えを [人|ひと]に [聞|き]かせない ためです。イヤホンを つなぐと [聞|き]けます。スタッフも [手伝|てつだ]います。
spoken-figures-private = [数字|すうじ]は [声|こえ]で [言|い]いません。ほかの [人|ひと]に [聞|き]こえるからです。いくつ [入|い]れたかを [言|い]います。イヤホンを つなぐと [数字|すうじ]も [聞|き]けます。スタッフも [手伝|てつだ]います。
spoken-bye = [声|こえ]を とめます。
spoken-curtain-closed = [画面|がめん]を [黒|くろ]くしました。[声|こえ]は つづきます。
spoken-curtain-opened = [画面|がめん]を [出|だ]しました。
spoken-speed = [速|はや]さは { $of }の うち { $n }です。
spoken-volume = [声|こえ]の [大|おお]きさは { $of }の うち { $n }です。
