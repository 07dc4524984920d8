# 日本語。半角の空白は ことばの 切れ目、改行は ラベルを 二行に するときの 切れ目です。
# この ファイルに ない ことばは どこにも 出ません。名前は src/view/words/say.rs と 同じです。

## ボタン

register = 申し込む
check-in = 受付
previous = 前へ
next = 次へ
pause = とめる
resume = つづける
schedule = 予定
read-aloud = 読み上げ
language-and-text = ことば・文字
call-staff =
    スタッフを
    呼ぶ
home = はじめへ
back = もどる
details = くわしく
close = とじる

## いま どこか

slide-position = { $of }枚中 { $n }枚目
# 「つ」は 九つまで。十からは「個」。
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
       *[other] { $of }個
    }の うち
    { $n ->
        [1] 1つ目
        [2] 2つ目
        [3] 3つ目
        [4] 4つ目
        [5] 5つ目
        [6] 6つ目
        [7] 7つ目
        [8] 8つ目
        [9] 9つ目
       *[other] { $n }個目
    }です
page-position = { $of }ページ中 { $n }ページ目

## 画面の 名前

home-title = はじめの 画面
schedule-title = これからの予定
details-title = くわしい 内容
language-title = ことばと 文字
staff-title = スタッフを 呼ぶ

## なにも ないとき

place-name = ひろば
welcome-title = ようこそ
welcome-sentence = すわるだけでも どうぞ。なにも しなくて だいじょうぶです。
nothing-planned = これからの 予定は まだ ありません

## 会

theme-open = テーマは これから
place-open = 場所は これから
mode-venue = 会場
mode-online = オンライン
mode-both = 会場とオンライン
mode-venue-sentence = 会場で 開きます。
mode-online-sentence = オンラインで 開きます。
mode-both-sentence = 会場でも、オンラインでも 参加できます。
who-default = どなたでも どうぞ
who-sentence = どなたでも 参加できます。
series-number = 第{ $number }回 { $name }
registration-open = 申し込めます
registration-later = 申し込みは これから
registration-not-needed = そのまま どうぞ
no-booking = 予約は いりません
registration-closed = 申し込みは 終わりました
cancelled = 中止
cancelled-sentence = この会は 中止に なりました。
register-elsewhere = この画面では まだ 申し込めません。電話か FAXで どうぞ。
register-with-staff = この画面では まだ 申し込めません。スタッフに 声を かけてください。
check-in-with-staff = この画面では まだ 受付を していません。スタッフに 声を かけてください。
read-aloud-later = この画面では まだ 読み上げが できません。スタッフに 声を かけてください。
capacity-venue = 定員 会場{ $venue }人
capacity-online = 定員 オンライン{ $online }人
capacity-both = 定員 会場{ $venue }人、オンライン{ $online }人
deadline-day = 申し込みは { $day }まで
deadline-at = 申し込みは { $day } { $time }まで

## 題の 上の 小さな ことば

kicker-notice = おしらせ
kicker-theme = つぎの テーマ
kicker-voice = 参加した人の 声
kicker-now = いま
kicker-today = きょう
kicker-tomorrow = あした
kicker-coming = これから
quoted = 「{ $sentence }」

## 区の ページと 連絡先

page-title =
    くわしくは
    区の ページへ
page-sentence = QRコードか ページ番号で 見られます。
page-number = ページ番号
page-hint = 区の ホームページで この番号を さがせます
contact-heading = お問い合わせ
contact-next = 電話と FAXは 次の 画面に あります。
tel = 電話
fax = FAX
labelled = { $label } { $value }

## 参加しやすく する もの

access-heading = 利用できる サポート
access-captions = 字幕
access-sign-language = 手話
access-written-communication = 筆談
access-hearing-loop = ヒアリングループ
access-wheelchair = 車いすで 入れます
access-lift = エレベーター
access-accessible-toilet = 車いす用の トイレ
access-guide-dog = 補助犬も どうぞ
access-quiet-room = 静かな 部屋
access-easy-japanese = やさしい 日本語
access-interpreter = 通訳

## くわしく

details-when = いつ
details-where = どこで
details-what = どんな会
details-who = どなたが
continues = つぎの 画面に つづきます

## ことば・文字

language-heading = ことば
size-heading = 文字の 大きさ
colours-heading = 色
size-normal = ふつう
size-large = 大
size-larger = 特大
size-largest = 最大
colours-light = 明るい
colours-dark = 暗い
colours-high-contrast = はっきり
language-sentence = すぐに 変わります。使いおわると、もとに もどります。

## スタッフ

staff-where = スタッフの いるところ
staff-sentence = 近くの スタッフに 声を かけてください。
staff-help = 手を ふるだけでも だいじょうぶです。話さなくても かまいません。

## 表示の ようす

last-updated = 最終更新 { $moment }
clock-unsure = 時刻を 確かめています

## 緊急

emergency-kicker = 緊急の おしらせ
exercise = 訓練
exercise-sentence = これは 訓練です。
valid-until = この おしらせは { $moment }までです

## 耳で 聞く 名前

label-rotation = 画面 { $of }枚中 { $n }枚目
label-chosen = { $label }、選んでいます
label-mark = { $name }の しるし
label-picture = 絵。{ $alt }
label-qr = QRコード。{ $address } を 開きます。
label-row = { $when }。{ $what }。{ $where }。{ $state }。
announce-paused = とめました。つづけるまで この画面の ままです。
announce-resumed = つづけます。
announce-language = 日本語に しました。
announce-size = 文字の 大きさは { $size }です。
announce-colours = 色は { $colours }です。

## こよみ: 日

month-name = { $month }月
month-short = { $month }月
day-of-month = { $day }日
month-day = { $month }{ $day }
weekday-name = { $weekday ->
    [1] 月曜日
    [2] 火曜日
    [3] 水曜日
    [4] 木曜日
    [5] 金曜日
    [6] 土曜日
   *[7] 日曜日
}
year-number = { $year }年
next-year = 来年
today = きょう
tomorrow = あした
yesterday = きのう
day-weekday = { $day } { $weekday }
near-day = { $near } { $date }
year-date = { $year } { $date }
year-month = { $year } { $month }
month-about = { $month }ごろ
date-open =
    日にちは
    これから
days-range =
    { $from }から
    { $to }まで

## こよみ: 時間

part-of-day = { $half ->
    [am] 午前
   *[pm] 午後
}
clock = { $part }{ $hour }:{ $minute-00 }
time = { $part }{ $hour }時{ $minute ->
    [0] {""}
   *[other] { $minute }分
}
time-again = { $hour }時{ $minute ->
    [0] {""}
   *[other] { $minute }分
}
end-of-day = 夜の 12時
times-from = { $start }から
times-from-to =
    { $start }から
    { $end }まで
times-next-day =
    { $start }から
    翌日 { $end }まで
times-first-last =
    最初の日は { $start }から
    最後の日は { $end }まで
whole-day = 一日中
times-open = 時間は これから
times-follow = 時間は { $roughly }に お知らせ
date-arranging = 日にちを 調整しています
date-follow = 日にちは { $roughly }に お知らせ
news-follow = { $roughly }に お知らせ

## こよみ: おおよその ころ

roughly-day = { $date }
roughly-early = { $month }はじめ
roughly-middle = { $month }なかば
roughly-late = { $month }おわり
roughly-any = { $month }

## こよみ: 文

sentence-day = { $day }です。
sentence-range = { $range }です。
sentence-from = { $start }に はじまります。
sentence-from-to = { $start }から { $end }までです。
sentence-next-day = { $start }から 翌日 { $end }までです。
sentence-first-last = 最初の日は { $start }からです。最後の日は { $end }までです。
sentence-whole-day = 一日中です。
sentence-times-open = 時間は これから お知らせします。
sentence-times-follow = 時間は { $roughly }に お知らせします。
sentence-date-open = 日にちは これから お知らせします。
sentence-date-arranging = 日にちを 調整しています。
sentence-date-follow = 日にちは { $roughly }に お知らせします。
sentence-details-follow = くわしいことは { $roughly }に お知らせします。
two-sentences = { $first }{ $second }
moment = { $day } { $time }

## こよみ: くりかえし

daily = 毎日
every-weekday = 平日は 毎日
weekly = 毎週 { $days }
every-week = 毎週
list-more = { $list }・{ $item }
list-last = { $list }・{ $item }
