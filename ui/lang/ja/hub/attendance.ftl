# 申し込みと受付、報告の ページ。

## きょうの 会

at-today = きょうの 会
at-today-none = きょうの 会は ありません。
at-coming = これからの 会
at-past = この 1週間に おわった 会
at-meeting = 会
at-empty-title = 近い 会は まだ ありません
at-empty-text = 会を 公開すると、申し込みと 受付の 人数が ここに 出ます。
at-empty-do = 予定を 見る
at-flags-count = 見ておくこと { $count }件
at-stray = どの 会の ものか わからない 記録が { $count }件 あります。新しい 版の 画面から 届いたものかもしれません。消えては いません。
at-to-reports = おわった 会の 報告

## 人数

at-unit = 人
at-people-column = 人数
at-registered = 申し込み
at-registered-for = 申し込み（{ $way }）
at-came = 参加者
at-checked-in = 受付
at-walk-in = 当日参加
at-on-paper = 紙の 記録
at-waiting = 空き待ち
at-corrected = 職員の 訂正
at-corrected-by = 参加者には、職員の 訂正 { $count }人が 入っています。
at-taken-back = 申し込みを 取り消した人 { $count }人
at-online-at = オンライン（{ $time }に 数えた 人数）
at-look = 見ておくこと
at-by-way = 参加のしかた
at-way = 参加のしかた
at-room = 定員
at-no-limit = 決まりなし
at-by-category = 区分
at-category = 区分
at-no-category = 区分を 答えた人は まだ いません。答えなくても よい ことです。
at-bands = 来た時間（15分ごと。これより こまかい 時間は 記録していません）
at-when = 時間
at-channels = 職員が 受けた 申し込み
at-felt = きょうは どうでしたか
at-flags = 確かめる 記録
at-what = 内容
at-where = 記録した ところ
at-why = わけ
at-who = 入力した人
at-more-flags = ほかに { $count }件 あります。
at-parked = 送れずに 画面に のこっている 記録
at-parked-text = 画面の中に あり、消えては いません。人数には まだ 入っていません。

## 記録の 内容

at-what-registered = 申し込み
at-what-came = 受付
at-what-walked-in = 当日参加
at-what-way-changed = 参加のしかたの 変更
at-what-taken-back = 取り消し
at-what-felt = きょうの 感想
at-what-corrected = 訂正
at-what-unknown = 読みとれない 記録
at-origin-staff = 事務局
at-origin-phone = 訪れた人の 電話
at-origin-paper = 紙の 一覧
at-flag-clock = 画面の 時計が 正しいか わからないときの 記録です。人数には 入っています。
at-flag-receipt-twice = 同じ 受付番号が もう一度 使われました。同じ人を 二度は 数えていません。
at-flag-not-understood = 新しい 版の 画面から 届いた 記録です。消えては いませんが、人数には まだ 入っていません。
at-flag-other = 新しい 版が つけた しるしです。記録は そのまま のこっています。

## できること

at-side = この 会で できること
at-do = できること
at-do-sign-up = 申し込みを 加える
at-do-sign-up-hint = 電話、FAX、窓口から
at-do-arrivals = 来た人を 加える
at-do-arrivals-hint = 当日参加、受付番号の ない人、紙に 書いた人
at-do-count = 人数を 確かめる
at-do-count-hint = 会場と オンラインで 数えた 人数と 比べます
at-do-correct = 人数を 訂正する
at-do-correct-hint = わけを 選んで 直します
at-do-contacts = 連絡先
at-contacts-count = 連絡先 { $count }件
at-do-report = この 会の 報告
at-do-sentences = 会の あとの ひとこと
at-do-sentences-hint = 訪れた人が 電話の ページで 書いたもの
at-live = いま
at-live-text = この ページの 人数は、開いたままで 新しく なります。
at-live-do = もう一度 読む
at-to-meeting = 会の 人数へ
mend-at-number = 数字で 書いてください。
mend-at-nobody = だれか 一人から 加えられます。
mend-at-many = 一度に { $count }人まで 加えられます。多いときは 分けてください。
mend-at-no-count = 会場か オンラインの 人数を 書いてください。

## 申し込みを 加える

at-channel = どこから
at-channel-telephone = 電話
at-channel-fax = FAX
at-channel-counter = 窓口
at-channel-other = そのほか
at-people = 人数と 区分
at-people-hint = いっしょに 来る人を、区分ごとに。聞いていない人は「答えない」に 入れてください。
at-no-sub = 内訳を 答えない
at-none-of-these = 下の どれでもない
at-not-said = 答えない
at-receipt-wanted = 受付番号を 渡す
at-receipt-hint = 次の ページに 一度だけ 出ます。その場で 伝えてください。
at-receipt = 受付番号
at-receipt-once = この番号は ここにしか 出ません。いま 伝えるか、書きとめてください。なくしても、当日 参加できます。
at-receipt-again = この 申し込みは 記録してあります
at-receipt-again-text = 同じ フォームが もう一度 届きました。二重には 数えていません。受付番号は 一度しか 出せません。番号が なくても、当日 参加できます。
at-next-sign-up = 次の 申し込みを 加える
at-contact = 連絡先
at-contact-hint = 書かなくても かまいません。人数や 区分とは べつの ところに しまい、つながりを のこしません。
at-contact-days = 会の { $count }日あとに、ひとりでに 消えます。
at-contact-stays = 消すまで のこります。
at-contact-name = 名前
at-contact-no-name = 名前なし
at-contact-tel = 電話
at-contact-fax = FAX
at-contact-mail = メール
at-contact-note = メモ
at-contact-note-hint = 区分や 病気のことは 書かないでください。
at-contact-done = 連絡した
at-contact-apart = 人数や 区分の 記録とは つながっていません。
at-contact-remove = 消す
at-contact-remove-ask = この 連絡先を 消しますか
at-contact-remove-text = 申し込みと 人数は そのまま のこります。消した 連絡先は もどせません。
at-contacts-empty = 連絡先は ありません
at-contacts-empty-text = 電話や FAXの 申し込みで 書いた 連絡先が ここに ならびます。
at-print-hint = ブラウザの 印刷で、この 一覧が A4の 紙に なります。
mend-at-contact-long = 名前、電話、FAX、メールは 100文字まで、メモは 300文字までです。
done-at-signed-up = 申し込みを 記録しました。席が あります。
done-at-signed-up-waits = 申し込みを 記録しました。いまは 空き待ちです。
done-at-contact-removed = 連絡先を 消しました。

## 来た人を 加える

at-kind = どのように
at-came-walk-in = 当日参加（申し込みなし）
at-came-registered = 申し込んだ人（受付番号が 手もとに ない）
at-came-paper = 紙に 書いた人（申し込んだか わからない）
done-at-arrived = 来た人を 記録しました。

## 確かめる、訂正する

at-agreement = 合っているか
at-recorded = 記録した 人数と 数えた 人数
at-counted-venue = 会場で 数えた 人数
at-counted-online = オンラインで 数えた 人数
at-count-now = 数えた 人数を 書く
at-count-hint = 片方だけでも かまいません。いちばん 新しい 数を 使います。
at-all-counts = これまでに 数えた 人数
at-difference-none-counted = まだ だれも 数えていません。数えた 人数を 書くと、記録と 比べられます。
at-difference-agrees = 合っています。記録も、数えた 人数も { $counted }人です。
at-difference-more = 記録では { $recorded }人、数えると { $counted }人です。数えた ほうが { $by }人 多いです。受付を しないで 入った人が いるのかもしれません。
at-difference-fewer = 記録では { $recorded }人、数えると { $counted }人です。数えた ほうが { $by }人 少ないです。先に 帰った人が いるのかもしれません。
at-suggestion = 数えた 人数に 訂正する
at-correct-lead = 記録したものは そのまま のこります。訂正は べつの 記録になり、報告にも 訂正として 出ます。
at-which-count = どの 人数
at-now = { $name }（いま { $count }人）
at-direction = ふやす、へらす
at-more = ふやす
at-fewer = へらす
at-by = 何人
at-reason = わけ
at-reason-hint = 名前が 残らないように、この 四つから 選びます。
at-reason-mistake = 押しなおし
at-reason-on-paper = 紙に 書いてあった
at-reason-recounted = 数えなおした
at-reason-elsewhere = 電話、FAX、窓口
mend-at-by-nought = 1人から 訂正できます。
mend-at-by-many = 一度に { $count }人までです。
done-at-counted = 数えた 人数を 記録しました。
done-at-corrected = 訂正を 記録しました。

## 連絡先を 残す 日数

at-keeping = 連絡先を 残す 日数
at-keeping-lead = 電話や FAXで 聞いた 連絡先は、会が おわって 用が なくなったら 消します。ひとりでに 消すことを おすすめします。
at-keeping-how = 会の あと
at-keeping-forgets = ひとりでに 消す
at-keeping-stays = 消すまで 残す
at-keeping-days = 会の 何日あと
mend-at-days = 1から { $count }までの 日数を 書いてください。
done-at-keeping = 連絡先を 残す 日数を 変えました。

## 報告

rp-empty-title = 報告する 会は まだ ありません
rp-empty-text = 会が おわると、ここに ならびます。
rp-list = おわった 会
rp-state = 報告
rp-state-reported = すみ
rp-state-changed = すみ（そのあとに 記録が 加わりました）
rp-state-open = まだ
rp-state-cancelled = 中止
rp-state-look = 見ておくことが あります
rp-for-staff = 職員用
rp-for-public-5 = 公開用（5人より 少ない 数を 出さない）
rp-for-public-10 = 公開用（10人より 少ない 数を 出さない）
rp-who-for = だれの ための 報告か
rp-public-text = 少ない 人数から だれのことか わからないように、数を まとめたり、出さないように しています。同じ 会の 公開用の 報告は、一つの 数え方で 一度だけ 出してください。
rp-downloads = ファイル
rp-csv = 表（CSV）
rp-xlsx = 表計算（xlsx）
rp-text = 文章（テキスト）
rp-print = ブラウザの 印刷で、この ページが A4の 紙に なります。
rp-block = 文章で
rp-block-hint = ここから 写して、おたよりに 使えます。
rp-mark = 報告した
rp-unmark = まだ 報告していない
rp-reported-by = { $who }が { $when }に 報告しました。
rp-series = 同じ つづきの 会
rp-series-title = つづきの 会の うつりかわり
rp-series-one = つづきの 会が もう一つ おわると、うつりかわりを 見られます。
rp-people = 人数
rp-agreement = 合っているか
done-rp-reported = 報告した ことを 記録しました。
done-rp-unreported = まだ 報告していない ことに しました。
rp-sheet-report = 報告
rp-sheet-times = 時間
rp-sheet-counts = 数え合わせ
