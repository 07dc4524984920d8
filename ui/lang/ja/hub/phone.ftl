# 訪れた人の 電話の ページ。画面と 同じことを 言うときは、画面の ことばを つかいます (hiroba.ftl)。

## どの ページにも

brand = ひろば
skip-to-content = 本文へ
phone-languages = ことばを 選ぶ
phone-counter = ここから 選べます
no-hurry = いそがなくて だいじょうぶです。
to-the-meeting = 会の ページへ
stop = やめる
ward-page = 区の ページ

## 会の ページ

over = この会は おわりました。
nothing-to-do = なにも しなくて だいじょうぶです。
have-receipt = 受付番号が ある（見る・変える・取り消す）
add-to-calendar = カレンダーに 入れる
no-calendar-yet = 日にちが 決まったら、ここから カレンダーに 入れられます。

## 申し込み

people-sentence = ご自分も 入れた 人数です。20人より 多いときは、電話か FAXで お知らせください。
answered-way = 参加のしかた
answered-who = 立場
answered-people = 人数
change-way = 参加のしかたを 変える
change-who = 立場を 変える
register-now = 申し込む
shown-once = 番号は このページにだけ 出ます。

## 受付番号

number-heading = 受付番号を 入れてください
number-lead = 申し込みを 見る、変える、取り消すことが できます。会が おわるまでです。
receipt-not-shown = この番号の 会は、いま 出ていません
changed-often = ここでは もう 変えられません
changed-often-sentence = なんども 変えたので、つづきは 電話か FAXで お知らせください。取り消すことは ここで できます。

## いま できない

not-here = このページは いま ありません
not-here-ward = 会の ことは、区の ページと 電話・FAXで わかります。
not-here-come = 当日 そのまま 来ても だいじょうぶです。
wait = すこし 待ってから、もう一度 どうぞ
wait-minutes = { $count }分 くらいで、また できます。
wait-elsewhere = 電話か FAXでも うけつけています。

## ひとこと

sentence-heading = ひとこと ありますか
sentence-lead = 会の 感想を、一つの文で 書けます。書かなくても かまいません。
sentence-label = 感想
sentence-hint = お名前や、だれの ことか わかることは 書かないでください。120字までです。画面や おたよりに のることが あります。
sentence-send = 送る
sentence-empty = 一つの文を 書いてから 送ってください。
sentence-long = いま { $count }字です。120字までに してください。
sentence-full = いまは これ以上 うけとれません。スタッフに お話しください。
sentence-once-more = いまの ことばは まだ とどいていません。送るときは、もう一度 「送る」を 押してください。
sentence-thanks-title = うけとりました
sentence-thanks = ことばを ありがとうございます。
sentence-thanks-use = スタッフが 読みます。だれが 書いたかは わかりません。
sentence-first-kept = さきに おくって くださった ことばを、もう スタッフが 使っています。なおしたい ことは、スタッフに お話しください。
