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
register-elsewhere = 在这个屏幕上还不能报名。请打电话或发传真。
register-with-staff = 在这个屏幕上还不能报名。请和工作人员说一声。
check-in-with-staff = 在这个屏幕上还不能签到。请和工作人员说一声。
read-aloud-later = 这个屏幕还不能朗读。请和工作人员说一声。
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
