# The pages of the schedule.

## The list

schedule-add = Add a meeting
schedule-look = Look
schedule-open = Not decided yet
schedule-nth = No. { $count }
schedule-repeats = Repeats
schedule-count =
    { $count ->
        [one] 1 meeting
       *[other] { $count } meetings
    }
schedule-tabs = Which meetings to see
schedule-tab-coming = Coming
schedule-head-coming = Coming up
schedule-head-published = Published
schedule-head-drafts = Drafts
schedule-head-past = Past
schedule-head-all = All meetings
schedule-found = Found for “{ $q }”
schedule-seek = Search meetings
schedule-none = There are no meetings here yet.
schedule-none-found = Nothing was found. Fewer words may find more.
schedule-col-when = Date
schedule-col-theme = Theme
schedule-col-mode = How to take part
schedule-col-state = State
schedule-note = What is published appears at once on screens that are connected, and on others as soon as they are.
schedule-empty = There are no meetings yet
schedule-empty-text = Add one and it will stand here. It need not have a date yet. Screens show nothing before it is published.
schedule-empty-first = Add the first meeting
schedule-state-changed = Published; changes are a draft
schedule-joint = ,{" "}
schedule-quoted = “{ $word }”{" "}
schedule-labelled = { $label }: { $value }

## What is next

schedule-todo = Next
schedule-todo-english = { $name } has no English yet
schedule-todo-translate = Translate
schedule-todo-follow = { $name }: { $what }
schedule-todo-late = { $name }: the time for announcing the details has passed
schedule-todo-draft = { $name } is still a draft
schedule-todo-changed = { $name } has changes that are still a draft
schedule-todo-to = To { $name }
schedule-days-until =
    { $count ->
        [0] today
        [one] 1 day to go
       *[other] { $count } days to go
    }

## How the screens are

schedule-screens = Screens
schedule-screen-shows = Showing
schedule-screen-seen = Checked { $ago }
schedule-screen-silent = Last heard of { $ago }
schedule-screen-goes-on = It goes on showing what it had last
schedule-screen-help = To the page of screens
schedule-showing = What { $name } shows now
schedule-showing-now = Now: { $what }
schedule-showing-asked = A picture has been asked for. None is sent while somebody uses the screen.
schedule-showing-do = Get a new picture
schedule-screen-new = Not heard of yet
schedule-screen-new-detail = It will stand here once it is connected
schedule-panel-wide = { $count }″, wide
schedule-panel-tall = { $count }″, upright
schedule-ago-now = just now
schedule-ago-minutes =
    { $count ->
        [one] 1 minute ago
       *[other] { $count } minutes ago
    }
schedule-ago-hours =
    { $count ->
        [one] 1 hour ago
       *[other] { $count } hours ago
    }
schedule-ago-days =
    { $count ->
        [one] 1 day ago
       *[other] { $count } days ago
    }

## Writing

schedule-new = New meeting
schedule-form = The meeting
schedule-said = The screen will say “{ $what }”.
schedule-saved-at = Saved { $when } by { $who }
schedule-planned-at = Will be published { $when }
schedule-to-publish = On to publishing
schedule-history = Earlier versions
schedule-f-theme = Theme
schedule-f-title = Name of the meeting
schedule-f-series = Name of the series
schedule-f-series-number = Number
schedule-f-when = Date
schedule-f-day = Day
schedule-f-start = Begins
schedule-f-end = Ends
schedule-f-end-day = Ends on
schedule-f-first = Day
schedule-f-last = Last day
schedule-f-times = Times
schedule-f-month = Month
schedule-f-about = Say “around”
schedule-f-follow = When details will be announced
schedule-f-part = Part of the month
schedule-f-repeat = Repeats
schedule-f-repeat-until = Repeats until
schedule-f-on = Days of the week
schedule-f-nth = Which one in the month
schedule-f-except = Days off
schedule-f-mode = How to take part
schedule-f-place = Name of the place
schedule-f-who = For whom
schedule-f-description = Description
schedule-f-access = Help for taking part
schedule-f-capacity = Places
schedule-f-capacity-venue = Places at the venue
schedule-f-capacity-online = Places online
schedule-f-register-by = Sign up until
schedule-f-register-by-time = Time
schedule-f-registration = Sign-up
schedule-f-attendance = Sign-up and check-in
schedule-f-check-in = Check in at the screen
schedule-f-check-in-before = Check-in begins so many minutes before
schedule-f-how-was = Asks how it was for so many minutes after
schedule-f-asks-category = Asks for the category
schedule-f-url = Address of the page about it
schedule-f-page-number = Page number
schedule-f-page = Page about it
schedule-f-qr = Where the QR code leads
schedule-h-qr = The phone page can be used while the settings have it open. While it is closed, the ward’s page stands in its place.
schedule-qr-usual = As in the settings
schedule-qr-ward = The ward’s page
schedule-qr-phone = The phone page
schedule-qr-none = No QR code
schedule-f-office = Name of the office
schedule-f-contact = Contact
schedule-f-tel = Telephone
schedule-f-fax = Fax
schedule-f-picture = Picture of the flyer
schedule-f-alt = What the picture shows
schedule-f-audience = On which screens
schedule-f-shown = Time on the screens
schedule-f-shown-from = Show from
schedule-f-shown-from-time = Time
schedule-f-shown-until = Show until
schedule-f-shown-until-time = Time
schedule-f-status = Takes place
schedule-f-time = Time
schedule-h-theme = The largest words on the screen. Leave it empty while it is not decided.
schedule-h-title = Shown large where there is neither a theme nor a series.
schedule-h-last = Leave it empty for one day.
schedule-h-month = Write it as 2027-05.
schedule-h-follow = When you will say what is not decided yet. The screen says it too.
schedule-h-nth = Only for every month. With none chosen it is the same day of each month.
schedule-h-on = For every week and every month. With none chosen it is the weekday of the first day.
schedule-h-until = Without it, it goes on.
schedule-h-except = There is no meeting on these days.
schedule-h-who = Without it the screen says that everybody is welcome.
schedule-h-description = Shown on the screen with the details.
schedule-h-capacity = Leave it empty where there is no limit.
schedule-h-fax = The way for those who do not use a telephone.
schedule-h-picture = PNG, JPEG, WebP or GIF, up to 12 MB. Large pictures are made smaller.
schedule-h-alt = Tells those who cannot see the picture what it is.
schedule-known = How much of the date is decided?
schedule-known-exact = Day and time
schedule-known-days = Day only
schedule-known-month = The month
schedule-known-undecided = Nothing yet
schedule-end-day-more = Ends on another day
schedule-times-whole-day = The whole day
schedule-times-not-announced = Times will be announced
schedule-follow-when = When will you announce it?
schedule-follow-none = Do not say
schedule-follow-day = On a day
schedule-follow-month = In a month
schedule-follow-over = That time has passed
schedule-part-any = Any time
schedule-part-early = Early
schedule-part-middle = Middle
schedule-part-late = Late
schedule-repeat-how = How it repeats
schedule-repeat-none = Does not repeat
schedule-repeat-week = Every week
schedule-repeat-month = Every month
schedule-repeat-weekday = Monday to Friday
schedule-repeat-day = Every day
schedule-monthly = Every month, { $nth } { $days }
schedule-monthly-day = Every month on day { $count }
schedule-nth-of =
    { $count ->
        [1] first
        [2] second
        [3] third
        [4] fourth
       *[other] fifth
    }
schedule-nth-last = last
schedule-day-mo = Monday
schedule-day-tu = Tuesday
schedule-day-we = Wednesday
schedule-day-th = Thursday
schedule-day-fr = Friday
schedule-day-sa = Saturday
schedule-day-su = Sunday
schedule-mode-both = Venue and online
schedule-mode-venue = Venue
schedule-mode-online = Online
schedule-mode-open = Not decided
schedule-tongues = Other languages
schedule-tongue-missing = { $count } to go
schedule-tongue-whole = complete
schedule-tongue-hint = What is not translated is shown in English or Japanese.
schedule-easy-hint = Write a reading as [場|ば]. Short sentences are easier to read.
schedule-tongue-nothing = Write it in Japanese and save: the fields for the translation will be here.
schedule-attending = Sign-up and check-in
schedule-attending-more = More about checking in
schedule-as-usual = As usual
schedule-yes = Yes
schedule-no = No
schedule-registration-open = Open
schedule-registration-later = Not yet
schedule-registration-not-needed = Not needed
schedule-reaching = Page and contact
schedule-poster = Flyer
schedule-picture-gone = Do without this picture
schedule-where-shown = Where and when it is shown
schedule-shot-elsewhere = “{ $name }” does not show this; the picture only has its size.
schedule-nothing = Nothing written
schedule-people =
    { $count ->
        [one] 1 person
       *[other] { $count } people
    }
schedule-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }

## With this meeting

schedule-deeds = This meeting
schedule-move = Move to another day
schedule-duplicate = Make a copy
schedule-cancel = Cancel it
schedule-resume = Take place after all
schedule-withdraw = Take off the screens
schedule-remove = Delete
schedule-cancel-title = Cancel this meeting?
schedule-cancel-text = Screens will say that it is cancelled; it does not vanish without a word. You can undo this. Changes that are not published yet are not shown; they stay among the versions.
schedule-cancel-do = Cancel the meeting
schedule-withdraw-title = Take this meeting off the screens?
schedule-withdraw-text = It leaves the screens and is a draft again. If it does not take place, “cancelled” tells more to those who come.
schedule-withdraw-do = Take off the screens
schedule-remove-title = Delete this meeting?
schedule-remove-text = It leaves the schedule and the screens. Records of who signed up and came stay.
schedule-remove-do = Delete
schedule-move-title = Move to another day
schedule-move-from = Now: { $when }
schedule-move-text = It is saved as a draft; publishing comes next.

## The picture of the screen

schedule-shot = Picture of the screen
schedule-shot-of = Picture of the screen: { $what }
schedule-shot-head = On the screen
schedule-shot-saved = On the screen, as last saved
schedule-shot-typed = On the screen, as written now (not saved)
schedule-shot-later = Save, or choose “See it like this”, and the picture of the screen will be here.
schedule-shot-cannot = There is no picture of this: a meeting that is over is not on any screen.
schedule-shot-no-painter = The machine that runs the office cannot draw screens. On a machine with a screen, the picture will be here.
schedule-look-size = Text size
schedule-look-lang = Language
schedule-look-colours = Colours
schedule-look-panel = Screen
schedule-look-do = See it like this
schedule-size-normal = Normal
schedule-size-large = Large
schedule-size-larger = Larger
schedule-size-largest = Largest
schedule-colours-light = Light
schedule-colours-dark = Dark
schedule-colours-high-contrast = High contrast

## Before publishing

schedule-lint = Before publishing
schedule-lint-count =
    { $count ->
        [one] 1 thing
       *[other] { $count } things
    }
schedule-lint-none = Nothing to look at again.
schedule-lint-past = The date has passed
schedule-lint-past-detail = A meeting that is over is not on any screen.
schedule-lint-day = To the date
schedule-lint-pages = Takes two pages at normal size
schedule-lint-pages-largest = Takes two pages at the largest size
schedule-lint-pages-detail = { $langs }. Previous and next lead to both.
schedule-lint-much = The slide has { $count } characters
schedule-lint-much-detail = Up to 120 can be read in passing.
schedule-lint-shorten = Shorten
schedule-lint-clash = Another meeting is there at the same time
schedule-lint-clash-detail = “{ $name }”, from { $when }.
schedule-lint-clash-of = { $name }, of the calendar { $calendar }
schedule-lint-clash-way = To the place
schedule-lint-translation = Not in { $lang } yet
schedule-lint-translation-detail = { $fields }. What is not translated is shown in Japanese or English.
schedule-lint-reading = Some kanji have no reading
schedule-lint-reading-detail = { $field }: { $words }
schedule-lint-reading-way = Write the reading
schedule-lint-readings = Kanji have their readings
schedule-lint-readings-detail = { $words }. You can change them.
schedule-lint-readings-way = See the readings
schedule-lint-sentence = Easy Japanese has a sentence of { $count } characters
schedule-lint-sentence-detail = { $field }. Up to 30 are easier to read.
schedule-lint-contrast = The picture has little contrast
schedule-lint-contrast-detail = Where light and dark are close to each other some people cannot make the picture out.
schedule-lint-contrast-way = Choose another
schedule-lint-alt = The picture is not described
schedule-lint-write = Write it
schedule-lint-fax = There is no fax number
schedule-lint-fax-detail = Those who do not use a telephone cannot reach you.
schedule-lint-links = Try the link once more
schedule-lint-link = The link does not answer
schedule-lint-link-answers = The link answers
schedule-lint-link-good = Answer { $count }
schedule-lint-link-status = The answer was { $count }. Please look at the address again.
schedule-lint-link-asking = The link is being tried
schedule-lint-link-asking-detail = A look at this page in a moment says whether it answers.
schedule-lint-link-unknown = Whether the link answers is not known
schedule-lint-link-way = To the address
schedule-link-name = There is no site of that name.
schedule-link-inside = Addresses of machines inside are not tried from here.
schedule-link-silent = No answer within 5 seconds.
schedule-link-certificate = The site cannot prove that it is the one of that name.
schedule-link-round = The site passes on and on, and no page comes of it.
schedule-link-no-web = The machine that runs the office has no way to the web.

## Publishing

schedule-publish-title = Publishing
schedule-publish-head = Publish “{ $name }”
schedule-publish-changes = What changes on the screens
schedule-publish-same = The same as what is shown now.
schedule-publish-now = Publish now
schedule-publish-do = Publish
schedule-publish-later = Publish at a time
schedule-publish-plan = Publish then
schedule-publish-unplan = Undo the plan
schedule-publish-back = Back to change it
schedule-publish-others = Others publish
schedule-publish-others-text = Your draft is saved. Please show this page to somebody who may publish.
schedule-publish-newer = Somebody has saved a newer version
schedule-publish-newer-text = What you see is the newer one. Please look again before publishing; nothing has changed yet.

## Versions

schedule-versions-title = Versions
schedule-versions-head = Versions of “{ $name }”
schedule-version-n = Version
schedule-version-when = When
schedule-version-changes = What changed
schedule-version-compare = Compare
schedule-version-before = Compare with { $count }
schedule-version-newest = Compare with the newest
schedule-version-first = The first one
schedule-version-same = No difference
schedule-version-title = Version { $count }
schedule-version-said = Version { $n }, { $when }, { $who }
schedule-restore-text = Makes this version a new draft. The present one stays too.
schedule-restore-do = Back to version { $count }
schedule-diff-field = Field
schedule-diff-before = Before
schedule-diff-after = After

## Two at once

schedule-merge-title = Which one stays?
schedule-merge-head = { $who } saved first, { $when }
schedule-merge-text = Nothing was overwritten, and what you wrote is still here. Please choose where the two differ.
schedule-merge-theirs = From { $who }
schedule-merge-mine = Mine
schedule-merge-same = Both of you wrote the same.
schedule-merge-do = Save what is chosen
schedule-merge-all-mine = Take all of mine
schedule-merge-all-theirs = Leave my changes

## What can be mended

schedule-mend-name = Please write a theme or a name. While the theme is open, the name of the series will do.
schedule-mend-series = With a number, please write the name of the series too.
schedule-mend-long = This is too long: 200 characters in a line, 2000 in the description.
schedule-mend-number = Please write a number.
schedule-mend-minutes = Up to 1440 minutes, a day.
schedule-mend-day-missing = Please write the day.
schedule-mend-day = This day could not be read. Write it as 2026-12-17.
schedule-mend-start-missing = Please write when it begins. If that is open, choose “Day only”.
schedule-mend-time-missing = Please write the time.
schedule-mend-time = This time could not be read. Write it as 13:30.
schedule-mend-end-before = It ends before it begins. If it ends on another day, write that day too.
schedule-mend-end-missing = With a day of its end, please write the time of its end too.
schedule-mend-last-before = The last day is before the first.
schedule-mend-month-missing = Please write the month.
schedule-mend-month = This month could not be read. Write it as 2027-05.
schedule-mend-repeat-day = What repeats needs its first day: choose “Day and time” or “Day only”.
schedule-mend-nth = With a day of the week, please choose which one in the month.
schedule-mend-until-before = It stops repeating before its first day.
schedule-mend-url-missing = With a page number, please write the address too.
schedule-mend-url = Please write an address that starts with https://.
schedule-mend-alt = Please say in words what the picture shows.
schedule-mend-window = It stops being shown before it begins.
schedule-mend-other = This cannot be saved as it is. Please look at it again.
schedule-mend-plan-past = Please write a time that is still to come.

## What was done

done-meeting-saved = Saved as a draft. The screens have not changed yet.
done-meeting-published = Published. Connected screens show it.
done-meeting-saved-anew = Somebody had deleted this meeting. What you wrote was saved as a new draft.
done-meeting-planned = It will be published then. Until then you can undo this.
done-meeting-plan-ended = It will not be published by itself.
done-meeting-withdrawn = Off the screens. The draft is still here.
done-meeting-cancelled = Cancelled. Where it was published, screens say so.
done-meeting-resumed = It takes place after all.
done-meeting-moved = The new day is saved as a draft. Screens change when it is published.
done-meeting-copied = Copied. Please write its date and save.
done-meeting-removed = Deleted. Its versions are kept.
done-meeting-restored = The earlier version is the new draft.
schedule-poster-sheet = Poster (PDF)
schedule-poster-picture = Poster (picture, PNG)
schedule-poster-others = Posters in other languages

# One date of a meeting that repeats: called off, or changed by itself.
dates-title = Date by date
dates-link = Date by date
dates-lead = One date can be cancelled, or have another day or place. The others stay as they are.
dates-not-shown = Once this is published, single dates can be cancelled or changed. Until then there are the days off.
dates-all-cancelled = All dates of this meeting are cancelled.
dates-none = No dates to come
dates-none-text = The repetition has ended.
dates-state = State
dates-as-planned = As planned
dates-moved = Moved
dates-own = Changed on this date only
dates-outside = No longer in the plan
dates-off = Day off
dates-draft = A change is prepared (screens show it as planned)
dates-screens = It is shown on the screens of the meeting that repeats.
dates-row-not-shown = Not on the screens (the meeting that repeats is not)
dates-row-not-shown-text = The meeting that repeats is not on the screens, so this date is not either. Publish that meeting first.
dates-fate = Dates decided by themselves, and dates with sign-ups
dates-follows = { $when }: what was changed for this date only stays; the rest becomes what is new.
dates-stays-alone = { $when }: there are sign-ups or records, so it stays a meeting of its own. The meeting that repeats begins beside it, as a new one.
dates-stays-row = { $when }: so that its sign-ups and records go on, it stays a meeting that repeats, and ends on this day.
dates-falls-out = { $when }: no longer in the plan, but { $people } people signed up. Screens will say “cancelled”.
dates-falls-out-nobody = { $when }: no longer in the plan, but there are records of it. Screens will say “cancelled”.
dates-falls-out-apart = { $when }: no longer in the plan, but screens told of this date by itself. They will say “cancelled”.
dates-stays-moved = { $when }: it was moved here from another day. It takes place, whatever becomes of the plan.
dates-stays-off = { $when }: it stays cancelled. If it is to take place, bring it back on the page of dates.
dates-over-moved = { $when }: it is over, and has records. On another day they would become records of that day. Make the new meeting with “Make a copy” instead.
dates-instead = Instead: { $when }
dates-open = Open
dates-move = Change day or time
dates-edit = Change what it says
dates-cancel = Cancel
dates-later = Later dates
dates-to-row = To the meeting
dates-one-of = This is the date of { $day } of “{ $name }”, which repeats. What you change here is for this date only.
dates-one = One date of a meeting that repeats
dates-to-all = See the other dates
schedule-cancel-all-title = Cancel all dates of this meeting?
schedule-cancel-all-text = Screens will say of every date to come that it is cancelled. You can undo this. A single date is cancelled under “Date by date”.
schedule-cancel-all-do = Cancel all dates
schedule-cancel-date-title = Cancel this date?
schedule-cancel-date-text = Screens will say of this date that it is cancelled. The others go on as planned. You can undo this.
schedule-cancel-date-do = Cancel this date
schedule-rejoin = Back to the plan
schedule-rejoin-title = Put this date back to the plan?
schedule-rejoin-text = What was changed for this date goes, and it is as the meeting that repeats. Records of who signed up and came stay.
schedule-rejoin-do = Back to the plan
schedule-withdraw-date-title = Take the change of this date off the screens?
schedule-withdraw-date-text = On the screens this date will be as the meeting that repeats. What was written stays as a draft.
schedule-withdraw-date-do = Back to the plan
schedule-remove-outside-title = Delete this date?
schedule-remove-outside-text = The plan does not have this date any more. Deleted, it goes from screens and lists, and whoever has a receipt of it is told nothing. To say that it does not take place, leave it “cancelled”.
schedule-remove-outside-do = Delete
schedule-withdraw-outside-title = Take this date off the screens?
schedule-withdraw-outside-text = The plan does not have this date any more. Taken off, it goes from the screens, and whoever has a receipt of it is told nothing. To say that it does not take place, leave it “cancelled”.
schedule-withdraw-outside-do = Take off
schedule-ends-plan = A version waits to be published at a set time. It will not be published then; it stays in the list of versions.
done-date-cancelled = This date is cancelled, and screens say so.
done-date-rejoined = The date is back in the plan.
done-date-gone = That date is no longer in the plan. Somebody may have changed it. The table below is how things stand.
done-date-as-planned = It is as planned. Nothing has been changed for this date.
