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
voice-menu = 声の 調整
voice-heading = 声の 調整
voice-stop = 読み上げを やめる
voice-slower = ゆっくり
voice-faster = はやく
voice-softer = 声を 小さく
voice-louder = 声を 大きく
voice-spell = アドレスを 一字ずつ
curtain-close = 画面を 黒くする
curtain-open = 画面を 出す
low-height = 低く 出す
whole-height = もとの 高さ
announce-low = 画面を 低い ところに 出しました。
announce-whole = もとの 高さに もどしました。
calm = 静かに する
lively = もとに もどす
announce-calm = 画面を 静かに します。2時間 つづきます。
announce-lively = もとに もどしました。
why-button = 答えの 使いみち
why-title = 答えは こう 使います
why-use = 会の 準備と、あとで 人数を 数えるために 使います。
why-nobody = お名前は うかがいません。スタッフに 見えるのは、人数だけです。
why-choice = 答えなくても、同じように 参加できます。あとで やめることも できます。
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
registration-closed = 申し込みは おわりました
cancelled = 中止
cancelled-sentence = この会は 中止に なりました。
cancelled-on = { $day }は 中止です。
read-aloud-later = いまは 声が 出ません。スタッフに 声を かけてください。
capacity-venue = 定員 会場{ $venue }人
capacity-online = 定員 オンライン{ $online }人
capacity-both = 定員 会場{ $venue }人、オンライン{ $online }人
deadline-day = 申し込みは { $day }まで
deadline-at = 申し込みは { $day } { $time }まで

## 題の 上の 小さな ことば

kicker-notice = おしらせ
kicker-theme = 次の テーマ
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
continues = 次の 画面に つづきます

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
staff-told = スタッフに しらせました
staff-coming = すぐ 行きます
pairing-heading = 事務局に つなぐ 番号
pairing-sentence = スタッフの方へ。事務局の ページで、この番号を 入れてください。番号は ときどき 変わります。
pairing-soon = 番号を 用意しています。
hub-address = 事務局の アドレス

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

## 申し込みと 受付: どの 画面にも

stop-and-home = やめて はじめへ
choosing-goes-on = 選ぶと、次へ すすみます。
no-hurry =
    いそがなくて
    だいじょうぶです。
finish = おわる
try-again = もう一度
go-on = 次へ
change = 変える
other-answers = ほかの 答え
other-numbers = ほかの 人数
# 輪の中に、小さい行と 大きい行で ならびます。
steps-in-all = { $of }つのうち
step-number = { $n }つ目
about-registration = { $day }「{ $title }」の 申し込み
about-check-in = 「{ $title }」の 受付
about-today = きょうの会「{ $title }」の 受付
about-meeting = { $day }「{ $title }」
still-there-short = つづけますか
still-there = まだ ここに いらっしゃいますか
still-there-sentence = 「つづける」を 押すと、いままでの 画面に もどります。そのままに すると、はじめの 画面に なります。
still-here = つづける
recording-short = 記録
recording = 記録しています
recording-sentence = すこし お待ちください。

## 申し込みと 受付: 聞くこと

how-heading = どちらで 参加しますか
no-names-asked = お名前は うかがいません。
can-change-later = あとから 変えることも できます。
way-open = まだ決めていない
way-venue-hint = その場で いっしょに
way-online-hint = 家や 出先から
way-open-hint = 当日でも だいじょうぶ
way-full = 空きを 待つ（{ $position }番目）
full-now = { $way }は いま いっぱいです
full-choices = 空きを 待てます。当日 そのまま 来ても だいじょうぶです。
who-heading = どの立場で 参加しますか
who-heading-of = { $n }人目は どの立場ですか
who-use = 会の準備に 使います。お名前とは つなげません。
who-same = どれを選んでも、同じように 参加できます。
kind-heading = その中では どれですか
not-saying = 答えない
not-saying-hint = このまま 次へ
people-heading = 何人で 参加しますか
people-sentence = ご自分も 入れた 人数です。20人より 多いときは、スタッフに 声を かけてください。
people = { $people }人
alike-heading = 立場は みんな 同じですか
alike-yes = みんな 同じ
alike-no = ひとりずつ 選ぶ

## 申し込みと 受付: たしかめる

confirm-registration = これで 申し込みますか
confirm-check-in = これで 受付しますか
confirm-take-back = 取り消しますか
confirm-change = 変えますか
take-back-sentence = 取り消しても、当日は そのまま 参加できます。
everybody-may-come = どなたでも 入れます。
can-take-back-later =
    あとから
    取り消せます。
change-people = 人数を 変える
seats-left = のこりは { $left }人分です。
would-wait = 空きを 待つ { $position }番目に なります。
category-kind = { $category }（{ $kind }）
labelled-people = { $label } { $people }

## 申し込みと 受付: おわり

registered-title = 申し込みを うけつけました
waiting-title = 空きを 待つ 順番に 入りました
waiting-position = いま、空きを 待つ { $position }番目です。
receipt-number = 受付番号
keep-receipt = 番号を、メモか 写真で お持ちください。
lost-receipt = なくしても、当日は 参加できます。
label-receipt-qr = 受付番号の QRコード。
take-back = 取り消す
take-back-registration =
    申し込みを
    取り消す
take-back-check-in = 受付を 取り消す
take-back-short = 取り消し
taken-back = 取り消しました
was-taken-back = この申し込みは 取り消してあります。
come-anyway = 当日 そのまま 来ても だいじょうぶです。
checked-in = 受付が すみました
checked-in-people = { $people }人です。どうぞ お入りください。
come-in = どうぞ お入りください。
already-done = 受付は すんでいます
changed-short = 変える
way-changed = 「{ $way }」に 変えました
same-receipt = 受付番号は そのままです。
thank-you =
    ありがとう
    ございます

## 申し込みと 受付: いま できない

sorry-short = おしらせ
desk-closed = いま、この画面では うけつけていません
ask-elsewhere = 電話か FAXで 申し込めます。当日 そのまま 来ても だいじょうぶです。
come-in-anyway = そのまま お入りください。参加できます。
not-recorded = まだ 記録できていません
nothing-happened = もう一度 押しても、二重には なりません。
check-in-not-recorded = 受付は まだ 記録できていません
not-possible = この会では、もう 変えられません。

## 受付

reception-heading = 受付番号は ありますか
reception-hint = 申し込みのときに お渡しした、8けたの番号です。
no-receipt-needed = 番号が なくても、そのまま 入れます。
no-names-shown = お名前は、画面に 出ません。
which-heading = どの会に いらっしゃいましたか
have-receipt = 番号が ある
have-receipt-hint = 紙や 写真を 見ながら
have-receipt-later-hint = 変える・取り消す
no-receipt = 番号が ない
no-receipt-hint = 申し込みは している
walk-in = 申し込み なし
walk-in-hint = そのまま どうぞ
todays-meeting = きょうの案内
nothing-open = いま 受付している会は ありません
next-session = 次は「{ $title }」です。{ $when }
receipt-still-works = 受付番号が あれば、申し込みを 変えられます。
number-heading = 受付番号を 押してください
number-hint = 8けたの 数字です。ゆっくりで だいじょうぶです。
unknown-receipt = この番号は 見つかりませんでした。もう一度 どうぞ。
number-paused = すこし 時間を おいて、もう一度 どうぞ。
erase-one = 一つ けす
erase-all = ぜんぶ けす
found-short = あります
what-to-do = 何を しますか
registered-for = 申し込みが あります（{ $way }）。
check-in-later = 受付は、会が 近くなると はじまります。
check-in-now = 受付する
change-way = 会場・オンラインを 変える

## きょうの 感想

how-was-today = きょうの感想
how-was-today-short = きょう
how-was-today-heading = きょうは どうでしたか
one-word = ことばを 一つ 選ぶだけです。答えなくても かまいません。
how-was-today-use = 人数だけを 数えて、次の会に いかします。
nobody-knows-who = だれが 答えたかは 記録しません。
felt = ことばを うけとりました
choose-again = 選びなおす
feeling-relieved = ほっとした
feeling-enjoyed = たのしかった
feeling-ordinary = ふつう
feeling-tired = つかれた
feeling-unsettled = もやもやする

## スタッフの 画面

corner-short = スタッフ
corner-heading = きょうの 人数
nothing-today = きょう 受付する会は ありません。
pin-heading = スタッフの 暗証番号
pin-sentence = スタッフ用です。ほかの方は「もどる」を どうぞ。
enter = 次へ
wrong-pin = この番号では 開きませんでした。もう一度 どうぞ。
no-pin = まだ ありません。hiroba pin で 決められます。
pin-reception = 受付の画面に しておく
unpin-reception = 受付の画面を おわる
correct-count = 人数を なおす
corrected = なおしました。
status = ようす
restart = 再起動
leave-fullscreen = 全画面を やめる
which-count-heading = どの人数を なおしますか
count-came = 参加した人
count-venue = 申し込み 会場
count-online = 申し込み オンライン
count-open = 申し込み まだ決めていない
count-from-to = { $from }人 → { $to }人
count-sentence = もとの 記録は のこります。
reason-heading = なおす わけは どれですか
reason-mistake = 押しなおし
reason-on-paper = 紙の 受付
reason-recounted = 数えなおした
reason-elsewhere = 電話・FAX・窓口
counts-came = 参加 { $came }人 （当日参加 { $walk-in }人）
counts-registered = 申し込み 会場{ $venue }・オンライン{ $online }・まだ決めていない{ $open }・空き待ち{ $waiting }
desk-open = 記録できます
outbox-state = これから 送る { $waiting }件・保留 { $parked }件
source-failing = いま 読めません。前の 内容を 出しています。

## 読み上げ

# 文の 中で、アドレスの かわりに 読みます。
spoken-address = 画面の アドレス
spoken-mail = 画面の メールアドレス
spoken-address-sentence = ページの アドレスを 言います。
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
    }
spoken-chosen = 選んでいます
spoken-unavailable = いまは 選べません
spoken-now = いまは { $date }、{ $clock }です。
spoken-entered = { $of }けたの うち、{ $n }けた 入っています。
spoken-hint-touch = ボタンに さわると、名前を 読みます。もう一度 さわると、選べます。
spoken-hint-keys = 矢印の キーで、ボタンを ひとつずつ 進めます。決定の キーで 選べます。
spoken-hint-again-touch = もう一度 聞くときは、画面の 上のほうに さわってください。
spoken-hint-again-keys = もう一度 聞くときは、読み上げの キーを 押してください。
spoken-private = ここは 画面に 出ています。ほかの人に 聞こえるので、声に 出しません。イヤホンを つなぐと 聞けます。スタッフも お手伝いします。
spoken-secret-answer = 答えの ボタン
spoken-secret-figure = 数字の ボタン
spoken-answers-private = ここでは、どの 答えの ボタンも 同じ 声に なります。選んだ 答えが、ほかの人に 聞こえない ためです。イヤホンを つなぐと、名前を 聞けます。スタッフも お手伝いします。
spoken-figures-private = 数字は、ほかの人に 聞こえるので、声に 出しません。何けた 入ったかを 読みます。イヤホンを つなぐと、数字も 聞けます。スタッフも お手伝いします。
spoken-bye = 読み上げを おわります。
spoken-curtain-closed = 画面を 黒くしました。声は つづきます。
spoken-curtain-opened = 画面を 出しました。
spoken-speed = 速さは { $of }段階の { $n }です。
spoken-volume = 声の 大きさは { $of }段階の { $n }です。
