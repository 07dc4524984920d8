# 방문하신 분의 휴대전화 페이지. 화면과 같은 말은 화면의 말을 씁니다 (hiroba.ftl).

## 모든 페이지

brand = 히로바
skip-to-content = 본문으로
phone-languages = 언어 고르기
phone-counter = 여기에서 고를 수 있습니다
no-hurry = 천천히 하셔도 괜찮습니다.
to-the-meeting = 모임 페이지로
stop = 그만두기
ward-page = 구청 페이지

## 모임

over = 이 모임은 끝났습니다.
nothing-to-do = 아무것도 하지 않으셔도 됩니다.
have-receipt = 접수번호가 있음(보기·바꾸기·취소하기)
add-to-calendar = 내 달력에 넣기
no-calendar-yet = 날짜가 정해지면 여기에서 달력에 넣을 수 있습니다.

## 신청

people-sentence = 본인도 함께 세어 주세요. 20명이 넘으면 전화나 팩스로 알려 주세요.
answered-way = 참여 방법
answered-who = 입장
answered-people = 인원
change-way = 참여 방법 바꾸기
change-who = 입장 바꾸기
register-now = 신청하기
shown-once = 번호는 이 페이지에만 나옵니다.

## 접수번호

number-heading = 접수번호를 넣어 주세요
number-lead = 모임이 끝날 때까지 신청을 보거나 바꾸거나 취소할 수 있습니다.
receipt-not-shown = 이 번호의 모임은 지금 안내하지 않습니다
changed-often = 여기서는 더 바꿀 수 없습니다
changed-often-sentence = 이미 여러 번 바꾸었습니다. 더 바꾸려면 전화나 팩스로 알려 주세요. 취소는 여기에서 할 수 있습니다.

## 지금은 할 수 없음

not-here = 이 페이지는 지금 없습니다
not-here-ward = 모임에 대해서는 구청 페이지와 전화·팩스로 알 수 있습니다.
not-here-come = 당일에 그냥 오셔도 됩니다.
wait = 잠시 기다렸다가 다시 해 주세요
wait-minutes = 약 { $count }분 뒤에 다시 할 수 있습니다.
wait-elsewhere = 전화나 팩스로도 받습니다.

## 한마디

sentence-heading = 한마디 있으신가요
sentence-lead = 모임 소감을 한 문장으로 쓸 수 있습니다. 쓰지 않으셔도 됩니다.
sentence-label = 소감
sentence-hint = 이름이나 누구인지 알 수 있는 내용은 쓰지 말아 주세요. 120자까지입니다. 화면이나 소식지에 실릴 수 있습니다.
sentence-send = 보내기
sentence-empty = 한 문장을 쓴 뒤에 보내 주세요.
sentence-long = 지금 { $count }자입니다. 120자까지로 해 주세요.
sentence-full = 지금은 더 받을 수 없습니다. 직원에게 말씀해 주세요.
sentence-once-more = 이 말씀은 아직 도착하지 않았습니다. 보내려면 "보내기"를 한 번 더 눌러 주세요.
sentence-thanks-title = 받았습니다
sentence-thanks = 말씀 고맙습니다.
sentence-thanks-use = 직원이 읽습니다. 누가 썼는지는 알 수 없습니다.
sentence-first-kept = 먼저 보내 주신 말씀을 직원이 이미 사용하고 있어서 그대로 둡니다. 고치고 싶은 것이 있으면 직원에게 말씀해 주세요.
