# 简体中文：用日常的短句，不用感叹号，不催促。换行是标签分成两行时断开的地方。

## 按钮

register = 报名
check-in = 签到
previous = 上一个
next = 下一个
pause = 暂停
resume = 继续
schedule = 日程
read-aloud = 朗读
voice-menu = 调整声音
voice-heading = 调整声音
voice-stop = 停止朗读
voice-slower = 慢一点
voice-faster = 快一点
voice-softer = 小声一点
voice-louder = 大声一点
voice-spell = 逐字读网址
curtain-close = 屏幕变黑
curtain-open = 恢复显示
low-height = 低位显示
whole-height = 恢复高度
announce-low = 内容已移到屏幕低处。
announce-whole = 内容已恢复原来的高度。
calm = 安静模式
lively = 恢复原样
announce-calm = 屏幕会变得安静，持续两个小时。
announce-lively = 已恢复原样。
why-button = 回答的用途
why-title = 您的回答这样使用
why-use = 用来准备活动，之后统计人数。
why-nobody = 不问姓名。工作人员只看到人数。
why-choice = 不回答也一样可以参加。以后可以取消。
language-and-text = 语言·字号
call-staff =
    呼叫
    工作人员
home = 首页
back = 返回
details = 详情
close = 关闭

## 位置

slide-position = 共{ $of }张 第{ $n }张
row-position =
    共{ $of }项
    第{ $n }项
page-position = 共{ $of }页 第{ $n }页

## 各页名称

home-title = 首页
schedule-title = 近期日程
details-title = 详细内容
language-title = 语言和字号
staff-title = 呼叫工作人员

## 没有内容时

place-name = Hiroba
welcome-title = 欢迎
welcome-sentence = 只是来坐坐也可以。什么都不做也没关系。
nothing-planned = 目前还没有安排

## 活动

theme-open = 主题待定
place-open = 地点待定
mode-venue = 现场
mode-online = 线上
mode-both = 现场和线上
mode-venue-sentence = 在现场举行。
mode-online-sentence = 在线上举行。
mode-both-sentence = 可以来现场，也可以在线上参加。
who-default = 欢迎任何人参加
who-sentence = 任何人都可以参加。
series-number = 第{ $number }次 { $name }
registration-open = 可以报名
registration-later = 以后开始报名
registration-not-needed = 直接来就可以
no-booking = 不用预约
registration-closed = 报名已结束
cancelled = 已取消
cancelled-sentence = 本次活动已取消。
cancelled-on = { $day }的活动已取消。
read-aloud-later = 现在没有声音。请和工作人员说一声。
capacity-venue = 名额 现场{ $venue }人
capacity-online = 名额 线上{ $online }人
capacity-both = 名额 现场{ $venue }人、线上{ $online }人
deadline-day = 报名截止 { $day }
deadline-at = 报名截止 { $day } { $time }

## 标题上方的小字

kicker-notice = 通知
kicker-theme = 下次的主题
kicker-voice = 参加者的话
kicker-now = 现在
kicker-today = 今天
kicker-tomorrow = 明天
kicker-coming = 近期
quoted = “{ $sentence }”

## 区网页和联系方式

page-title =
    详情请看
    区政府网页
page-sentence = 可以扫二维码，也可以用页面编号查找。
page-number = 页面编号
page-hint = 在区政府网站上可以用这个编号查找
contact-heading = 咨询
contact-next = 电话和传真在下一页。
tel = 电话
fax = 传真
labelled = { $label } { $value }

## 参加时的帮助

access-heading = 可以使用的帮助
access-captions = 字幕
access-sign-language = 手语
access-written-communication = 笔谈
access-hearing-loop = 助听环路
access-wheelchair = 轮椅可以进入
access-lift = 电梯
access-accessible-toilet = 无障碍洗手间
access-guide-dog = 可以带辅助犬
access-quiet-room = 安静的房间
access-easy-japanese = 简单的日语
access-interpreter = 口译

## 详细内容

details-when = 时间
details-where = 地点
details-what = 内容
details-who = 谁可以来
continues = 下一页继续

## 语言和字号

language-heading = 语言
size-heading = 文字大小
colours-heading = 颜色
size-normal = 标准
size-large = 大
size-larger = 特大
size-largest = 最大
colours-light = 明亮
colours-dark = 暗色
colours-high-contrast = 高对比
language-sentence = 马上就会改变。用完后会恢复原样。

## 工作人员

staff-where = 工作人员在这里
staff-sentence = 请和附近的工作人员说一声。
staff-help = 只是挥挥手也可以。不说话也没关系。
staff-told = 已经告诉工作人员
staff-coming = 马上就来
pairing-heading = 连接用的号码
pairing-sentence = 工作人员请在管理页面输入这个号码。号码会不时更换。
pairing-soon = 号码马上就来。
hub-address = 管理页面的地址

## 显示状态

last-updated = 最后更新 { $moment }
clock-unsure = 正在核对时间

## 紧急

emergency-kicker = 紧急通知
exercise = 演习
exercise-sentence = 这是演习。
valid-until = 本通知有效到{ $moment }

## 听的名称

label-rotation = 轮播 共{ $of }张 第{ $n }张
label-chosen = { $label }，已选择
label-mark = { $name }的标志
label-picture = 图片。{ $alt }
label-qr = 二维码。可以打开 { $address }。
label-row = { $when }。{ $what }。{ $where }。{ $state }。
announce-paused = 已暂停。继续之前会一直显示这一页。
announce-resumed = 继续播放。
announce-language = 已换成简体中文。
announce-size = 文字大小：{ $size }。
announce-colours = 颜色：{ $colours }。

## 日历：日期

month-name = { $month }月
month-short = { $month }月
day-of-month = { $day }日
month-day = { $month }{ $day }
weekday-name = { $weekday ->
    [1] 星期一
    [2] 星期二
    [3] 星期三
    [4] 星期四
    [5] 星期五
    [6] 星期六
   *[7] 星期日
}
year-number = { $year }年
next-year = 明年
today = 今天
tomorrow = 明天
yesterday = 昨天
day-weekday = { $day } { $weekday }
near-day = { $near } { $date }
year-date = { $year }{ $date }
year-month = { $year }{ $month }
month-about = { $month }前后
date-open = 日期待定
days-range =
    { $from }
    到{ $to }

## 日历：时间

# 一天的各段按 CLDR 的习惯。
part-of-day = { $hour-24 ->
    [0] 凌晨
    [1] 凌晨
    [2] 凌晨
    [3] 凌晨
    [4] 凌晨
    [5] 早上
    [6] 早上
    [7] 早上
    [8] 上午
    [9] 上午
    [10] 上午
    [11] 上午
    [12] 中午
    [13] 下午
    [14] 下午
    [15] 下午
    [16] 下午
    [17] 下午
    [18] 下午
   *[other] 晚上
}
clock = { $part }{ $hour-24 ->
    [0] 0
   *[other] { $hour-12 }
}:{ $minute-00 }
time = { $part }{ $hour-24 ->
    [0] 0
   *[other] { $hour-12 }
}:{ $minute-00 }
time-again = { $hour-24 ->
    [0] 0
   *[other] { $hour-12 }
}:{ $minute-00 }
end-of-day = 半夜12点
times-from = { $start }开始
times-from-to =
    { $start }
    到{ $end }
times-next-day =
    { $start }
    到第二天{ $end }
times-first-last =
    第一天{ $start }开始，
    最后一天{ $end }结束
whole-day = 全天
times-open = 时间待定
times-follow = 时间将于{ $roughly }通知
date-arranging = 日期正在安排
date-follow = 日期将于{ $roughly }通知
news-follow = 将于{ $roughly }通知

## 日历：大概的时候

roughly-day = { $date }
roughly-early = { $month }上旬
roughly-middle = { $month }中旬
roughly-late = { $month }下旬
roughly-any = { $month }

## 日历：句子

sentence-day = { $day }。
sentence-range = { $range }。
sentence-from = { $start }开始。
sentence-from-to = 从{ $start }到{ $end }。
sentence-next-day = 从{ $start }到第二天{ $end }。
sentence-first-last = 第一天{ $start }开始。最后一天{ $end }结束。
sentence-whole-day = 全天。
sentence-times-open = 时间另行通知。
sentence-times-follow = 时间将于{ $roughly }通知。
sentence-date-open = 日期另行通知。
sentence-date-arranging = 日期正在安排。
sentence-date-follow = 日期将于{ $roughly }通知。
sentence-details-follow = 详细内容将于{ $roughly }通知。
two-sentences = { $first }{ $second }
moment = { $day } { $time }

## 日历：重复

daily = 每天
every-weekday = 星期一到星期五
weekly = 每{ $days }
every-week = 每星期
list-more = { $list }、{ $item }
list-last = { $list }、{ $item }

## 报名和签到：各个页面

stop-and-home = 停止，回首页
choosing-goes-on = 选好后会到下一步。
no-hurry =
    不用着急，
    慢慢来。
finish = 结束
try-again = 再试一次
go-on = 下一步
change = 更改
other-answers = 其他选项
other-numbers = 其他人数
# 在圆环里，小字一行，大字一行。
steps-in-all = 共{ $of }步
step-number = 第{ $n }步
about-registration = { $day }“{ $title }”的报名
about-check-in = “{ $title }”的签到
about-today = 今天“{ $title }”的签到
about-meeting = { $day }“{ $title }”
still-there-short = 继续吗
still-there = 您还在这里吗
still-there-sentence = 按“继续”会回到刚才的页面。不按的话，会回到首页。
still-here = 继续
recording-short = 记录
recording = 正在记录
recording-sentence = 请稍等。

## 报名和签到：提问

how-heading = 您想怎样参加
no-names-asked = 不会问您的姓名。
can-change-later = 以后也可以更改。
way-open = 还没决定
way-venue-hint = 和大家在一起
way-online-hint = 在家或别的地方
way-open-hint = 当天决定也可以
way-full = 候补第{ $position }位
full-now = { $way }现在已满
full-choices = 可以排候补。当天直接来也可以。
who-heading = 您以什么身份参加
who-heading-of = 第{ $n }位以什么身份参加
who-use = 用于准备活动。不会和姓名联系在一起。
who-same = 选哪一个，都一样可以参加。
kind-heading = 其中是哪一个
not-saying = 不回答
not-saying-hint = 直接下一步
people-heading = 几个人参加
people-sentence = 请把自己也算进去。超过20人时，请和工作人员说一声。
people = { $people }人
alike-heading = 大家的身份都一样吗
alike-yes = 都一样
alike-no = 一个一个选

## 报名和签到：确认

confirm-registration = 就这样报名吗
confirm-check-in = 就这样签到吗
confirm-take-back = 要取消吗
confirm-change = 要更改吗
take-back-sentence = 取消以后，当天也可以直接来。
everybody-may-come = 任何人都可以进来。
can-take-back-later =
    以后
    可以取消。
change-people = 更改人数
seats-left = 还有{ $left }个名额。
would-wait = 您将是候补第{ $position }位。
category-kind = { $category }（{ $kind }）
labelled-people = { $label } { $people }

## 报名和签到：完成

registered-title = 已为您报名
waiting-title = 已为您排上候补
waiting-position = 现在是候补第{ $position }位。
receipt-number = 报名号码
keep-receipt = 请把号码记下来，或者拍张照片。
lost-receipt = 丢了也没关系，当天可以参加。
label-receipt-qr = 报名号码的二维码。
take-back = 确定取消
take-back-registration = 取消报名
take-back-check-in = 取消签到
take-back-short = 取消
taken-back = 已为您取消
was-taken-back = 这次报名已经取消。
come-anyway = 当天直接来也没关系。
checked-in = 已为您签到
checked-in-people = 共{ $people }人。请进。
come-in = 请进。
already-done = 您已经签到了
changed-short = 更改
way-changed = 已改为“{ $way }”
same-receipt = 报名号码不变。
thank-you = 谢谢

## 报名和签到：现在不能办理

sorry-short = 通知
desk-closed = 这个屏幕现在不能报名或签到
ask-elsewhere = 可以打电话或发传真报名。当天直接来也没关系。
come-in-anyway = 请直接进来。可以参加。
not-recorded = 还没有记录好
nothing-happened = 可以再按一次，只会算一次。
check-in-not-recorded = 签到还没有记录好
not-possible = 这次活动已经不能更改了。

## 签到

reception-heading = 您有报名号码吗
reception-hint = 是报名时给您的8位数字。
no-receipt-needed = 没有号码也可以直接进来。
no-names-shown = 屏幕上不会显示姓名。
which-heading = 您来参加哪个活动
have-receipt = 有号码
have-receipt-hint = 看纸条或照片
have-receipt-later-hint = 更改或取消
no-receipt = 没有号码
no-receipt-hint = 已经报过名
walk-in = 没有报名
walk-in-hint = 请直接进来
todays-meeting = 今天的活动
nothing-open = 现在没有可以签到的活动
next-session = 下一个是“{ $title }”。{ $when }
receipt-still-works = 有报名号码就可以更改报名。
number-heading = 请按报名号码
number-hint = 是8位数字。请慢慢来。
unknown-receipt = 没有找到这个号码。请再试一次。
number-paused = 请稍等一会儿，再试一次。
erase-one = 删一位
erase-all = 全部删除
found-short = 找到了
what-to-do = 您想做什么
registered-for = 已有报名（{ $way }）。
check-in-later = 活动快开始时可以签到。
check-in-now = 签到
change-way = 更改参加方式

## 今天的感想

how-was-today = 今天的感想
how-was-today-short = 今天
how-was-today-heading = 今天怎么样
one-word = 选一个词就可以。不回答也没关系。
how-was-today-use = 只统计人数，用于以后的活动。
nobody-knows-who = 不记录是谁回答的。
felt = 已收到您的感想
choose-again = 重新选择
feeling-relieved = 放松了
feeling-enjoyed = 很开心
feeling-ordinary = 一般
feeling-tired = 累了
feeling-unsettled = 不太踏实

## 工作人员页面

corner-short = 工作人员
corner-heading = 今天的人数
nothing-today = 今天没有要签到的活动。
pin-heading = 工作人员密码
pin-sentence = 这是工作人员用的页面。其他人请按“返回”。
enter = 下一步
wrong-pin = 用这个密码没有打开。请再试一次。
no-pin = 还没有密码。请用 hiroba pin 设定。
pin-reception = 保持签到页面
unpin-reception = 结束签到页面
correct-count = 更正人数
corrected = 已更正。
status = 状态
restart = 重新启动
leave-fullscreen = 退出全屏
which-count-heading = 要更正哪个人数
count-came = 参加的人
count-venue = 现场报名
count-online = 线上报名
count-open = 还没决定的报名
count-from-to = { $from }人 → { $to }人
count-sentence = 原来的记录会保留。
reason-heading = 更正的原因是哪一个
reason-mistake = 重按一次
reason-on-paper = 纸上签到
reason-recounted = 重新数过
reason-elsewhere = 电话、传真、窗口
counts-came = 参加 { $came }人（当天直接参加 { $walk-in }人）
counts-registered = 报名 现场{ $venue }、线上{ $online }、还没决定{ $open }、候补{ $waiting }
desk-open = 可以记录
outbox-state = 待发送 { $waiting }条、留存未发 { $parked }条
source-failing = 现在读不到。仍显示之前的内容。

## 朗读

spoken-address = 屏幕上的网址
spoken-mail = 屏幕上的电子邮箱
spoken-address-sentence = 下面是网址。
spoken-position = 共{ $of }项 第{ $n }项
spoken-chosen = 已选择
spoken-unavailable = 现在不能选
spoken-now = 现在是{ $date } { $clock }。
spoken-entered = 共{ $of }位，已输入{ $n }位。
spoken-hint-touch = 摸一下按钮，会读出名称。再摸一下，就选好了。
spoken-hint-keys = 用方向键可以到各个按钮。用确定键选择。
spoken-hint-again-touch = 想再听一次，请摸一下屏幕的上方。
spoken-hint-again-keys = 想再听一次，请按朗读键。
spoken-private = 这些内容显示在屏幕上。因为别人也会听到，所以不读出来。接上耳机就能听到。工作人员也可以帮忙。
spoken-secret-answer = 回答按钮
spoken-secret-figure = 数字按钮
spoken-answers-private = 在这里，所有回答按钮的声音都一样，别人听不出您选了哪一个。接上耳机就能听到名称。工作人员也可以帮忙。
spoken-figures-private = 因为别人也会听到，所以不读出数字，只读出已输入几位。接上耳机就能听到数字。工作人员也可以帮忙。
spoken-bye = 朗读结束。
spoken-curtain-closed = 屏幕已变黑。朗读会继续。
spoken-curtain-opened = 屏幕已恢复显示。
spoken-speed = 速度，共{ $of }级，现在是第{ $n }级。
spoken-volume = 音量，共{ $of }级，现在是第{ $n }级。
