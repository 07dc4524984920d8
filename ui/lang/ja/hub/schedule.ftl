# 予定の ページ。

## 一覧

schedule-add = 会を 加える
schedule-look = 見る
schedule-open = まだ 決まっていません
schedule-nth = 第{ $count }回
schedule-repeats = くり返し
schedule-count = { $count }件
schedule-tabs = どの 会を 見るか
schedule-tab-coming = これから
schedule-head-coming = これからの予定
schedule-head-published = 公開中の 会
schedule-head-drafts = 下書き
schedule-head-past = おわった会
schedule-head-all = すべての 会
schedule-found = 「{ $q }」で 見つかった 会
schedule-seek = 会を さがす
schedule-none = ここには まだ 会が ありません。
schedule-none-found = 見つかりませんでした。ことばを へらすと、見つかるかもしれません。
schedule-col-when = 日にち
schedule-col-theme = テーマ
schedule-col-mode = 参加のしかた
schedule-col-state = 状態
schedule-note = 公開すると、つながっている画面に すぐ出ます。ほかの画面には、つながりしだい 届きます。
schedule-empty = まだ 会が ありません
schedule-empty-text = 一つ 加えると、ここに ならびます。日にちが 決まっていなくても 書けます。公開するまで、画面には 出ません。
schedule-empty-first = はじめの 会を 加える
schedule-state-changed = 公開中・直しは まだ 下書き
schedule-joint = 、
schedule-quoted = 「{ $word }」
schedule-labelled = { $label }：{ $value }

## 次に すること

schedule-todo = 次に すること
schedule-todo-english = { $name }の 英語の訳が ありません
schedule-todo-translate = 訳を書く
schedule-todo-follow = { $name }：{ $what }
schedule-todo-late = { $name }の くわしいことを お知らせする時が すぎています
schedule-todo-draft = { $name }は 下書きのままです
schedule-todo-changed = { $name }の 直しが 下書きのままです
schedule-todo-to = { $name }へ
schedule-days-until =
    { $count ->
        [0] きょう
       *[other] 会まで { $count }日
    }

## 画面の ようす

schedule-screens = 画面の ようす
schedule-screen-shows = 表示しています
schedule-screen-seen = { $ago }に 確かめました
schedule-screen-silent = { $ago }から 連絡が ありません
schedule-screen-goes-on = 最後に届いた予定を 出しつづけます
schedule-screen-help = 画面の ページへ
schedule-showing = いま { $name }に 出ているもの
schedule-showing-now = いまは: { $what }
schedule-showing-asked = 画面の 写しを 頼んであります。だれかが 使っている間は 送られません。
schedule-showing-do = 写しを 新しくする
schedule-screen-new = まだ 連絡が ありません
schedule-screen-new-detail = つながると、ここに 出ます
schedule-panel-wide = { $count }型・横
schedule-panel-tall = { $count }型・縦
schedule-ago-now = いま
schedule-ago-minutes = { $count }分前
schedule-ago-hours = { $count }時間前
schedule-ago-days = { $count }日前

## 書く

schedule-new = 新しい 会
schedule-form = 会の 内容
schedule-said = 画面には「{ $what }」と 出ます。
schedule-saved-at = { $when }に { $who }さんが 保存しました
schedule-planned-at = { $when }に 公開します
schedule-to-publish = 公開の 確認へ
schedule-history = 前の版を見る
schedule-f-theme = テーマ
schedule-f-title = 会の名前
schedule-f-series = つづきの会の 名前
schedule-f-series-number = 第何回
schedule-f-when = 日にち
schedule-f-day = 日
schedule-f-start = はじまり
schedule-f-end = おわり
schedule-f-end-day = おわる日
schedule-f-first = 日
schedule-f-last = 最後の日
schedule-f-times = 時間
schedule-f-month = 月
schedule-f-about = 「ごろ」を つける
schedule-f-follow = くわしいことの お知らせ
schedule-f-part = 月の いつごろ
schedule-f-repeat = くり返し
schedule-f-repeat-until = いつまで くり返すか
schedule-f-on = 曜日
schedule-f-nth = 月の 何回目の 曜日か
schedule-f-except = お休みの日
schedule-f-mode = 参加のしかた
schedule-f-place = 場所の名前
schedule-f-who = どなたに
schedule-f-description = 案内
schedule-f-access = 参加のための 手助け
schedule-f-capacity = 定員
schedule-f-capacity-venue = 会場の 定員
schedule-f-capacity-online = オンラインの 定員
schedule-f-register-by = 申し込みは いつまで
schedule-f-register-by-time = 時間
schedule-f-registration = 申し込み
schedule-f-attendance = 申し込みと受付
schedule-f-check-in = 画面で 受付を する
schedule-f-check-in-before = 受付を 始めるのは 何分前
schedule-f-how-was = おわってから 何分 きょうの感じを たずねるか
schedule-f-asks-category = 区分を たずねる
schedule-f-url = くわしいページの アドレス
schedule-f-page-number = ページ番号
schedule-f-page = くわしいページ
schedule-f-qr = QRコードの 行き先
schedule-h-qr = 電話の ページは、設定で 公開しているあいだだけ つかえます。とじているときは 区の ページに なります。
schedule-qr-usual = 設定の とおり
schedule-qr-ward = 区の ページ
schedule-qr-phone = 電話の ページ
schedule-qr-none = QRコードを 出さない
schedule-f-office = 連絡先の 名前
schedule-f-contact = 連絡先
schedule-f-tel = 電話
schedule-f-fax = FAX
schedule-f-picture = ちらしの 絵
schedule-f-alt = 絵の 説明
schedule-f-audience = どの画面に 出すか
schedule-f-shown = 画面に 出す 期間
schedule-f-shown-from = いつから 出すか
schedule-f-shown-from-time = 時間
schedule-f-shown-until = いつまで 出すか
schedule-f-shown-until-time = 時間
schedule-f-status = 開催
schedule-f-time = 時間
schedule-h-theme = 画面に いちばん大きく 出ます。決まっていなければ、あけておきます。
schedule-h-title = テーマも つづきの名前も ない会は、この名前が 大きく 出ます。
schedule-h-last = 一日だけなら 書きません。
schedule-h-month = 2027-05 のように 書きます。
schedule-h-follow = まだ 決まっていないことを、いつ お知らせするか。画面にも 出ます。
schedule-h-nth = 毎月のときだけ つかいます。選ばなければ、毎月 同じ日です。
schedule-h-on = 毎週と 毎月で つかいます。選ばなければ、はじめの日の 曜日です。
schedule-h-until = 書かなければ、つづきます。
schedule-h-except = この日には 会が ありません。
schedule-h-who = 書かなければ「どなたでも どうぞ」と 出ます。
schedule-h-description = 「くわしく」の 画面に 出ます。
schedule-h-capacity = 決まりがなければ 書きません。
schedule-h-fax = 電話を つかわない人の 連絡の 道です。
schedule-h-picture = PNG、JPEG、WebP、GIF。12MBまで。大きな絵は 小さくして しまいます。
schedule-h-alt = 絵が 見えない人に、何の絵かを 伝えます。
schedule-known = 日にちは どこまで 決まっていますか
schedule-known-exact = 日と時間
schedule-known-days = 日だけ
schedule-known-month = 何月ごろ
schedule-known-undecided = まだ
schedule-end-day-more = 次の日に またぐ
schedule-times-whole-day = 一日中
schedule-times-not-announced = 時間は これから お知らせ
schedule-follow-when = いつ お知らせしますか
schedule-follow-none = 言わない
schedule-follow-day = 日に
schedule-follow-month = 月に
schedule-follow-over = お知らせの時が すぎています
schedule-part-any = その月
schedule-part-early = はじめ
schedule-part-middle = なかば
schedule-part-late = おわり
schedule-repeat-how = どのように くり返すか
schedule-repeat-none = くり返さない
schedule-repeat-week = 毎週
schedule-repeat-month = 毎月
schedule-repeat-weekday = 平日 毎日
schedule-repeat-day = 毎日
schedule-monthly = 毎月 { $nth } { $days }
schedule-monthly-day = 毎月 { $count }日
schedule-nth-of = 第{ $count }
schedule-nth-last = 最後
schedule-day-mo = 月曜日
schedule-day-tu = 火曜日
schedule-day-we = 水曜日
schedule-day-th = 木曜日
schedule-day-fr = 金曜日
schedule-day-sa = 土曜日
schedule-day-su = 日曜日
schedule-mode-both = 会場とオンライン
schedule-mode-venue = 会場
schedule-mode-online = オンライン
schedule-mode-open = まだ
schedule-tongues = ほかの ことば
schedule-tongue-missing = あと { $count }か所
schedule-tongue-whole = そろっています
schedule-tongue-hint = 訳がない所は、英語か 日本語で 出ます。
schedule-easy-hint = 読みは [場|ば] のように 書きます。短い文に 分けると 読みやすくなります。
schedule-tongue-nothing = 日本語で 書いて 保存すると、ここに 訳の らんが 出ます。
schedule-attending = 申し込みと受付
schedule-attending-more = 受付の 細かい 設定
schedule-as-usual = いつもどおり
schedule-yes = はい
schedule-no = いいえ
schedule-registration-open = 受け付ける
schedule-registration-later = まだ 始めない
schedule-registration-not-needed = 申し込みは いらない
schedule-reaching = くわしいページと 連絡先
schedule-poster = ちらし
schedule-picture-gone = この絵を つかわない
schedule-where-shown = どこに、いつ 出すか
schedule-shot-elsewhere = 「{ $name }」には 出ません。その画面の 大きさで 見ています。
schedule-nothing = 書いてありません
schedule-people = { $count }人
schedule-minutes = { $count }分

## この会を

schedule-deeds = この会を
schedule-move = 日を うつす
schedule-duplicate = 写して 新しく 作る
schedule-cancel = 中止に する
schedule-resume = 中止を とりやめる
schedule-withdraw = 画面から おろす
schedule-remove = 消す
schedule-cancel-title = この会を 中止に しますか
schedule-cancel-text = 画面では「中止」と 出ます。だまって 消えることは ありません。あとで とりやめることも できます。まだ 公開していない直しは 出ません。前の版に のこります。
schedule-cancel-do = 中止に する
schedule-withdraw-title = この会を 画面から おろしますか
schedule-withdraw-text = 画面から 消えて、下書きに もどります。行なわない会なら、「中止」のほうが 来る人に 伝わります。
schedule-withdraw-do = 画面から おろす
schedule-remove-title = この会を 消しますか
schedule-remove-text = 予定からも 画面からも なくなります。申し込みと受付の 記録は のこります。
schedule-remove-do = 消す
schedule-move-title = 日を うつす
schedule-move-from = いまは { $when }
schedule-move-text = 下書きに 保存して、公開の 確認へ すすみます。

## 画面の絵

schedule-shot = 画面の絵
schedule-shot-of = 画面の絵。{ $what }
schedule-shot-head = 画面では
schedule-shot-saved = 画面では 最後の保存まで 入っています
schedule-shot-typed = 画面では いま書いたものが 入っています（まだ 保存していません）
schedule-shot-later = 保存するか「この形で 見る」を おすと、ここに 画面の絵が 出ます。
schedule-shot-cannot = いまの 内容では、画面の絵を 作れませんでした。おわった会は 画面に 出ません。
schedule-shot-no-painter = この ハブには 画面を えがく しくみが ありません。画面の ある 機械で 動かすと、ここに 絵が 出ます。
schedule-look-size = 文字の大きさ
schedule-look-lang = ことば
schedule-look-colours = 色
schedule-look-panel = 画面
schedule-look-do = この形で 見る
schedule-size-normal = ふつう
schedule-size-large = 大
schedule-size-larger = 特大
schedule-size-largest = 最大
schedule-colours-light = 明るい
schedule-colours-dark = 暗い
schedule-colours-high-contrast = はっきり

## 公開の前に

schedule-lint = 公開の前に 見るところ
schedule-lint-count = { $count }件
schedule-lint-none = 見なおすところは ありません。
schedule-lint-past = 日にちが すぎています
schedule-lint-past-detail = おわった会は 画面に 出ません。
schedule-lint-day = 日にちへ
schedule-lint-pages = ふつうの文字でも 2ページに なります
schedule-lint-pages-largest = 最大の文字で 2ページに なります
schedule-lint-pages-detail = { $langs }。前へ・次へで どちらも 読めます。
schedule-lint-much = 文字が { $count }字 あります
schedule-lint-much-detail = 120字までなら、歩きながらでも 読めます。
schedule-lint-shorten = 短くする
schedule-lint-clash = 同じ場所に、同じ時間の 会が あります
schedule-lint-clash-detail = 「{ $name }」{ $when }から。
schedule-lint-clash-way = 場所へ
schedule-lint-translation = { $lang }の訳が ありません
schedule-lint-translation-detail = { $fields }。訳がない所は 日本語か 英語で 出ます。
schedule-lint-reading = ふりがなの ない 漢字が あります
schedule-lint-reading-detail = { $field }：{ $words }
schedule-lint-reading-way = 読みを 書く
schedule-lint-readings = ふりがなを つけました
schedule-lint-readings-detail = { $words }。読みは 直せます。
schedule-lint-readings-way = 読みを見る
schedule-lint-sentence = やさしい日本語に { $count }字の 文が あります
schedule-lint-sentence-detail = { $field }。30字までに 分けると 読みやすくなります。
schedule-lint-contrast = 絵の 明るさの差が 小さいです
schedule-lint-contrast-detail = 明るい所と 暗い所の差が 小さい絵は、見えにくい人が います。
schedule-lint-contrast-way = 別の 絵を 選ぶ
schedule-lint-alt = 絵の説明が ありません
schedule-lint-write = 書く
schedule-lint-fax = FAXの番号が ありません
schedule-lint-fax-detail = 電話を つかわない人が 連絡できません。
schedule-lint-links = リンクが つながるか 確かめる
schedule-lint-link = リンクが 答えません
schedule-lint-link-answers = リンクは つながります
schedule-lint-link-good = 答え { $count }
schedule-lint-link-status = 答えは { $count } でした。アドレスを 見なおしてください。
schedule-lint-link-way = アドレスへ
schedule-link-name = その名前の サイトが 見つかりません。
schedule-link-inside = 内がわの 機械の アドレスは、ここから 確かめません。
schedule-link-silent = 5秒 待っても 答えが ありません。

## 公開

schedule-publish-title = 公開の 確認
schedule-publish-head = 「{ $name }」を 公開する
schedule-publish-changes = 画面で 変わるところ
schedule-publish-same = いま 出ているものと 同じです。
schedule-publish-now = いま 公開する
schedule-publish-do = 公開する
schedule-publish-later = 決めた時に 公開する
schedule-publish-plan = この時に 公開する
schedule-publish-unplan = 予約を とりやめる
schedule-publish-back = もどって 直す
schedule-publish-others = 公開は ほかの人が します
schedule-publish-others-text = 下書きは 保存してあります。公開できる人に、この ページを 見てもらってください。
schedule-publish-newer = ほかの人が 新しく 保存しました
schedule-publish-newer-text = ここに 出ているのは 新しい版です。もう一度 見てから 公開してください。まだ 何も 変わっていません。

## 版

schedule-versions-title = 前の版
schedule-versions-head = 「{ $name }」の 版
schedule-version-n = 版
schedule-version-when = いつ
schedule-version-changes = 変わったところ
schedule-version-compare = くらべる
schedule-version-before = { $count }版と くらべる
schedule-version-newest = いちばん新しい版と くらべる
schedule-version-first = はじめの 版
schedule-version-same = ちがいは ありません
schedule-version-title = { $count }版
schedule-version-said = { $n }版 { $when } { $who }さん
schedule-restore-text = この版を 新しい下書きに します。いまの版も のこります。
schedule-restore-do = { $count }版に もどす
schedule-diff-field = ところ
schedule-diff-before = 前
schedule-diff-after = 後

## 二人で 同時に

schedule-merge-title = どちらを のこしますか
schedule-merge-head = { $who }さんが { $when }に 先に 保存しました
schedule-merge-text = 何も 上書きしていません。あなたの 書いたものも そのままです。ちがうところを 選んでください。
schedule-merge-theirs = { $who }さんの
schedule-merge-mine = わたしの
schedule-merge-same = 二人とも 同じことを 書いています。
schedule-merge-do = 選んだとおりに 保存
schedule-merge-all-mine = ぜんぶ わたしのに する
schedule-merge-all-theirs = わたしの 直しを やめる

## 直すところ

schedule-mend-name = テーマか、会の名前を 書いてください。テーマが まだなら、つづきの会の 名前だけでも かまいません。
schedule-mend-series = 第何回を 書くときは、つづきの会の 名前も 書いてください。
schedule-mend-long = 長すぎます。一行は 200字、案内は 2000字までです。
schedule-mend-number = 数字で 書いてください。
schedule-mend-minutes = 1440分（一日）までです。
schedule-mend-day-missing = 日を 書いてください。
schedule-mend-day = この日は 読めませんでした。2026-12-17 のように 書いてください。
schedule-mend-start-missing = はじまりの時間を 書いてください。決まっていなければ「日だけ」を 選べます。
schedule-mend-time-missing = 時間を 書いてください。
schedule-mend-time = この時間は 読めませんでした。13:30 のように 書いてください。
schedule-mend-end-before = おわりが はじまりより 前です。次の日に またぐときは、おわる日も 書いてください。
schedule-mend-end-missing = おわる日には、おわりの時間も 書いてください。
schedule-mend-last-before = 最後の日が はじめの日より 前です。
schedule-mend-month-missing = 月を 書いてください。
schedule-mend-month = この月は 読めませんでした。2027-05 のように 書いてください。
schedule-mend-repeat-day = くり返すには、はじめの日が いります。「日と時間」か「日だけ」を 選んでください。
schedule-mend-nth = 曜日を 選んだときは、第何か（第1、第2…）も 選んでください。
schedule-mend-until-before = くり返しの おわりが、はじめの日より 前です。
schedule-mend-url-missing = ページ番号を 書くときは、アドレスも 書いてください。
schedule-mend-url = https:// から はじまる アドレスを 書いてください。
schedule-mend-alt = 何の絵かを、ことばでも 書いてください。
schedule-mend-window = 出しおわる時が、出しはじめる時より 前です。
schedule-mend-other = ここは このままでは 保存できません。見なおしてください。
schedule-mend-plan-past = これからの 時を 書いてください。

## したこと

done-meeting-saved = 下書きに 保存しました。画面は まだ 変わっていません。
done-meeting-published = 公開しました。つながっている画面に 出ます。
done-meeting-planned = 決めた時に 公開します。それまでは とりやめられます。
done-meeting-plan-ended = 公開の 予約を とりやめました。
done-meeting-withdrawn = 画面から おろしました。下書きは のこっています。
done-meeting-cancelled = 中止に しました。公開中の会は、画面に「中止」と 出ます。
done-meeting-resumed = 中止を とりやめました。
done-meeting-moved = 新しい日を 下書きに 保存しました。公開すると 画面が 変わります。
done-meeting-copied = 写しました。日にちを 書いて 保存してください。
done-meeting-removed = 消しました。版は のこっています。
done-meeting-restored = 前の版を 新しい下書きに しました。
schedule-poster-sheet = ポスター（PDF）
schedule-poster-picture = ポスター（絵、PNG）
schedule-poster-others = ほかの ことばの ポスター
schedule-poster-too-long = ポスターの 一枚に 入りきりません。説明を 短くすると 作れます。

# 日ごとに: くり返しの会の一日だけを 中止に したり、変えたりする
dates-title = 日ごとに 見る・変える
dates-link = 日ごとに 見る・変える
dates-lead = 一日だけ 中止に したり、日や場所を 変えたり できます。ほかの日は そのままです。
dates-not-shown = 公開すると、一日ずつ 中止に したり、変えたり できるように なります。いまは「お休みの日」が 使えます。
dates-all-cancelled = この会は すべての日が 中止です。
dates-none = これからの日は ありません
dates-none-text = くり返しは 終わっています。
dates-state = ようす
dates-as-planned = 予定どおり
dates-moved = うつしました
dates-own = この日だけ 変えました
dates-off = お休み
dates-instead = かわりに { $when }
dates-open = ひらく
dates-move = 日や時間を 変える
dates-edit = 内容を 変える
dates-cancel = 中止に する
dates-later = このあとの日
dates-to-row = 会の ページへ
dates-one-of = これは、くり返しの会「{ $name }」の { $day }の回です。ここで 変えたことは、この日だけに なります。
dates-one = くり返しの会の 一日
dates-to-all = ほかの日を 見る
schedule-cancel-all-title = この会を ぜんぶ 中止に しますか
schedule-cancel-all-text = これからの すべての日が、画面で「中止」と 出ます。あとで とりやめることも できます。一日だけの 中止は「日ごとに 見る・変える」で できます。
schedule-cancel-all-do = すべての日を 中止に する
schedule-cancel-date-title = この日を 中止に しますか
schedule-cancel-date-text = この日だけ、画面に「中止」と 出ます。ほかの日は 予定どおりです。あとで とりやめることも できます。
schedule-cancel-date-do = この日を 中止に する
schedule-rejoin = くり返しの予定に もどす
schedule-rejoin-title = この日を くり返しの予定に もどしますか
schedule-rejoin-text = この日だけの 変更が なくなり、くり返しの会と 同じに なります。申し込みと受付の 記録は のこります。
schedule-rejoin-do = もどす
done-date-cancelled = この日を 中止に しました。画面に「中止」と 出ます。
done-date-rejoined = くり返しの予定に もどしました。
