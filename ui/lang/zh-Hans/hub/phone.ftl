# 来访者自己手机上的页面。与屏幕相同的话用屏幕的词 (hiroba.ftl)。

## 每一页

brand = Hiroba
skip-to-content = 转到正文
phone-languages = 选择语言
phone-counter = 可以在这里选择
no-hurry = 不用着急。
to-the-meeting = 到活动页面
stop = 停止
ward-page = 区政府网页

## 活动

over = 这次活动已经结束。
nothing-to-do = 您不需要做任何事。
have-receipt = 有报名号码（查看、更改、取消）
add-to-calendar = 加到我的日历
no-calendar-yet = 日期确定后，可以从这里加到日历。

## 报名

people-sentence = 请把自己也算进去。超过20人时，请打电话或发传真。
answered-way = 参加方式
answered-who = 身份
answered-people = 人数
change-way = 更改参加方式
change-who = 更改身份
register-now = 报名
shown-once = 号码只显示在这一页。

## 报名号码

number-heading = 请输入报名号码
number-lead = 活动结束之前，可以查看、更改或取消报名。
receipt-not-shown = 这个号码的活动现在没有显示
changed-often = 这里不能再更改了
changed-often-sentence = 已经更改过很多次。如要再更改，请打电话或发传真。取消仍可在这里进行。

## 现在不能

not-here = 现在没有这个页面
not-here-ward = 想了解活动，可以看区政府网页，也可以打电话或发传真。
not-here-come = 当天直接来也可以。
wait = 请稍等一会儿再试
wait-minutes = 大约{ $count }分钟后就可以了。
wait-elsewhere = 也可以打电话或发传真。

## 一句话

sentence-heading = 有什么想说的吗
sentence-lead = 可以用一句话写下对活动的感想。不写也可以。
sentence-label = 感想
sentence-hint = 请不要写姓名，也不要写能看出是谁的内容。最多120字。可能会登在屏幕或简报上。
sentence-send = 发送
sentence-empty = 请写一句话再发送。
sentence-long = 现在有{ $count }字。请写到120字以内。
sentence-full = 现在不能再接收了。请告诉工作人员。
sentence-once-more = 这句话还没有送到。如要发送，请再按一次“发送”。
sentence-thanks-title = 收到了
sentence-thanks = 谢谢您的话。
sentence-thanks-use = 工作人员会读。没有人知道是谁写的。
sentence-first-kept = 工作人员已经在用您先写的话，所以保持原样。如果想更改，请告诉工作人员。
