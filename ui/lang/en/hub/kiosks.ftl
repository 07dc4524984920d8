# Displays, and visitors who call staff.

## Calls

call-label = A visitor calls
call-from = Somebody calls at { $name }
call-answer-do = I am coming
done-call-answered = The screen says that somebody is coming.
done-call-answered-before = Somebody has answered this call already.
calls-title = Calls
calls-text = When somebody presses “Call staff” on a screen, it is shown on every page here.
calls-open = See calls
calls-none = No calls yet
calls-none-text = When somebody presses “Call staff” on a screen, a yellow bar stands at the top of every page. Answer it, and that screen says that somebody is coming.
calls-to-kiosks = See the screens
calls-when = When
calls-where = Where
calls-answer = Answer
call-answer = { $who } { $after }
call-unanswered = No answer yet
call-after-moments = answered at once
call-after-minutes = answered after { $count } min
call-after-hours = answered after { $count } h
call-after-days = answered after { $count } { $count ->
    [one] day
   *[other] days
}
ringing-title = Sound and notifications
ringing-text = This browser can also play a soft sound or show a notification of your computer. Both are off at first.
ringing-sound = Play a sound
ringing-notice = Show a notification
ringing-refused = Your browser does not allow notifications here. Allow them in its settings to see them.
ringing-noscript = Scripts are off, so there is no sound. Calls are shown at the top whenever a page opens.

## All screens

kiosks-health = How the screens are
kiosks-more = Other pages
kiosks-none = No screens yet
kiosks-none-text = Switch a screen on and it shows six digits. Type them in here and it is connected.
kiosk-add = Add a screen
kiosk-open = More
kiosk-in-group = group { $group }
kiosk-never = Nothing heard yet
kiosk-shows = Showing
kiosk-clock-unsure = Checking the time
kiosk-quiet-moments = Not heard from
kiosk-quiet-minutes = Not heard from for { $count } { $count ->
    [one] minute
   *[other] minutes
}
kiosk-quiet-hours = Not heard from for { $count } { $count ->
    [one] hour
   *[other] hours
}
kiosk-quiet-days = Not heard from for { $count } { $count ->
    [one] day
   *[other] days
}
kiosk-seen-moments = Heard from just now
kiosk-seen-minutes = Heard from { $count } min ago
kiosk-seen-hours = Heard from { $count } h ago
kiosk-seen-days = Heard from { $count } { $count ->
    [one] day
   *[other] days
} ago
kiosk-goes-on = It goes on showing the programme it has
kiosk-records-closed = Sign-up and check-in are closed there: { $why }
kiosk-little-room = { $room } of room left for records
kiosk-parked = { $count } { $count ->
    [one] record
   *[other] records
} could not be sent

## One screen

kiosk-now = How it is now
kiosk-check = Please look at these, in this order.
kiosk-check-power = Is the light of its power on?
kiosk-check-cable = Are the cables of screen and power plugged in?
kiosk-check-network = Does the network of the building work?
kiosk-content = Content
kiosk-content-new = up to date
kiosk-content-old = an earlier one; it changes as soon as it is connected
kiosk-content-unknown = not known yet
kiosk-clock = Clock
kiosk-clock-right = right
kiosk-clock-ahead = { $count } s ahead
kiosk-clock-behind = { $count } s behind
kiosk-waiting = Records to send
kiosk-waiting-none = none
kiosk-waiting-some = { $count }
kiosk-disk = Room for records
kiosk-disk-free = { $room } left
kiosk-reception = Reception
kiosk-pinned = it stays on checking in
kiosk-light = Light
kiosk-dimmed = dimmed
kiosk-room = Room
kiosk-calm = quiet, by staff, until the end of today
kiosk-version = Program
kiosk-asked-waiting = Asked for. It goes from here once the screen has it.
kiosk-parked-title = Records that could not be sent
kiosk-parked-text = They are kept on the screen’s own disk and do not get lost.
kiosk-do = Ask this screen to
kiosk-do-hint = At once where it is connected, otherwise when it is again.
kiosk-calm-hint = Quiet makes colours dark and changes slow. It ends by itself at the end of the day.
kiosk-name-and-group = Name and group
kiosk-name = Name
kiosk-name-hint = One that says where it is, such as Entrance or Lounge.
kiosk-group = Group
kiosk-group-hint = Screens of one group can be given the same things. You may leave it empty.
kiosk-remove = Remove this screen
kiosk-remove-ask = Remove { $name }?
kiosk-remove-text = Nothing new will reach this screen. Records of sign-up and check-in stay. You can connect it again later.
kiosk-remove-do = Remove
kiosk-picture = What it shows now
kiosk-picture-alt = The screen at { $name }
kiosk-picture-at = The screen, { $at }
kiosk-picture-none = None yet. Ask for one, and it is here in a few seconds.
job-refresh = Read again
job-pin = Stay on checking in
job-unpin = Stay no longer
job-dim = Dim
job-undim = Brighten
job-calm = Quiet for this room
job-uncalm = End quiet
job-restart = Start the program anew
job-picture = Ask for a picture
asked-refresh = read the programme again
asked-pin = stay on checking in
asked-unpin = stay on checking in no longer
asked-dim = dim
asked-undim = brighten
asked-calm = quiet until the end of today
asked-uncalm = end quiet
asked-restart = start the program anew
asked-picture = send a picture of the screen
asked-coming = say that somebody is coming
asked-unknown = something this program does not know
done-kiosk-asked = The screen has been asked.
done-kiosk-changed = Saved.
done-kiosk-paired = Connected. The programme will be there in a moment.
done-kiosk-removed = The screen has been removed.
showing-named = { $kind } “{ $name }”
showing-welcome = Welcome
showing-glance = What is coming up
showing-meeting = Meeting
showing-notice = Notice
showing-theme = Theme
showing-voice = Voice
showing-page = The ward’s page
showing-emergency = Emergency notice
showing-reception = Check-in
showing-how-was-today = After today’s meeting
showing-in-use = Somebody uses it
panel-landscape = { $inches }″, landscape
panel-portrait = { $inches }″, portrait

## Connecting

kiosk-code = The six digits on the screen
kiosk-code-hint = They change every 10 minutes.
kiosk-add-do = Connect
kiosk-where = Where are the digits?
kiosk-where-text = Switch the screen on and give it the address of this office: they stand large in the middle. A screen that is connected already shows none.
mend-code-six = The code has six digits. Please type those on the screen.
mend-code-unknown = No screen shows this code now. Codes change every 10 minutes; please type the one that is shown now.
mend-code-pause = Five codes in a row did not fit. Please wait 10 minutes, then type the code that is shown.
mend-kiosk-name-missing = Please give the screen a name.
mend-kiosk-name-long = A name has at most 60 letters.

## The log of changes

act-kiosk-paired = A screen was connected
act-kiosk-changed = Name or group of a screen was changed
act-kiosk-asked = A screen was asked for something
act-kiosk-removed = A screen was removed
act-call-answered = A call was answered
