# Calendars of others, read again and again.

calendars-title = Calendars of others
calendars-none = No calendar is connected yet
calendars-none-text = Give the address of a calendar that the ward or another place publishes, and its meetings stand on the screens too.
calendars-lead = These calendars are read again by themselves, and their meetings stand on the screens.
calendar-add = Connect a calendar
calendar-add-lead = Its meetings are on the screens at once. Entries marked as private do not show.
calendar-add-do = Connect and show
calendar-edit = Settings of the calendar
calendar-open = Look
calendar-address = Address
calendar-address-hint = Copy the address that the calendar’s page calls “iCal” or “subscribe”. A municipal list of events (.csv) or a programme of hiroba (.json) can be read too.
calendar-name = Name
calendar-name-hint = For the staff pages. It does not stand on screens.
calendar-audience = On which screens
calendar-every = How often
calendar-every-quarter = Every 15 minutes
calendar-every-hour = Every hour
calendar-every-six = Every 6 hours
calendar-every-day = Once a day
calendar-format = Format
calendar-format-hint = “By what is in it” is right nearly always.
calendar-format-any = By what is in it
calendar-format-ics = Calendar (ICS)
calendar-format-csv = Municipal list of events (CSV)
calendar-format-json = Programme of hiroba (JSON)
calendar-mend-name = Please give it a name.
calendar-mend-no-address = Please write the address.
calendar-mend-address = Please copy the whole address, from https:// on.
calendar-mend-near = This is the address of this machine or of these pages themselves, which is not read. The person who looks after the machine can allow it.
calendar-mend-twice = This address is connected already.
calendar-about = About this calendar
calendar-good = Read { $when }
calendar-unread = Not read yet
calendar-paused = Not being read
calendar-paused-help = Its meetings stay as they are. Changes are not noticed.
calendar-stays = The screens keep what was read { $when }.
calendar-nothing-yet = Nothing of it is on the screens yet.
calendar-next = It is read again { $when }.
calendar-changed = Its content changed { $when }.
calendar-coming = { $count ->
    [one] One meeting to come.
   *[other] { $count } meetings to come.
}
calendar-meetings = Meetings to come
calendar-meetings-lead = They cannot be edited here. To change one, copy it into your own schedule.
calendar-no-meetings = There are no meetings to come.
calendar-copy = Copy into the schedule
calendar-more = { $count ->
    [one] There is one more.
   *[other] There are { $count } more.
}
calendar-problems-lead = { $count ->
    [one] One thing in the calendar is worth a look. The rest is shown as it is.
   *[other] { $count } things in the calendar are worth a look. The rest is shown as it is.
}
calendar-read-now = Read now
calendar-pause = Stop reading
calendar-resume = Read again
calendar-remove = Disconnect the calendar
calendar-remove-ask = Disconnect “{ $name }”?
calendar-remove-text = Its meetings leave the screens. Records of sign-up and check-in stay, and so do meetings that were copied into the schedule.
calendar-remove-do = Disconnect
calendars-count = { $count ->
    [one] One more meeting to come is from a calendar of others.
   *[other] { $count } more meetings to come are from calendars of others.
}
calendars-see = See the calendars
done-calendar-added = The calendar is connected.
done-calendar-saved = The settings are saved.
done-calendar-read = The calendar was asked.
done-calendar-paused = It is not being read any more.
done-calendar-resumed = It is being read again.
done-calendar-removed = The calendar is disconnected.
done-calendar-copied = Copied as a draft. The meeting of the calendar is still shown too.
log-kind-calendar = Calendar of others
act-calendar-added = Connected a calendar
act-calendar-changed = Changed the settings of a calendar
act-calendar-asked = Asked a calendar
act-calendar-paused = Stopped reading a calendar
act-calendar-resumed = Began to read a calendar again
act-calendar-removed = Disconnected a calendar
act-calendar-brought = Meetings of a calendar changed
act-meeting-imported = Read in a meeting
act-meeting-imported-published = Read in a meeting and published it

# Why it could not be read.
trouble-not-there = There was nothing at this address
trouble-not-allowed = One would have to sign in to see it
trouble-unknown-name = No server of that name was found
trouble-unreachable = The server could not be reached
trouble-certificate = The server could not prove who it is
trouble-busy = The server cannot answer just now
trouble-too-large = It was too large to be read
trouble-too-slow = It took too long to be read
trouble-broken = It broke off in the middle
trouble-redirected = It was passed on to other addresses and not found
trouble-too-near = It is an address of this machine, which is not read
trouble-odd-answer = The server’s answer made no sense
trouble-empty = There was nothing in it
trouble-web-page = It was a web page, not a calendar
trouble-truncated = The calendar ended in the middle
trouble-unknown-format = It was neither a calendar nor a table nor a programme
trouble-unreadable = It could not be read as a calendar
trouble-nothing-usable = There were meetings before, and this time none could be read
trouble-program = Something did not work within this program
