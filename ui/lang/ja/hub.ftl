# 事務局の ページの ことば。半角の空白は ことばの 切れ目です。

## どの ページにも

brand = ひろば
hub-name = 事務局
skip-to-content = 本文へ
nav-label = おもな ページ
nav-schedule = 予定
nav-notices = おしらせ
nav-kiosks = 画面
nav-attendance = 申し込みと受付
nav-reports = 報告
nav-settings = 設定
nav-account = わたしの 設定
menu = メニュー
menu-close = メニューを とじる
crumbs-label = いまの 場所
actions-label = この ページで できること
sign-out = サインアウト
# もう一つの ことばで、その ことばの 名前を 言います。
language-switch = English
language-switch-code = en

## 入力

optional = 書かなくても かまいません
to-mend = 見なおすところが { $n }か所 あります
kept = 書いたものは そのまま のこっています
save = 保存
save-draft = 下書きに 保存
go-back = もどる
stop = やめる
edit = 編集
search = さがす

## 状態

state-published = 公開中
state-draft = 下書き
state-scheduled = 公開を 待っています
state-cancelled = 中止
state-past = おわった会
state-all = すべて

## めくる

pages-label = ページ
pages-before = 前へ
pages-after = 次へ
pages-where = { $of }ページ中 { $n }ページ目
show-as-table = 表で 見る

## 訪れた人の 電話の ページ

phone-languages = ことばを 選ぶ
phone-counter = ここから 選べます
