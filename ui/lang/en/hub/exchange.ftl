# In and out.

exchange-title = In and out
exchange-in = Read in a schedule
exchange-in-lead = Choose the file of a calendar or a table. You look at it row by row first, and then decide whether to take it in.
exchange-file = File
exchange-file-hint = A calendar (.ics), a municipal list of events (.csv) or a programme of hiroba (.json), up to 32 MB.
exchange-look = Look inside
exchange-mends = The file could not be read
exchange-mend-empty = The file is empty, or none was chosen yet.
exchange-mend-web-page = This is a web page. On the page of a calendar, look for "export" or "iCal" to get the file.
exchange-mend-truncated = The file stops in the middle. Please fetch it once more.
exchange-mend-unknown = This seems to be neither a calendar (.ics) nor a table (.csv) nor a programme (.json).
exchange-look-title = A look before taking it in
exchange-of = This is what "{ $name }" would bring. Nothing has changed yet.
exchange-new = New
exchange-changed = Changes
exchange-same = Same as here
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
exchange-field-place = place
exchange-field-mode = way of taking part
exchange-field-description = description
exchange-field-who = who may come
exchange-field-capacity = places
exchange-field-status = whether it takes place
exchange-field-other = something else
exchange-nothing = No meeting in it
exchange-nothing-text = The file could be read, but there was no meeting in it.
exchange-another = Choose another file
exchange-meanwhile = Somebody has changed the schedule while you looked. Nothing was taken in yet. Below is what differs now.
exchange-take-drafts = Take in as drafts
exchange-take-publish = Take in and show at once
exchange-leave = Do not take in
done-imported = Taken in as drafts. Look at them in the schedule, and publish them from there.
done-imported-published = Taken in, and on the screens.
