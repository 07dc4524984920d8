# 画面(キオスク)と、訪れた人が スタッフを 呼ぶこと。

## 呼び出し

call-label = スタッフが 呼ばれています
call-from = { $name }で 呼ばれています
call-answer-do = すぐ 行きます
done-call-answered = 「すぐ行きます」と 画面に 出しました。
done-call-answered-before = この呼び出しには、ほかの人が もう 答えています。
calls-title = 呼び出し
calls-text = 画面の「スタッフを呼ぶ」が 押されると、どの ページにも 出ます。
calls-open = 呼び出しを 見る
calls-none = まだ 呼び出しは ありません
calls-none-text = 画面の「スタッフを呼ぶ」が 押されると、どの ページの 上にも 黄色い 帯が 出ます。答えると、その画面に「すぐ行きます」と 出ます。
calls-to-kiosks = 画面の ようすを 見る
calls-when = いつ
calls-where = どこで
calls-answer = 答え
call-answer = { $who }さんが { $after }
call-unanswered = 答えは まだ ありません
call-after-moments = すぐに 答えました
call-after-minutes = { $count }分後に 答えました
call-after-hours = { $count }時間後に 答えました
call-after-days = { $count }日後に 答えました
ringing-title = 音と 通知
ringing-text = この ブラウザーで、やわらかい 音や パソコンの 通知も 出せます。はじめは どちらも 出ません。
ringing-sound = 音を 鳴らす
ringing-notice = 通知を 出す
ringing-refused = ブラウザーの 設定で 通知が 止められています。設定で ゆるすと 出せます。
ringing-noscript = スクリプトを 使わない設定なので、音は 出ません。ページを 開くたびに、呼び出しが 上に 出ます。

## 画面の 一覧

kiosks-health = 画面の ようす
kiosks-more = ほかの ページ
kiosks-none = まだ 画面が ありません
kiosks-none-text = 画面の 電源を 入れると、6けたの 番号が 出ます。その番号を ここで 入れると つながります。
kiosk-add = 画面を 加える
kiosk-open = くわしく
kiosk-in-group = グループ { $group }
kiosk-never = まだ 連絡が ありません
kiosk-shows = 表示しています
kiosk-clock-unsure = 時計を 確かめています
kiosk-quiet-moments = 連絡が ありません
kiosk-quiet-minutes = { $count }分 連絡が ありません
kiosk-quiet-hours = { $count }時間 連絡が ありません
kiosk-quiet-days = { $count }日 連絡が ありません
kiosk-seen-moments = いま 確かめました
kiosk-seen-minutes = { $count }分前に 確かめました
kiosk-seen-hours = { $count }時間前に 確かめました
kiosk-seen-days = { $count }日前に 確かめました
kiosk-goes-on = 最後に届いた予定を 出しつづけます
kiosk-records-closed = 申し込みと受付を 止めています：{ $why }
kiosk-little-room = 記録する 場所が のこり { $room }です
kiosk-parked = 送れなかった 記録が { $count }件 あります

## 一つの 画面

kiosk-now = いまの ようす
kiosk-check = 次の 順に 見てください。
kiosk-check-power = 電源の ランプは ついていますか
kiosk-check-cable = 画面と 電源の 線は ささっていますか
kiosk-check-network = 建物の ネットワークは 使えますか
kiosk-content = 内容
kiosk-content-new = 最新です
kiosk-content-old = 一つ前の 内容です。つながりしだい 新しくなります
kiosk-content-unknown = まだ わかりません
kiosk-clock = 時計
kiosk-clock-right = 合っています
kiosk-clock-ahead = { $count }秒 進んでいます
kiosk-clock-behind = { $count }秒 遅れています
kiosk-waiting = 送る前の 記録
kiosk-waiting-none = ありません
kiosk-waiting-some = { $count }件
kiosk-disk = 記録する 場所
kiosk-disk-free = のこり { $room }
kiosk-reception = 受付
kiosk-pinned = 受付の画面に 固定しています
kiosk-light = 明るさ
kiosk-dimmed = 暗くしています
kiosk-room = 部屋
kiosk-calm = 静かに しています（スタッフが 選びました。きょうの おわりまで）
kiosk-version = プログラム
kiosk-asked-waiting = 頼んだこと。画面が 受け取ると 消えます。
kiosk-parked-title = 送れなかった 記録
kiosk-parked-text = 画面の中に のこしてあります。消えることは ありません。
kiosk-do = この画面に 頼む
kiosk-do-hint = つながっていれば すぐ、つながっていなければ つながったときに 届きます。
kiosk-calm-hint = 「静かにする」は、色を 暗く、切りかわりを ゆっくりに します。きょうの おわりに 自分で もとに もどります。
kiosk-name-and-group = 名前と グループ
kiosk-name = 名前
kiosk-name-hint = 場所が わかる名前に します。たとえば 入口、談話室。
kiosk-group = グループ
kiosk-group-hint = 同じ グループの 画面に 同じものを 出せます。書かなくても かまいません。
kiosk-remove = この画面を 外す
kiosk-remove-ask = { $name }を 外しますか
kiosk-remove-text = この画面には 新しい内容が 届かなくなります。申し込みと受付の 記録は のこります。あとで もう一度 つなげます。
kiosk-remove-do = 外す
kiosk-picture = いま 出ているもの
kiosk-picture-alt = { $name }の 画面
kiosk-picture-at = { $at }の 画面
kiosk-picture-none = まだ ありません。頼むと、数秒で ここに 出ます。
job-refresh = 読みなおす
job-pin = 受付に 固定する
job-unpin = 固定を やめる
job-dim = 暗くする
job-undim = 明るくする
job-calm = 部屋のために 静かにする
job-uncalm = 静かにするのを やめる
job-restart = プログラムを はじめからに
job-picture = 画面の 写しを 頼む
asked-refresh = 内容を 読みなおす
asked-pin = 受付の画面に 固定する
asked-unpin = 受付の 固定を やめる
asked-dim = 暗くする
asked-undim = 明るくする
asked-calm = きょうの おわりまで 静かにする
asked-uncalm = 静かにするのを やめる
asked-restart = プログラムを はじめからに する
asked-picture = 画面の 写しを 送る
asked-coming = 「すぐ行きます」と 出す
asked-unknown = この プログラムが 知らないこと
done-kiosk-asked = 画面に 頼みました。
done-kiosk-changed = 保存しました。
done-kiosk-paired = つながりました。すぐに 予定が 出ます。
done-kiosk-removed = 画面を 外しました。
showing-named = { $kind }「{ $name }」
showing-welcome = あいさつ
showing-glance = これからの予定
showing-meeting = 会
showing-notice = おしらせ
showing-theme = テーマ
showing-voice = 声
showing-page = 区の ページの 案内
showing-emergency = 緊急の おしらせ
showing-reception = 受付
showing-how-was-today = きょうの 会の あと
showing-in-use = だれかが 使っています
panel-landscape = { $inches }型・横
panel-portrait = { $inches }型・縦

## つなぐ

kiosk-code = 画面に 出ている 6けたの 番号
kiosk-code-hint = 番号は 10分で 変わります。
kiosk-add-do = つなぐ
kiosk-where = 番号は どこに 出ますか
kiosk-where-text = 画面の 電源を 入れて、この事務局の アドレスを 設定すると、まんなかに 大きく 出ます。もう つながっている 画面には 出ません。
mend-code-six = 番号は 6けたです。画面の 数字を 入れてください。
mend-code-unknown = この番号を 出している 画面が ありません。番号は 10分で 変わります。いま 出ている 番号を 入れてください。
mend-code-pause = 合わない 番号が 5回 つづきました。10分 待ってから、いま 出ている 番号を 入れてください。
mend-kiosk-name-missing = 画面の 名前を 書いてください。
mend-kiosk-name-long = 名前は 60文字までです。

## 変更の 記録

act-kiosk-paired = 画面を つなぎました
act-kiosk-changed = 画面の 名前か グループを 変えました
act-kiosk-asked = 画面に 頼みました
act-kiosk-removed = 画面を 外しました
act-call-answered = 呼び出しに 答えました
