# Sign-up, check-in and reports.

## Meetings of today

at-today = Today
at-today-none = There is no meeting today.
at-coming = Coming up
at-past = The last seven days
at-meeting = Meeting
at-empty-title = No meeting is near yet
at-empty-text = Once a meeting is published, who signed up and who came is counted here.
at-empty-do = See the schedule
at-flags-count = To look at: { $count }
at-stray = Records that name no meeting: { $count }. They may be from a screen with a newer version. They are kept.
at-to-reports = Reports of past meetings

## Numbers

at-unit = {" "}people
at-people-column = People
at-registered = Signed up
at-registered-for = Signed up ({ $way })
at-came = Took part
at-checked-in = Checked in
at-walk-in = Walk-ins
at-on-paper = From paper
at-waiting = Waiting list
at-corrected = Corrected by staff
at-corrected-by = In those who took part is what staff corrected: { $count }
at-taken-back = Signed up and cancelled: { $count }
at-online-at = Online (counted at { $time })
at-look = To look at
at-by-way = By how they take part
at-way = How
at-room = Room for
at-no-limit = no limit
at-by-category = By category
at-category = Category
at-no-category = Nobody has said a category yet. Nobody has to.
at-bands = When they came, by the quarter of an hour (finer times are not recorded)
at-when = Time
at-channels = Sign-ups entered by staff
at-felt = How was today?
at-flags = Records to look at
at-what = What
at-where = Recorded at
at-why = Why
at-who = Entered by
at-more-flags = And more: { $count }
at-parked = Records still on a screen
at-parked-text = They are kept on the screen and not lost. They are not counted yet.

## What a record is

at-what-registered = Sign-up
at-what-came = Check-in
at-what-walked-in = Walk-in
at-what-way-changed = Change of how to take part
at-what-taken-back = Cancellation
at-what-felt = A word about the day
at-what-corrected = Correction
at-what-unknown = A record that cannot be read
at-origin-staff = Office
at-origin-phone = A visitor’s phone
at-origin-paper = A list on paper
at-flag-clock = Recorded while the screen’s clock could not be believed. It is counted.
at-flag-receipt-twice = A receipt number was used once more. Nobody is counted twice.
at-flag-not-understood = From a screen with a newer version. It is kept, and not counted yet.
at-flag-other = A newer version has marked it. The record is kept as it is.

## What can be done

at-side = What can be done for this meeting
at-do = What you can do
at-do-sign-up = Add a sign-up
at-do-sign-up-hint = By telephone, fax or at the counter
at-do-arrivals = Add people who came
at-do-arrivals-hint = Walk-ins, people without their receipt number, names on paper
at-do-count = Compare the numbers
at-do-count-hint = With what was counted at the venue and online
at-do-correct = Correct a number
at-do-correct-hint = With a reason from a list
at-do-contacts = Contacts
at-contacts-count = Contacts: { $count }
at-do-report = Report of this meeting
at-do-sentences = Sentences after the meeting
at-do-sentences-hint = What visitors wrote on their phones
at-live = Now
at-live-text = The numbers on this page renew themselves while it is open.
at-live-do = Read again
at-to-meeting = To the numbers
mend-at-number = Please write digits.
mend-at-nobody = At least one person is needed.
mend-at-many = At most { $count } people at once. Please divide them.
mend-at-no-count = Please write the number at the venue or online.

## Adding a sign-up

at-channel = How they reached us
at-channel-telephone = Telephone
at-channel-fax = Fax
at-channel-counter = Counter
at-channel-other = Other
at-people = How many, and as what
at-people-hint = Those who come together, by category. Whoever was not asked goes under “did not say”.
at-no-sub = did not say which
at-none-of-these = none of those below
at-not-said = Did not say
at-receipt-wanted = Give a receipt number
at-receipt-hint = It shows once, on the next page. Tell it to them then.
at-receipt = Receipt number
at-receipt-once = This number shows only here. Tell it or note it now. Whoever loses it can take part all the same.
at-receipt-again = This sign-up is recorded
at-receipt-again-text = The same form came once more. Nobody is counted twice. A receipt number can show only once; without it they can take part all the same.
at-next-sign-up = Add the next one
at-contact = How to reach them
at-contact-hint = May be left empty. It is kept apart from numbers and categories, and nothing leads from one to the other.
at-contact-days = Removed by itself { $count } days after the meeting.
at-contact-stays = Kept until somebody removes it.
at-contact-name = Name
at-contact-no-name = No name
at-contact-tel = Telephone
at-contact-fax = Fax
at-contact-mail = Mail
at-contact-note = Note
at-contact-note-hint = Please write no category and nothing about anybody’s health.
at-contact-done = Reached
at-contact-apart = Nothing leads from here to numbers or categories.
at-contact-remove = Remove
at-contact-remove-ask = Remove these contact details?
at-contact-remove-text = The sign-up and the numbers stay. Contact details cannot be brought back.
at-contacts-empty = No contact details
at-contacts-empty-text = What was written with sign-ups by telephone or fax is listed here.
at-print-hint = Print this page from the browser for a list on A4.
mend-at-contact-long = Name, telephone, fax and mail have at most 100 characters, a note 300.
done-at-signed-up = The sign-up is recorded. There is a place.
done-at-signed-up-waits = The sign-up is recorded, on the waiting list.
done-at-contact-removed = The contact details are removed.

## Adding people who came

at-kind = How they came
at-came-walk-in = Walk-in (had not signed up)
at-came-registered = Signed up (without the receipt number at hand)
at-came-paper = Noted on paper (signed up or not is not known)
done-at-arrived = Recorded.

## Comparing and correcting

at-agreement = Do the numbers agree?
at-recorded = What was recorded and what was counted
at-counted-venue = Counted at the venue
at-counted-online = Counted online
at-count-now = Note a count
at-count-hint = One of the two is enough. The newest one is used.
at-all-counts = All counts so far
at-difference-none-counted = Nobody has counted yet. A count can be compared with the records.
at-difference-agrees = They agree: { $counted } recorded, and { $counted } counted.
at-difference-more = { $recorded } recorded, { $counted } counted: { $by } more were counted. Perhaps somebody came in without checking in.
at-difference-fewer = { $recorded } recorded, { $counted } counted: { $by } fewer were counted. Perhaps somebody left early.
at-suggestion = Correct to what was counted
at-correct-lead = What was recorded stays. A correction is a record of its own, and the report shows it as one.
at-which-count = Which number
at-now = { $name } (now { $count })
at-direction = More or fewer
at-more = More
at-fewer = Fewer
at-by = How many
at-reason = Why
at-reason-hint = One of these four, so that no name is left in the records.
at-reason-mistake = A stray tap
at-reason-on-paper = Noted on paper
at-reason-recounted = Counted again
at-reason-elsewhere = Telephone, fax or counter
mend-at-by-nought = At least 1.
mend-at-by-many = At most { $count } at once.
done-at-counted = The count is noted.
done-at-corrected = The correction is recorded.

## How long contact details are kept

at-keeping = How long contact details are kept
at-keeping-lead = Contact details from the telephone or fax are removed once the meeting is over and they are of no more use. Letting them go by themselves is a good choice.
at-keeping-how = After the meeting
at-keeping-forgets = Remove them by themselves
at-keeping-stays = Keep them until somebody removes them
at-keeping-days = How many days after the meeting
mend-at-days = Please write a number of days from 1 to { $count }.
done-at-keeping = Changed.

## Reports

rp-empty-title = No meeting to report on yet
rp-empty-text = Meetings are listed here once they are over.
rp-list = Past meetings
rp-state = Report
rp-state-reported = done
rp-state-changed = done (records were added since)
rp-state-open = not yet
rp-state-cancelled = cancelled
rp-state-look = something to look at
rp-for-staff = For staff
rp-for-public-5 = For the public (no number below 5)
rp-for-public-10 = For the public (no number below 10)
rp-who-for = Whom it is for
rp-public-text = Numbers are told together or left out, so that nobody can be recognised in a small one. Publish the report of a meeting once, with one of these choices.
rp-downloads = Files
rp-csv = Table (CSV)
rp-xlsx = Spreadsheet (xlsx)
rp-text = Text
rp-print = Print this page from the browser on A4.
rp-block = As text
rp-block-hint = To copy into a newsletter.
rp-mark = Reported
rp-unmark = Not reported yet
rp-reported-by = { $who } reported it on { $when }.
rp-series = Meetings of this series
rp-series-title = The series over time
rp-series-one = When another meeting of this series is over, they can be compared here.
rp-people = People
rp-agreement = Do the numbers agree?
done-rp-reported = Noted as reported.
done-rp-unreported = Noted as not reported yet.
rp-sheet-report = Report
rp-sheet-times = Times
rp-sheet-counts = Counts
