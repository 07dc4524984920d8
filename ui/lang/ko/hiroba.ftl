# 한국어: 익숙하고 짧은 말로, 재촉하지 않습니다. 느낌표는 쓰지 않습니다.
# 줄바꿈은 이름표를 두 줄로 나눌 때의 자리입니다.

## 버튼

register = 신청하기
check-in = 접수
previous = 이전
next = 다음
pause = 멈추기
resume = 계속하기
schedule = 일정
read-aloud = 소리로 듣기
language-and-text = 언어·글자
call-staff =
    직원
    부르기
home = 처음으로
back = 뒤로
details = 자세히
close = 닫기

## 지금 위치

slide-position = { $of }장 중 { $n }번째
row-position =
    { $of }개 중
    { $n }번째입니다
page-position = { $of }쪽 중 { $n }쪽

## 화면 이름

home-title = 처음 화면
schedule-title = 앞으로의 일정
details-title = 자세한 내용
language-title = 언어와 글자
staff-title = 직원 부르기

## 보여 줄 것이 없을 때

place-name = 히로바
welcome-title = 어서 오세요
welcome-sentence = 그냥 앉아 계셔도 됩니다. 아무것도 하지 않으셔도 괜찮습니다.
nothing-planned = 아직 정해진 일정이 없습니다

## 모임

theme-open = 주제 미정
place-open = 장소 미정
mode-venue = 현장
mode-online = 온라인
mode-both = 현장과 온라인
mode-venue-sentence = 현장에서 합니다.
mode-online-sentence = 온라인으로 합니다.
mode-both-sentence = 현장에서도 온라인으로도 참여할 수 있습니다.
who-default = 누구나 오세요
who-sentence = 누구나 참여할 수 있습니다.
series-number = 제{ $number }회 { $name }
registration-open = 신청할 수 있습니다
registration-later = 신청은 나중에 시작
registration-not-needed = 그냥 오세요
no-booking = 예약은 필요 없습니다
registration-closed = 신청이 끝났습니다
cancelled = 취소
cancelled-sentence = 이 모임은 취소되었습니다.
register-elsewhere = 이 화면에서는 아직 신청할 수 없습니다. 전화나 팩스로 신청해 주세요.
register-with-staff = 이 화면에서는 아직 신청할 수 없습니다. 직원에게 말씀해 주세요.
check-in-with-staff = 이 화면에서는 아직 접수할 수 없습니다. 직원에게 말씀해 주세요.
read-aloud-later = 이 화면에서는 아직 소리로 들을 수 없습니다. 직원에게 말씀해 주세요.
capacity-venue = 정원 현장 { $venue }명
capacity-online = 정원 온라인 { $online }명
capacity-both = 정원 현장 { $venue }명, 온라인 { $online }명
deadline-day = 신청은 { $day }까지
deadline-at = 신청은 { $day } { $time }까지

## 제목 위의 작은 글

kicker-notice = 알림
kicker-theme = 다음 주제
kicker-voice = 참여하신 분의 말
kicker-now = 지금
kicker-today = 오늘
kicker-tomorrow = 내일
kicker-coming = 앞으로
quoted = “{ $sentence }”

## 구청 페이지와 연락처

page-title =
    자세한 내용은
    구청 홈페이지에서
page-sentence = QR코드나 페이지 번호로 볼 수 있습니다.
page-number = 페이지 번호
page-hint = 구청 홈페이지에서 이 번호로 찾을 수 있습니다
contact-heading = 문의
contact-next = 전화와 팩스는 다음 화면에 있습니다.
tel = 전화
fax = 팩스
labelled = { $label } { $value }

## 참여를 돕는 것

access-heading = 이용할 수 있는 지원
access-captions = 자막
access-sign-language = 수어
access-written-communication = 필담
access-hearing-loop = 히어링 루프
access-wheelchair = 휠체어로 들어올 수 있습니다
access-lift = 엘리베이터
access-accessible-toilet = 휠체어용 화장실
access-guide-dog = 보조견도 들어올 수 있습니다
access-quiet-room = 조용한 방
access-easy-japanese = 쉬운 일본어
access-interpreter = 통역

## 자세히

details-when = 언제
details-where = 어디서
details-what = 어떤 모임
details-who = 누가
continues = 다음 화면에 이어집니다

## 언어와 글자

language-heading = 언어
size-heading = 글자 크기
colours-heading = 색
size-normal = 보통
size-large = 크게
size-larger = 더 크게
size-largest = 가장 크게
colours-light = 밝게
colours-dark = 어둡게
colours-high-contrast = 또렷하게
language-sentence = 바로 바뀝니다. 다 쓰시면 원래대로 돌아갑니다.

## 직원

staff-where = 직원이 있는 곳
staff-sentence = 가까이 있는 직원에게 말씀해 주세요.
staff-help = 손만 흔드셔도 됩니다. 말하지 않으셔도 괜찮습니다.

## 표시 상태

last-updated = 마지막 업데이트 { $moment }
clock-unsure = 시각을 확인하고 있습니다

## 긴급

emergency-kicker = 긴급 알림
exercise = 훈련
exercise-sentence = 이것은 훈련입니다.
valid-until = 이 알림은 { $moment }까지입니다

## 귀로 듣는 이름

label-rotation = 화면 { $of }장 중 { $n }번째
label-chosen = { $label }, 선택됨
label-mark = { $name } 로고
label-picture = 그림. { $alt }
label-qr = QR코드. { $address } 주소를 엽니다.
label-row = { $when }. { $what }. { $where }. { $state }.
announce-paused = 멈추었습니다. 계속하기 전까지 이 화면이 그대로 있습니다.
announce-resumed = 계속합니다.
announce-language = 한국어로 바꾸었습니다.
announce-size = 글자 크기: { $size }.
announce-colours = 색: { $colours }.

## 달력: 날짜

month-name = { $month }월
month-short = { $month }월
day-of-month = { $day }일
month-day = { $month } { $day }
weekday-name = { $weekday ->
    [1] 월요일
    [2] 화요일
    [3] 수요일
    [4] 목요일
    [5] 금요일
    [6] 토요일
   *[7] 일요일
}
year-number = { $year }년
next-year = 내년
today = 오늘
tomorrow = 내일
yesterday = 어제
day-weekday = { $day } { $weekday }
near-day = { $near } { $date }
year-date = { $year } { $date }
year-month = { $year } { $month }
month-about = { $month }쯤
date-open = 날짜 미정
days-range =
    { $from }부터
    { $to }까지

## 달력: 시간

# 낮 열두 시는 오전도 오후도 아니라 「낮」이라고 해야 분명합니다.
part-of-day = { $hour-24 ->
    [12] 낮
   *[other] { $half ->
        [am] 오전
       *[pm] 오후
    }
}
clock = { $part } { $hour-24 ->
    [12] 12
   *[other] { $hour }
}:{ $minute-00 }
time = { $part } { $hour-24 ->
    [12] 12
   *[other] { $hour }
}시{ $minute ->
    [0] {""}
   *[other] {" "}{ $minute }분
}
time-again = { $hour-24 ->
    [12] 12
   *[other] { $hour }
}시{ $minute ->
    [0] {""}
   *[other] {" "}{ $minute }분
}
end-of-day = 밤 12시
times-from = { $start }부터
times-from-to =
    { $start }부터
    { $end }까지
times-next-day =
    { $start }부터
    다음 날 { $end }까지
times-first-last =
    첫날은 { $start }부터
    마지막 날은 { $end }까지
whole-day = 하루 종일
times-open = 시간 미정
times-follow = 시간은 { $roughly }에 안내
date-arranging = 날짜를 조정하고 있습니다
date-follow = 날짜는 { $roughly }에 안내
news-follow = { $roughly }에 안내

## 달력: 대략의 때

roughly-day = { $date }
roughly-early = { $month } 초
roughly-middle = { $month } 중순
roughly-late = { $month } 말
roughly-any = { $month }

## 달력: 문장

sentence-day = { $day }입니다.
sentence-range = { $range }입니다.
sentence-from = { $start }에 시작합니다.
sentence-from-to = { $start }부터 { $end }까지입니다.
sentence-next-day = { $start }부터 다음 날 { $end }까지입니다.
sentence-first-last = 첫날은 { $start }부터입니다. 마지막 날은 { $end }까지입니다.
sentence-whole-day = 하루 종일입니다.
sentence-times-open = 시간은 나중에 안내합니다.
sentence-times-follow = 시간은 { $roughly }에 안내합니다.
sentence-date-open = 날짜는 나중에 안내합니다.
sentence-date-arranging = 날짜를 조정하고 있습니다.
sentence-date-follow = 날짜는 { $roughly }에 안내합니다.
sentence-details-follow = 자세한 내용은 { $roughly }에 안내합니다.
two-sentences = { $first } { $second }
moment = { $day } { $time }

## 달력: 반복

daily = 매일
every-weekday = 평일 매일
weekly = 매주 { $days }
every-week = 매주
list-more = { $list }, { $item }
list-last = { $list }, { $item }
