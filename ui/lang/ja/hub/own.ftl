# 画面の ことば、静かな 時間、ページと 連絡先。すべての画面、グループ、一つの画面ごとに 決められます。

## どの画面か

own-which = どの画面の ことか
own-group = グループ { $group }
own-more = ほかの こと
own-single = 一つの画面だけ
own-single-text = 画面の ページから、一つの画面だけの ことば、静かな時間、連絡先を 決められます。
own-to-kiosks = 画面の 一覧へ
own-kiosk = この画面だけ
own-kiosk-text = この画面だけの ことば、静かな時間、連絡先を 決められます。

## 画面の ことば

texts-title = 画面の ことば
texts-text = 画面が はじめから 言っている ことばを、この場所の ことばに 変えられます。
texts-open = 画面の ことばを 見る
texts-lead = 書いたところだけが 変わります。書かなければ、下の ことばの ままです。
texts-place = 場所の 名前、あいさつ、スタッフの いる所は、ここで 決めます。
done-texts-saved = 保存しました。つながっている画面に すぐ 出ます。
act-texts-changed = 画面の ことばを 変えました
log-kind-texts = 画面の ことば
own-look-text = どの ことばの 画面か
own-otherwise = 書かなければ：
own-args = { $args } のところに、画面が 数を 入れます。
own-count =
    { $count ->
       *[other] { $count }つ 書いてあります
    }
own-long = 「{ $text }」が 最大の文字で 一枚に 入りません
own-long-detail = { $lang }。次の ページに つづきます。
own-name = この場所の 名前
own-welcome = 予定が ないときの あいさつ
own-staff-place = スタッフの いる所
own-welcome-title = 予定が ないときと、受付の あとの 大きな ことば
own-nothing-planned = 予定が ないときの 二行目
own-staff-help = 「スタッフを呼ぶ」の 画面の 二行目
own-full-choices = いっぱいのときに できること
own-ask-elsewhere = 画面で 申し込めないときに できること
own-keep-receipt = 申し込みの あとの ことば
own-lost-receipt = 申し込みの あとの 二つ目の ことば
own-come-in = 受付の あとの ことば
own-checked-in-people = 受付の あとの ことば（二人から）
own-come-anyway = 取り消したとき、申し込みが おわったときの ことば
own-thank-you = 感想の あとの お礼
own-page-hint = ページ番号の 使いかた
mend-own-long = ここは { $count }文字までです。アルファベットは 2つで 1文字に 数えます。
mend-own-braces = ここで 使える かっこは { $args } だけです。
mend-own-no-braces = ここでは {"{"} と {"}"} は 使えません。

## 静かな 時間

quiet-title = 静かな 時間
quiet-text = だれも 使わない 時間に、画面を うす暗く したり 消したり します。
quiet-open = 静かな 時間を 見る
quiet-lead = さわると、いつでも 明るく なります。緊急の おしらせは 静かな 時間にも 出ます。
quiet-own = 静かな 時間を ここで 決めますか
quiet-own-no = ここでは 決めない
quiet-own-yes = 次のように 決める
quiet-span = 時間帯 { $count }
quiet-from = はじめ
quiet-to = おわり
quiet-days = 始まる 曜日
quiet-days-hint = 選ばなければ 毎日です。
quiet-look = 画面
quiet-dim = うす暗く する
quiet-dark = まっ黒に する
quiet-more-spans = おわりが はじめより 早ければ、次の日までです。もっと いるときは、保存すると らんが ふえます。時刻を 消すと、その時間帯は なくなります。
quiet-otherwise = 決めないとき
quiet-otherwise-file = それぞれの 画面の 設定ファイルの とおりです。
quiet-none = 静かな 時間は ありません。
quiet-every-day = 毎日
quiet-joint = ・
quiet-said = { $days } { $from }から { $to }まで { $look }
done-quiet-saved = 保存しました。つながっている画面は すぐ そのとおりに なります。
act-quiet-changed = 静かな 時間を 変えました
log-kind-quiet = 静かな 時間

## ページと 連絡先

reach-title = ページと 連絡先
reach-text = くわしいページ、ページ番号、電話と FAXを、グループや 一つの画面だけ ちがうものに できます。
reach-open = ページと 連絡先を 見る
reach-place = すべての画面の ページと 連絡先は、ここで 決めます。グループや 画面を 選ぶと、そこだけ ちがうものに できます。
reach-lead = 書いたところだけが、この画面で 変わります。書かなければ、ほかの画面と 同じです。
reach-page = 区の ページ
reach-contact = 連絡先
reach-contact-hint = 一つでも 書くと、窓口の 名前、電話、FAXは ここに 書いたものだけに なります。
reach-none = まだ 決まっていません。
done-reach-saved = 保存しました。つながっている画面に すぐ 出ます。
act-reach-changed = ページと 連絡先を 変えました
log-kind-reach = ページと 連絡先

## 前の版に もどす

own-restore-text = この版の とおりに もどします。つながっている画面に すぐ 出ます。いまの版も のこります。
done-own-restored = 前の版に もどしました。つながっている画面に すぐ 出ます。
act-own-restored = 設定を 前の版に もどしました
