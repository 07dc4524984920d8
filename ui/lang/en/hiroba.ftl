# English: plain words, sentence case, no capitals for emphasis, no exclamation marks.
# A line break in a label is where it breaks when it takes two lines.

## Buttons

register = Sign up
check-in = Check in
previous = Previous
next = Next
pause = Pause
resume = Continue
schedule = Coming up
read-aloud = Read aloud
voice-menu = Voice
voice-heading = How the voice speaks
voice-stop = Stop reading
voice-slower = Slower
voice-faster = Faster
voice-softer = Softer
voice-louder = Louder
voice-spell = Spell the address
curtain-close = Black screen
curtain-open = Show screen
low-height = Lower
whole-height = Full height
announce-low = The screen is lower now.
announce-whole = The screen has its full height again.
calm = Quieter
lively = As usual
announce-calm = The screen will be quieter for two hours.
announce-lively = The screen is as usual again.
why-button =
    Why
    we ask
why-title = What happens with my answers
why-use = They help to prepare the meeting and to count people afterwards.
why-nobody = We do not ask your name. Staff see only how many people there are.
why-choice = You can take part without answering, and cancel later.
language-and-text =
    Language
    and size
call-staff =
    Call
    staff
home = Home
back = Back
details = Details
close = Close

## Where one is

slide-position = { $n } of { $of }
row-position = { $n } of { $of }
page-position = Page { $n } of { $of }

## Titles

home-title = Home screen
schedule-title = Coming up
details-title = Details
language-title = Language and size
staff-title = Call staff

## When there is nothing to show

place-name = Hiroba
welcome-title = Welcome
welcome-sentence = You are welcome just to sit here. There is nothing you have to do.
nothing-planned = Nothing is planned yet

## A meeting

theme-open = Theme to follow
place-open = Place to follow
mode-venue = At the venue
mode-online = Online
mode-both = At the venue and online
mode-venue-sentence = It takes place at the venue.
mode-online-sentence = It takes place online.
mode-both-sentence = You can come to the venue or join online.
who-default = Everyone is welcome
who-sentence = Everyone is welcome.
series-number = { $name }, no. { $number }
registration-open = You can sign up
registration-later = Sign-up opens later
registration-not-needed = Just come
no-booking = No booking needed
registration-closed = Sign-up has ended
cancelled = Cancelled
cancelled-sentence = This meeting will not take place.
cancelled-on = { $day } is cancelled.
read-aloud-later = There is no sound right now. Please speak to the staff.
capacity-venue = { $venue ->
    [one] Room for { $venue } person at the venue
   *[other] Room for { $venue } people at the venue
}
capacity-online = { $online ->
    [one] Room for { $online } person online
   *[other] Room for { $online } people online
}
capacity-both = Room for { $venue } at the venue and { $online } online
deadline-day = Sign up by { $day }
deadline-at = Sign up by { $day }, { $time }

## Kickers

kicker-notice = Notice
kicker-theme = Next theme
kicker-voice = From someone who took part
kicker-now = Now
kicker-today = Today
kicker-tomorrow = Tomorrow
kicker-coming = Coming up
quoted = “{ $sentence }”

## The page and the office

page-title =
    More on the
    ward’s website
page-sentence = Scan the QR code, or search by the page number.
page-number = Page number
page-hint = Search for this number on the ward’s website
contact-heading = Contact
contact-next = Phone and fax are on the next page.
tel = Phone
fax = Fax
labelled = { $label } { $value }

## Help for taking part

access-heading = Support available
access-captions = Captions
access-sign-language = Sign language
access-written-communication = Writing instead of speaking
access-hearing-loop = Hearing loop
access-wheelchair = Wheelchair access
access-lift = Elevator
access-accessible-toilet = Wheelchair toilet
access-guide-dog = Assistance dogs welcome
access-quiet-room = Quiet room
access-easy-japanese = Easy Japanese
access-interpreter = Interpreter

## Details

details-when = When
details-where = Where
details-what = What
details-who = Who
continues = Continues on the next page

## Language and size

language-heading = Language
size-heading = Text size
colours-heading = Colours
size-normal = Normal
size-large = Large
size-larger = Larger
size-largest = Largest
colours-light = Light
colours-dark = Dark
colours-high-contrast = High contrast
language-sentence = Changes show at once. They go back to normal when you leave.

## Staff

staff-where = Where the staff are
staff-sentence = Please speak to a member of staff nearby.
staff-help = You can just wave. You do not have to speak.
staff-told = The staff have been told
staff-coming = Someone is coming
pairing-heading = Number to connect this screen
pairing-sentence = For staff: enter this number on the office pages. It changes now and then.
pairing-soon = The number will be here in a moment.
hub-address = Office page address

## The state of the sign

last-updated = Last updated { $moment }
clock-unsure = Checking the time

## Emergency

emergency-kicker = Emergency notice
exercise = Drill
exercise-sentence = This is a drill.
valid-until = This notice stands until { $moment }

## Names for those who hear the screen

label-rotation = Slide { $n } of { $of }
label-chosen = { $label }, chosen
label-mark = { $name } logo
label-picture = Picture. { $alt }
label-qr = QR code. It opens { $address }.
label-row = { $when }. { $what }. { $where }. { $state }.
announce-paused = Paused. This slide stays until you continue.
announce-resumed = Continuing.
announce-language = Now in English.
announce-size = Text size: { $size }.
announce-colours = Colours: { $colours }.

## Calendar: days

month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] June
    [7] July
    [8] Aug
    [9] Sept
    [10] Oct
    [11] Nov
   *[12] Dec
}
day-of-month = { $day }
month-day = { $month } { $day }
weekday-name = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
year-number = { $year }
next-year = { $year }
today = today
tomorrow = tomorrow
yesterday = yesterday
day-weekday = { $weekday }, { $day }
near-day = { $date } ({ $near })
year-date = { $date }, { $year }
year-month = { $month } { $year }
month-about =
    Around
    { $month }
date-open =
    Date to
    follow
days-range =
    { $from }
    to { $to }

## Calendar: times

part-of-day = { $half ->
    [am] am
   *[pm] pm
}
clock = { $hour-12 }:{ $minute-00 } { $part }
time = { $hour-24 ->
    [12] { $minute ->
        [0] noon
       *[other] { $hour-12 }:{ $minute-00 } { $part }
    }
    [0] { $minute ->
        [0] midnight
       *[other] { $hour-12 }:{ $minute-00 } { $part }
    }
   *[other] { $hour-12 }:{ $minute-00 } { $part }
}
time-again = { $hour-12 }:{ $minute-00 } { $part }
end-of-day = midnight
times-from = From { $start }
times-from-to =
    { $start }
    to { $end }
times-next-day =
    { $start }
    to { $end }
    the next day
times-first-last =
    First day from { $start },
    last day to { $end }
whole-day = All day
times-open = Times to follow
times-follow = Times follow { $roughly }
date-arranging = The date is being arranged
date-follow = The date follows { $roughly }
news-follow = More news { $roughly }

## Calendar: about when

roughly-day = on { $date }
roughly-early = in early { $month }
roughly-middle = in mid-{ $month }
roughly-late = in late { $month }
roughly-any = in { $month }

## Calendar: sentences

sentence-day = { $day }.
sentence-range = { $range }.
sentence-from = It starts at { $start }.
sentence-from-to = From { $start } to { $end }.
sentence-next-day = From { $start } to { $end } the next day.
sentence-first-last = On the first day from { $start }. On the last day to { $end }.
sentence-whole-day = All day.
sentence-times-open = The times will follow.
sentence-times-follow = The times will follow { $roughly }.
sentence-date-open = The date will follow.
sentence-date-arranging = The date is being arranged.
sentence-date-follow = The date will follow { $roughly }.
sentence-details-follow = Details will follow { $roughly }.
two-sentences = { $first } { $second }
moment = { $day }, { $time }

## Calendar: rhythm

daily = Every day
every-weekday = Monday to Friday
weekly = Every { $days }
every-week = Every week
list-more = { $list }, { $item }
list-last = { $list } and { $item }

## Attendance: on every screen

stop-and-home = Stop and leave
choosing-goes-on = Your choice takes you to the next step.
no-hurry =
    There is
    no hurry.
finish = Finish
try-again = Try again
go-on = Next
change = Change
other-answers = Other answers
other-numbers = Other numbers
# A small line over a large one, in the ring.
steps-in-all = Step
step-number = { $n } of { $of }
about-registration = Sign-up: “{ $title }”, { $day }
about-check-in = Check-in: “{ $title }”
about-today = Check-in today: “{ $title }”
about-meeting = “{ $title }”, { $day }
still-there-short = Go on?
still-there = Are you still here?
still-there-sentence = “Continue” takes you back to your screen. If you do nothing, the home screen comes.
still-here = Continue
recording-short = Saving
recording = Saving
recording-sentence = One moment, please.

## Attendance: questions

how-heading = How will you take part?
no-names-asked = We do not ask your name.
can-change-later = You can change it later.
way-open = Not decided yet
way-venue-hint = Together, on site
way-online-hint = From home or elsewhere
way-open-hint = Decide on the day
way-full = Waiting list, no. { $position }
full-now = Full just now: { $way }
full-choices = You can join the waiting list. You can also just come on the day.
who-heading = Which of these are you?
who-heading-of = Person { $n }: which of these?
who-use = It helps us prepare. No name goes with it.
who-same = Any answer lets you take part the same way.
kind-heading = Which one is nearest?
not-saying = Rather not say
not-saying-hint = Just go on
people-heading = How many of you?
people-sentence = Count yourself too. For more than 20, please speak to the staff.
people = { $people ->
    [one] { $people } person
   *[other] { $people } people
}
alike-heading = Is it the same for all of you?
alike-yes = Same for all
alike-no = One by one

## Attendance: confirming

confirm-registration = Sign up like this?
confirm-check-in = Check in like this?
confirm-take-back = Do you want to cancel?
confirm-change = Change it?
take-back-sentence = You can still come on the day.
everybody-may-come = Everyone may come in.
can-take-back-later =
    You can
    cancel later.
change-people =
    Number
    of us
seats-left = { $left ->
    [one] { $left } place is left.
   *[other] { $left } places are left.
}
would-wait = You would be no. { $position } on the waiting list.
category-kind = { $category } ({ $kind })
labelled-people = { $label }: { $people }

## Attendance: done

registered-title = You are signed up
waiting-title = You are on the waiting list
waiting-position = You are no. { $position } on the list now.
receipt-number = Receipt number
keep-receipt = Please note it or take a photo.
lost-receipt = If you lose it, you can still come.
label-receipt-qr = QR code of the receipt number.
take-back = Yes, cancel
take-back-registration = Cancel sign-up
take-back-check-in = Cancel check-in
take-back-short = Cancel
taken-back = Cancelled, as you asked
was-taken-back = This sign-up was cancelled.
come-anyway = You can still just come on the day.
checked-in = Check-in is done
checked-in-people = { $people ->
    [one] { $people } person. Please come in.
   *[other] { $people } people. Please come in.
}
come-in = Please come in.
already-done = You are already checked in
changed-short = Change
way-changed = Changed to “{ $way }”
same-receipt = The receipt number stays the same.
thank-you = Thank you

## Attendance: not now

sorry-short = Notice
desk-closed = No sign-up or check-in here just now
ask-elsewhere = You can sign up by phone or fax. You can also just come on the day.
come-in-anyway = Please just come in. You can take part.
not-recorded = Not saved yet
nothing-happened = You can press again. It counts only once.
check-in-not-recorded = Your check-in is not saved yet
not-possible = This can no longer be changed for this meeting.

## Attendance: reception

reception-heading = Do you have a receipt number?
reception-hint = The 8-digit number from your sign-up.
no-receipt-needed = You can come in without a number too.
no-names-shown = No names are shown.
which-heading = Which meeting are you here for?
have-receipt = I have a number
have-receipt-hint = From a note or a photo
have-receipt-later-hint = Change or cancel
no-receipt = I have no number
no-receipt-hint = But I signed up
walk-in = I have not signed up
walk-in-hint = Just come in
todays-meeting = About today
nothing-open = No meeting is open for check-in now
next-session = Next: “{ $title }”. { $when }
receipt-still-works = With a receipt number you can change your sign-up.
number-heading = Enter your receipt number
number-hint = It has 8 digits. Take your time.
unknown-receipt = This number was not found. Please try again.
number-paused = Please wait a little and try again.
erase-one = Erase one
erase-all = Erase all
found-short = Found
what-to-do = What would you like to do?
registered-for = Your sign-up: { $way }.
check-in-later = Check-in opens shortly before the meeting.
check-in-now = Check in
change-way = Change how you take part

## How was today

how-was-today = How was it?
how-was-today-short = Today
how-was-today-heading = How was today?
one-word = Choose one word, or none.
how-was-today-use = We only count how many, for the next meeting.
nobody-knows-who = We do not note who answered.
felt = Your word has arrived
choose-again = Choose again
feeling-relieved = At ease
feeling-enjoyed = Enjoyed it
feeling-ordinary = Ordinary
feeling-tired = Tired
feeling-unsettled = Unsettled

## Staff

corner-short = Staff
corner-heading = Today’s counts
nothing-today = No meeting takes check-ins today.
pin-heading = Staff PIN
pin-sentence = This is for staff. Otherwise, press “Back”.
enter = Next
wrong-pin = This PIN did not open it. Please try again.
no-pin = No PIN is set yet. Set one with: hiroba pin
pin-reception = Stay on reception
unpin-reception = End reception
correct-count = Correct a count
corrected = Corrected.
status = Status
restart = Restart
leave-fullscreen = Leave full screen
which-count-heading = Which count?
count-came = People who came
count-venue = Sign-ups, at the venue
count-online = Sign-ups, online
count-open = Sign-ups, not decided yet
count-from-to = { $from } → { $to }
count-sentence = The first records are kept.
reason-heading = What is the reason?
reason-mistake = A stray tap
reason-on-paper = Noted on paper
reason-recounted = Counted again
reason-elsewhere = Phone, fax, counter
counts-came = Came: { $came } (walk-ins: { $walk-in })
counts-registered = Sign-ups: at the venue { $venue }, online { $online }, not decided yet { $open }, waiting list { $waiting }
desk-open = Records are being kept
outbox-state = To send: { $waiting }, set aside: { $parked }
source-failing = Cannot be read just now. The last content stays.

## Reading aloud

# Said in the place of an address that stands inside a text.
spoken-address = the address on the screen
spoken-mail = the e-mail address on the screen
spoken-address-sentence = The address of the page follows.
spoken-position = { $n } of { $of }
spoken-chosen = chosen
spoken-unavailable = not available now
spoken-now = It is { $date }, { $clock }.
spoken-entered = { $n } of { $of } digits entered.
spoken-hint-touch = Touch a button to hear its name. Touch it again to choose it.
spoken-hint-keys = The arrow keys take you from button to button. The select key chooses.
spoken-hint-again-touch = To hear this again, touch the upper part of the screen.
spoken-hint-again-keys = To hear this again, press the read aloud key.
spoken-private = This is on the screen. It is not said aloud, because others would hear it. With headphones you can hear it. The staff will help you, too.
spoken-secret-answer = an answer button
spoken-secret-figure = a number button
spoken-answers-private = All the answer buttons sound the same here, so that nobody hears which one you choose. With headphones you can hear their names. The staff will help you, too.
spoken-figures-private = The digits are not said aloud, because others would hear them. You hear how many are entered. With headphones you can hear the digits. The staff will help you, too.
spoken-bye = Reading aloud ends here.
spoken-curtain-closed = The screen is black now. The voice goes on.
spoken-curtain-opened = The screen is back.
spoken-speed = Speed { $n } of { $of }.
spoken-volume = Volume { $n } of { $of }.
