# What could be said more easily in easy Japanese. Shown before publishing.

easy-words = Some words can be easier
easy-numbers = Days and times are easier as one says them
easy-negative = Two negatives in one sentence. One is easier to understand
easy-loans = Some loan words have another word
easy-explain = These words can stay. Saying what they mean helps
easy-polite = Some polite forms can be shorter
easy-detail = { $field }: { $hints }
easy-instead = “{ $words }” → { $easier }
easy-joint = .{ " " }
easy-way = Write it anew
easy-proposal = Readings are put over the kanji by themselves
easy-proposal-detail = { $field }: { $markup }. What is read otherwise can be written in this form.
