# やさしい日本語。漢字には すべて ふりがなを つけます: [漢字|かんじ]。一つの 文は 30字まで。

## どの ページにも

brand = ひろば
skip-to-content = [本文|ほんぶん]へ
phone-languages = ことばを [選|えら]ぶ
phone-counter = ここから [選|えら]べます
no-hurry = ゆっくりで いいです。
to-the-meeting = [会|かい]の ページへ
stop = やめる
ward-page = [区|く]の ページ

## 会の ページ

over = この[会|かい]は [終|お]わりました。
have-receipt = [受付|うけつけ][番号|ばんごう]が ある（[見|み]る・[変|か]える・[取|と]り[消|け]す）
add-to-calendar = カレンダーに [入|い]れる
no-calendar-yet = [日|ひ]にちは まだ [決|き]まっていません。[決|き]まったら カレンダーに [入|い]れられます。

## 申し込み

people-sentence = あなたも [入|い]れた [人数|にんずう]です。20[人|にん]より [多|おお]い ときは、[電話|でんわ]か FAXで [教|おし]えてください。
answered-way = どうやって
answered-who = あなた
answered-people = [人数|にんずう]
change-way = どうやって [参加|さんか]するかを [変|か]える
change-who = 「あなた」を [変|か]える
register-now = [申|もう]し[込|こ]む
shown-once = [番号|ばんごう]は このページにだけ [出|で]ます。

## 受付番号

number-heading = [受付|うけつけ][番号|ばんごう]を [入|い]れてください
number-lead = [申|もう]し[込|こ]みを [見|み]ることが できます。[変|か]えることも できます。[会|かい]が [終|お]わるまでです。

## いま できない

not-here = このページは いま ありません
not-here-ward = [会|かい]の ことは [区|く]の ページに あります。[電話|でんわ]や FAXでも [聞|き]けます。
not-here-come = その[日|ひ]に [来|き]ても いいです。
wait = [少|すこ]し [待|ま]ってから、もう[一度|いちど] どうぞ
wait-minutes = { $count }[分|ふん]くらい [待|ま]ってください。
wait-elsewhere = [電話|でんわ]か FAXでも できます。

## ひとこと

sentence-heading = ひとこと ありますか
sentence-lead = [会|かい]の [感想|かんそう]を [書|か]けます。[書|か]かなくても いいです。
sentence-label = [感想|かんそう]
sentence-hint = [名前|なまえ]は [書|か]かないでください。120[字|じ]までです。[画面|がめん]に [出|で]ることが あります。
sentence-send = [送|おく]る
sentence-empty = [何|なに]か [書|か]いてから [送|おく]ってください。
sentence-long = いま { $count }[字|じ]です。120[字|じ]までに してください。
sentence-full = いまは もう [入|はい]りません。スタッフに [話|はな]してください。
sentence-thanks-title = もらいました
sentence-thanks = ありがとうございます。
sentence-thanks-use = スタッフが [読|よ]みます。だれが [書|か]いたかは わかりません。
