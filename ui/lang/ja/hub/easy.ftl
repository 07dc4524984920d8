# やさしい日本語に できる ところ。公開の 前に 出ます。

easy-words = やさしい ことばに できます
easy-numbers = 日にちや 時間は、言うとおりに 書くと 読みやすくなります
easy-negative = 「ない」が 二つ かさなっています。一つに すると わかりやすくなります
easy-loans = カタカナの ことばは、ほかの ことばでも 言えます
easy-explain = このことばは そのままで いいです。意味を そえると わかりやすくなります
easy-polite = ていねいな 言いかたは、短くできます
easy-detail = { $field }：{ $hints }
easy-instead = 「{ $words }」→ { $easier }
easy-joint = 。{ " " }
easy-way = 書きなおす
easy-proposal = ふりがなは 自動で つきます
easy-proposal-detail = { $field }：{ $markup }。ちがう よみは、この形で 書きなおせます。
