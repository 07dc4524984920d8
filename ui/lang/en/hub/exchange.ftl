# In and out.

exchange-title = In and out
exchange-in = Read in a schedule
exchange-in-lead = Choose the file of a calendar or a table. You look at it row by row first, and then decide whether to take it in.
exchange-file = File
exchange-file-hint = A calendar (.ics), a municipal list of events (.csv) or a programme of hiroba (.json), up to 32 MB.
exchange-look = Look inside
exchange-mends = The file could not be read
exchange-mend-empty = The file is empty, or none was chosen yet.
exchange-mend-web-page = This is a web page. On the page of a calendar, look for “export” or “iCal” to get the file.
exchange-mend-truncated = The file stops in the middle. Please fetch it once more.
exchange-mend-unknown = This seems to be neither a calendar (.ics) nor a table (.csv) nor a programme (.json).
exchange-look-title = A look before taking it in
exchange-of = This is what “{ $name }” would bring. Nothing has changed yet.
exchange-new = New
exchange-changed = Changes
exchange-same = Same as here
exchange-outside = { $count ->
    [one] One event is over for more than a month, or more than a year ahead. It is not taken in.
   *[other] { $count } events are over for more than a month, or more than a year ahead. They are not taken in.
}
exchange-problems = To look at
exchange-problems-lead = Only what could not be read is left out; the rest can be taken in.
exchange-line = Line { $count }
exchange-others = { $count ->
    [one] One notice or the like is not taken in here. Please write it on the page of notices.
   *[other] { $count } notices and the like are not taken in here. Please write them on the page of notices.
}
exchange-rows = Row by row
exchange-column-fate = What becomes of it
exchange-column-when = When
exchange-column-meeting = Meeting
exchange-fields = Differs in: { $fields }
exchange-field-title = name
exchange-field-theme = theme
exchange-field-when = day and time
exchange-field-repeat = how it repeats
exchange-field-place = place
exchange-field-mode = way of taking part
exchange-field-description = description
exchange-field-who = who may come
exchange-field-capacity = places
exchange-field-status = whether it takes place
exchange-field-other = something else
exchange-planned = Only here
exchange-planned-cancelled = The file has this date as planned; here it is cancelled.
exchange-planned-own = The file has this date as planned; here it was changed by itself.
exchange-planned-back = Put it back to plan
exchange-planned-back-hint = With “Take in and show at once”. Without the tick it stays as it is here.
exchange-replaced = Makes room
exchange-replaced-text = The file has another way of repeating, which can only be taken in date by date. With “Take in and show at once” the dates come in its place. Taken in as drafts, it stays until you delete it.
exchange-nothing = No meeting in it
exchange-nothing-text = The file could be read, but there was no meeting in it.
exchange-another = Choose another file
exchange-meanwhile = Somebody has changed the schedule while you looked. Nothing was taken in yet. Below is what differs now.
exchange-take-drafts = Take in as drafts
exchange-take-publish = Take in and show at once
exchange-leave = Do not take in
done-imported = Taken in as drafts. Look at them in the schedule, and publish them from there.
done-imported-published = Taken in, and on the screens.

# What could not be read, and what was done.
problem-broken-characters = Some characters are broken and stand as �. Saving it again as UTF-8 mends that.
problem-other-encoding = It is not saved as UTF-8. It was read; please look whether the characters are right.
problem-unknown-column = A column of this name is not known. It was passed over.
problem-quotation-marks = The quotation marks (") are not in pairs. The row was read up to the end of its line.
problem-row-twice = The same row stands here twice. It was read once.
problem-too-few-cells = The row has fewer cells than there are columns. The missing ones were taken as empty.
problem-too-many-cells = The row has more cells than there are columns. Perhaps a comma in a text stands without quotation marks.
problem-no-name = The name is missing. The row is left out.
problem-day-as-text = This is no day that can be read. The day stays open, and the text stands in the description.
problem-one-day = The last day cannot be read, or is before the first. It was taken as a meeting of one day.
problem-end-without-start = There is an end without a start. The times are left out.
problem-end-left-out = The end cannot be read, or is before the start. It is left out.
problem-time-left-out = This is no time that can be read. It is left out.
problem-no-number = There is no number. The places are left out.
problem-number-undivided = How many of the places are at the venue and how many online is not said. “会場30名、オンライン100名” can be read.
problem-day-left-out = This is no day that can be read. It is left out.
problem-address-left-out = This is no web address. It is left out.
problem-unknown-field = A field of this name is not known. It was passed over.
problem-field-out-of-place = This field means nothing here. It was passed over.
problem-field-twice = This field stands here twice. The first one was read.
problem-no-format = The format is not said at the beginning. It was read all the same.
problem-other-version = It is another version. What is known of it was read.
problem-nameless = It has neither a title nor a theme, and shows without a name.
problem-not-a-list = This should be a list in [ ]. All of it was passed over.
problem-value-left-out = What stands here cannot be read. It alone is left out.
problem-missing-left-out = Something is missing here. What it belongs to is left out.
problem-row-left-out = Something of it that matters cannot be read. All of it is left out.
problem-id-twice = The same id stands earlier. The later one is left out.
problem-no-alternative = The picture has no text that says what is on it.
problem-telephone-only = There is a telephone number and no fax number, and so no way for deaf people.
problem-emergency = Something is missing in an emergency notice.
problem-uid-twice = Two events have the same UID. Only the later one was read.
problem-no-uid = It has no UID. It can be read, but a change of it looks like a new event.
problem-changed-and-deleted = It was changed and also deleted. It does not show.
problem-too-often = It repeats too often. The first times were read.
problem-too-long = A text is too long: 200 characters in a line, 2000 in the description. The meeting is left out.
problem-several-a-day = It comes more often than once a day, and so is no meeting for a schedule. It is left out.
problem-untitled = It has no title, and shows as “Title to follow”.
problem-days-never-come = It repeats on days that never come, such as 30 February. Those that come were read.
problem-rule-unread = The rule by which it repeats cannot be read. Only the first time was read.
problem-unknown-zone = The time zone is not known. The times were taken as those of this place; please check the hour.
problem-event-unread = This event cannot be read. It does not show.
problem-private = This event is private. It does not show.
problem-no-beginning = It has no beginning.
problem-stray-line = This line is no part of an event. It was passed over.
problem-never-ended = It has no end. It was read up to the next one.
problem-too-many = There are too many meetings. The farthest ones are left out.

# Out.
exchange-out = Write out the schedule
exchange-out-lead = The meetings you have written become a file. Those of calendars of others are not in it.
exchange-out-do = Make the file
exchange-show = Which meetings
exchange-show-coming = To come (drafts too)
exchange-show-published = To come, published
exchange-show-drafts = Drafts
exchange-show-past = Past
exchange-show-all = All
exchange-to = Of which screens
exchange-shape = Format
exchange-shape-hint = The table is the municipal standard (イベント一覧), and opens in spreadsheets. What repeats stands in it time by time.
exchange-shape-ics = Calendar (ICS)
exchange-shape-csv = Table (municipal list of events, CSV)
exchange-shape-json = Programme of hiroba (JSON)
exchange-shape-jsonld = schema.org (JSON-LD)
