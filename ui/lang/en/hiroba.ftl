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
register-elsewhere = You cannot sign up on this screen yet. Please phone or fax.
register-with-staff = You cannot sign up on this screen yet. Please speak to the staff.
check-in-with-staff = You cannot check in on this screen yet. Please speak to the staff.
read-aloud-later = This screen cannot read aloud yet. Please speak to the staff.
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
colours-heading = Colors
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
announce-colours = Colors: { $colours }.

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
