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
voice-menu = 소리 조절
voice-heading = 소리 조절
voice-stop = 소리 끄기
voice-slower = 천천히
voice-faster = 빠르게
voice-softer = 작게
voice-louder = 크게
voice-spell = 주소를 한 글자씩
curtain-close = 화면 가리기
curtain-open = 화면 보이기
low-height = 낮게 보기
whole-height = 원래 높이
announce-low = 화면을 낮추었습니다.
announce-whole = 화면을 원래 높이로 되돌렸습니다.
calm = 조용하게
lively = 원래대로
announce-calm = 화면을 조용하게 합니다. 두 시간 이어집니다.
announce-lively = 원래대로 되돌렸습니다.
why-button = 답의 쓰임새
why-title = 답은 이렇게 사용합니다
why-use = 모임을 준비하고 나중에 인원을 세는 데 씁니다.
why-nobody = 이름을 묻지 않습니다. 직원에게는 인원수만 보입니다.
why-choice = 답하지 않아도 똑같이 참여하실 수 있습니다. 나중에 취소할 수 있습니다.
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
cancelled-on = { $day } 모임은 취소되었습니다.
read-aloud-later = 지금은 소리가 나오지 않습니다. 직원에게 말씀해 주세요.
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
kicker-coming = 예정
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
staff-told = 직원에게 알렸습니다
staff-coming = 곧 가겠습니다
pairing-heading = 연결 번호
pairing-sentence = 직원은 관리 페이지에 이 번호를 입력해 주세요. 번호는 가끔 바뀝니다.
pairing-soon = 번호를 준비하고 있습니다.
hub-address = 관리 페이지 주소

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

## 신청과 접수: 어느 화면에나

stop-and-home = 그만두고 처음으로
choosing-goes-on = 고르시면 다음으로 넘어갑니다.
no-hurry =
    천천히 하셔도
    괜찮습니다.
finish = 마치기
try-again = 다시 하기
go-on = 다음
change = 바꾸기
other-answers = 다른 답
other-numbers = 다른 인원
# 고리 안에 작은 줄과 큰 줄로 놓입니다.
steps-in-all = { $of }단계 중
step-number = { $n }단계
about-registration = { $day } “{ $title }” 신청
about-check-in = “{ $title }” 접수
about-today = 오늘 모임 “{ $title }” 접수
about-meeting = { $day } “{ $title }”
still-there-short = 계속할까요
still-there = 아직 여기 계신가요
still-there-sentence = “계속하기”를 누르시면 보시던 화면으로 돌아갑니다. 그대로 두시면 처음 화면으로 바뀝니다.
still-here = 계속하기
recording-short = 기록
recording = 기록하고 있습니다
recording-sentence = 잠시만 기다려 주세요.

## 신청과 접수: 여쭙는 것

how-heading = 어떻게 참여하시나요
no-names-asked = 이름은 여쭙지 않습니다.
can-change-later = 나중에 바꾸셔도 됩니다.
way-open = 아직 정하지 않음
way-venue-hint = 그 자리에서 함께
way-online-hint = 집이나 다른 곳에서
way-open-hint = 당일에 정해도 됩니다
way-full = 대기 { $position }번째
full-now = 지금 { $way } 자리는 다 찼습니다
full-choices = 자리를 기다리실 수 있습니다. 당일에 그냥 오셔도 됩니다.
who-heading = 어떤 입장으로 참여하시나요
who-heading-of = { $n }번째 분은 어떤 입장인가요
who-use = 모임 준비에 씁니다. 이름과 연결하지 않습니다.
who-same = 무엇을 고르셔도 똑같이 참여하실 수 있습니다.
kind-heading = 그중 어느 쪽인가요
not-saying = 답하지 않음
not-saying-hint = 그대로 다음으로
people-heading = 몇 분이 참여하시나요
people-sentence = 본인도 함께 세어 주세요. 20명이 넘으면 직원에게 말씀해 주세요.
people = { $people }명
alike-heading = 모두 같은 입장인가요
alike-yes = 모두 같음
alike-no = 한 분씩 고르기

## 신청과 접수: 확인

confirm-registration = 이대로 신청할까요
confirm-check-in = 이대로 접수할까요
confirm-take-back = 취소할까요
confirm-change = 바꿀까요
take-back-sentence = 취소하셔도 당일에 그냥 오실 수 있습니다.
everybody-may-come = 누구나 들어오실 수 있습니다.
can-take-back-later =
    나중에
    취소할 수 있습니다.
change-people = 인원 바꾸기
seats-left = { $left }명 자리가 남아 있습니다.
would-wait = 대기 순서는 { $position }번째입니다.
category-kind = { $category }({ $kind })
labelled-people = { $label } { $people }

## 신청과 접수: 끝

registered-title = 신청을 받았습니다
waiting-title = 대기 순서에 올렸습니다
waiting-position = 지금 대기 순서는 { $position }번째입니다.
receipt-number = 접수번호
keep-receipt = 번호를 적거나 사진으로 찍어 두세요.
lost-receipt = 잃어버려도 당일에 참여하실 수 있습니다.
label-receipt-qr = 접수번호 QR코드.
take-back = 취소하기
take-back-registration = 신청 취소하기
take-back-check-in = 접수 취소하기
take-back-short = 취소
taken-back = 취소했습니다
was-taken-back = 이 신청은 취소되어 있습니다.
come-anyway = 당일에 그냥 오셔도 됩니다.
checked-in = 접수가 끝났습니다
checked-in-people = { $people }명입니다. 들어오세요.
come-in = 들어오세요.
already-done = 이미 접수되어 있습니다
changed-short = 바꾸기
way-changed = “{ $way }”으로 바꾸었습니다
same-receipt = 접수번호는 그대로입니다.
thank-you = 고맙습니다

## 신청과 접수: 지금 할 수 없을 때

sorry-short = 알림
desk-closed = 지금 이 화면에서는 신청과 접수를 받지 않습니다
ask-elsewhere = 전화나 팩스로 신청하실 수 있습니다. 당일에 그냥 오셔도 됩니다.
come-in-anyway = 그냥 들어오세요. 참여하실 수 있습니다.
not-recorded = 아직 기록하지 못했습니다
nothing-happened = 다시 누르셔도 한 번만 기록됩니다.
check-in-not-recorded = 접수를 아직 기록하지 못했습니다
not-possible = 이 모임에서는 이제 바꿀 수 없습니다.

## 접수

reception-heading = 접수번호가 있으신가요
reception-hint = 신청하실 때 드린 8자리 번호입니다.
no-receipt-needed = 번호가 없어도 그냥 들어오실 수 있습니다.
no-names-shown = 이름은 화면에 나오지 않습니다.
which-heading = 어느 모임에 오셨나요
have-receipt = 번호가 있음
have-receipt-hint = 종이나 사진을 보며
have-receipt-later-hint = 바꾸기·취소하기
no-receipt = 번호가 없음
no-receipt-hint = 신청은 했음
walk-in = 신청하지 않음
walk-in-hint = 그냥 들어오세요
todays-meeting = 오늘 안내
nothing-open = 지금 접수하는 모임은 없습니다
next-session = 다음은 “{ $title }”입니다. { $when }
receipt-still-works = 접수번호가 있으면 신청을 바꾸실 수 있습니다.
number-heading = 접수번호를 눌러 주세요
number-hint = 8자리 숫자입니다. 천천히 하셔도 됩니다.
unknown-receipt = 이 번호는 찾을 수 없습니다. 다시 해 주세요.
number-paused = 잠시 뒤에 다시 해 주세요.
erase-one = 하나 지우기
erase-all = 모두 지우기
found-short = 있습니다
what-to-do = 무엇을 할까요
registered-for = 신청되어 있습니다({ $way }).
check-in-later = 접수는 모임이 가까워지면 시작합니다.
check-in-now = 접수하기
change-way = 현장·온라인 바꾸기

## 오늘의 느낌

how-was-today = 오늘의 느낌
how-was-today-short = 오늘
how-was-today-heading = 오늘은 어떠셨나요
one-word = 한마디만 고르시면 됩니다. 답하지 않으셔도 됩니다.
how-was-today-use = 인원만 세어 다음 모임에 참고합니다.
nobody-knows-who = 누가 답했는지 기록하지 않습니다.
felt = 한마디 잘 받았습니다
choose-again = 다시 고르기
feeling-relieved = 마음이 놓였다
feeling-enjoyed = 즐거웠다
feeling-ordinary = 보통
feeling-tired = 피곤했다
feeling-unsettled = 마음이 복잡하다

## 직원 화면

corner-short = 직원
corner-heading = 오늘의 인원
nothing-today = 오늘 접수하는 모임은 없습니다.
pin-heading = 직원 비밀번호
pin-sentence = 직원용 화면입니다. 다른 분은 “뒤로”를 눌러 주세요.
enter = 다음
wrong-pin = 이 번호로는 열리지 않았습니다. 다시 해 주세요.
no-pin = 비밀번호가 아직 없습니다. hiroba pin 명령으로 정해 주세요.
pin-reception = 접수 화면 유지하기
unpin-reception = 접수 화면 마치기
correct-count = 인원 고치기
corrected = 고쳤습니다.
status = 상태
restart = 다시 시작
leave-fullscreen = 전체 화면 나가기
which-count-heading = 어느 인원을 고칠까요
count-came = 참여한 사람
count-venue = 현장 신청
count-online = 온라인 신청
count-open = 아직 정하지 않은 신청
count-from-to = { $from }명 → { $to }명
count-sentence = 처음 기록은 그대로 남습니다.
reason-heading = 고치는 이유는 어느 것인가요
reason-mistake = 다시 누름
reason-on-paper = 종이로 접수
reason-recounted = 다시 셈
reason-elsewhere = 전화·팩스·창구
counts-came = 참여 { $came }명(당일 참여 { $walk-in }명)
counts-registered = 신청 현장 { $venue }·온라인 { $online }·아직 정하지 않음 { $open }·대기 { $waiting }
desk-open = 기록할 수 있습니다
outbox-state = 보내기 전 { $waiting }건·보내지 않고 둔 것 { $parked }건
source-failing = 지금 읽을 수 없습니다. 앞의 내용이 나옵니다.

## 소리로 읽기

spoken-address = 화면의 홈페이지 주소
spoken-mail = 화면의 메일 주소
spoken-address-sentence = 홈페이지 주소를 읽습니다.
spoken-position = { $of }개 중 { $n }번째
spoken-chosen = 선택됨
spoken-unavailable = 지금은 고를 수 없음
spoken-now = 지금은 { $date } { $clock }입니다.
spoken-entered = { $of }자리 중 { $n }자리를 눌렀습니다.
spoken-hint-touch = 버튼에 손을 대면 이름을 읽습니다. 한 번 더 대면 고를 수 있습니다.
spoken-hint-keys = 화살표 키로 버튼을 하나씩 옮깁니다. 선택 키로 고릅니다.
spoken-hint-again-touch = 다시 들으시려면 화면 위쪽에 손을 대세요.
spoken-hint-again-keys = 다시 들으시려면 읽기 키를 누르세요.
spoken-private = 이 내용은 화면에 있습니다. 다른 사람에게 들리므로 소리로 말하지 않습니다. 이어폰을 꽂으면 들을 수 있습니다. 직원도 도와 드립니다.
spoken-secret-answer = 답 버튼
spoken-secret-figure = 숫자 버튼
spoken-answers-private = 여기서는 답 버튼의 소리가 모두 같습니다. 고른 답이 다른 사람에게 들리지 않게 하기 위해서입니다. 이어폰을 꽂으면 이름을 들을 수 있습니다. 직원도 도와 드립니다.
spoken-figures-private = 숫자는 다른 사람에게 들리므로 소리로 말하지 않습니다. 몇 자리를 눌렀는지 읽습니다. 이어폰을 꽂으면 숫자도 들을 수 있습니다. 직원도 도와 드립니다.
spoken-bye = 읽기를 마칩니다.
spoken-curtain-closed = 화면을 가렸습니다. 소리는 계속됩니다.
spoken-curtain-opened = 화면이 다시 보입니다.
spoken-speed = 속도는 { $of }단계 중 { $n }단계입니다.
spoken-volume = 소리 크기는 { $of }단계 중 { $n }단계입니다.
