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
who-sentence = だれでも [来|き]てください。
series-number = [第|だい]{ $number }[回|かい] { $name }
registration-open = [申|もう]し[込|こ]めます
registration-later = [申|もう]し[込|こ]みは これから
registration-not-needed = そのまま どうぞ
no-booking = [予約|よやく]は いりません
registration-closed = [申|もう]し[込|こ]みは [終|お]わりました
cancelled = [中止|ちゅうし]
cancelled-sentence = この[会|かい]は [中止|ちゅうし]に なりました。
register-elsewhere = この[画面|がめん]では まだ [申|もう]し[込|こ]めません。[電話|でんわ]か FAXを [使|つか]ってください。
register-with-staff = この[画面|がめん]では まだ [申|もう]し[込|こ]めません。スタッフに [言|い]ってください。
check-in-with-staff = この[画面|がめん]では まだ [受付|うけつけ]が できません。スタッフに [言|い]ってください。
read-aloud-later = この[画面|がめん]では まだ [声|こえ]が [出|で]ません。スタッフに [言|い]ってください。
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
kicker-theme = つぎの テーマ
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
contact-next = [電話|でんわ]は、[次|つぎ]の [画面|がめん]に あります。
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
continues = つぎの [画面|がめん]に つづきます

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
