# Notices, themes, voices, emergency notices, settings of the place.

## Names of languages

lang-ja = Japanese
lang-ja-easy = Easy Japanese
lang-en = English
lang-zh-Hans = Chinese
lang-ko = Korean
lang-missing = not there yet
langs-missing = Not yet: { $langs }
furigana-hint = Readings are written like this: [場|ば].
form-to-mend = { $count } { $count ->
    [one] place
   *[other] places
} to look at again
mend-text-long = This has room for { $count } letters.
mend-unclear = Something could not be read ({ $where }).
mend-somebody-else = { $who } saved this while you were writing. Save once more to put yours in its place; what { $who } wrote stays in the history.
mend-place-somebody-else = Somebody else saved this while you were writing. Save once more to put yours in its place.

## All notices

notices-which = What to see
notices-what = What
notices-when = Shown
notices-state = State
notices-more = Other pages
notices-none = Nothing here yet
notices-none-text = Notices take turns with meetings on the screens, in words alone or with a picture.
sort-notice = Notices
sort-theme = Themes
sort-voice = Voices
add-notice = Write a notice
add-theme = Write a theme
add-voice = Add a voice
state-new = Not saved yet
state-published-draft = Published; changes are still a draft
state-run-out = Its time is over
state-comes = Will be shown
shown-from = from { $at }
shown-until = until { $at }
shown-always = Always
take-down = Take down
publish-hint = Once published, it is on connected screens at once.
save-and-show = Save and show
done-notice-saved = Saved as a draft. Screens do not change yet.
done-notice-published = Published. Connected screens show it at once.
done-notice-taken-down = Taken off the screens. What was written is kept.
done-notice-removed = Deleted.
done-notice-restored = The earlier version is the new draft.
notice-remove = Delete
notice-remove-ask = Delete “{ $title }”?
notice-remove-shown = It goes from the screens at once, too.
notice-remove-draft = It is not on any screen yet.
notice-remove-do = Delete

## Writing a notice

notice-title = Title
notice-body = Text
notice-body-hint = Up to 120 letters fit on one slide.
notice-picture = Picture
notice-picture-hint = PNG, JPEG, WebP or GIF, up to 12 MB.
notice-alt = What the picture shows
notice-alt-hint = Heard by people who do not see it. Needed where there is a picture.
picture-remove = Leave this picture out
voice-sentence = Sentence
voice-role = Whose voice it is
voice-role-hint = Never a name. For example: somebody who took part.
notice-how = How it is shown
notice-from = First day
notice-from-time = Time
notice-until = Last day
notice-until-time = Time
notice-window-hint = Left empty, it is shown always; without a time, all day.
notice-days = Days of the week
notice-days-hint = None chosen is every day.
day-mo = Mon
day-tu = Tue
day-we = Wed
day-th = Thu
day-fr = Fri
day-sa = Sat
day-su = Sun
notice-hours-from = Hours { $n }, from
notice-hours-to = Hours { $n }, to
notice-priority = How often
priority-high = More often
priority-normal = As usual
priority-low = Less often
theme-meeting = Meeting
theme-no-meeting = No meeting
audience = Screens
audience-all = All screens
audience-chosen = Only the screens chosen here
audience-groups = Groups
audience-singles = Single screens
audience-group = Group “{ $group }”
audience-group-empty = Group “{ $group }” (no screen in it now)
audience-gone = { $name } (taken away)
audience-is-gone = This screen is here no more
audience-unknown = A screen that is here no more
audience-joint = {", "}
audience-count =
    { $count ->
        [one] { $count } screen
       *[other] { $count } screens
    }
audience-these = { $count }: { $names }
audience-more = and { $count } more
audience-nobody = No screen shows this now. To show it, please choose screens again.
mend-screens-none = Please choose at least one screen.
mend-screens-nobody = There is no screen now where you chose. Please choose other screens.
notice-lint-past = Its time on the screens is over
notice-lint-past-detail = Published now, it would not show any more.
mend-japanese-missing = Please write it in Japanese. Where another language is missing, Japanese is shown.
mend-alt-missing = Please say what the picture shows, for people who do not see it.
mend-day-missing = A time alone does not say when. Please write the day, too.
mend-day-unclear = The day or the time could not be read.
mend-until-before = It would end before it begins.
mend-hours = Hours need both a beginning and an end.
mend-hours-unclear = The time could not be read. Please write it like 13:30.
mend-picture-unknown = This file cannot be read as a picture. Please choose a PNG, JPEG, WebP or GIF file.
mend-picture-damaged = This file is broken off. Please save the picture again and choose that.
mend-picture-large = This file is too large. Please choose one of up to 12 MB.

## Emergency notices

emergency-title = Emergency notice
emergency-text = In an earthquake or fire it takes over all screens, or those you choose, at once. Drills can be held, too.
emergency-open = To emergency notices
emergency-running = On the screens now
emergency-none-running = Nothing
emergency-past = Earlier ones
emergency-none-past = None yet.
emergency-what = What
emergency-sent = Sent
emergency-how-ended = How it ended
emergency-ended-at = ended by staff, { $at }
emergency-ran-out = ran until { $at }
emergency-look = See
emergency-end = End it
emergency-until-said = until { $at }
emergency-exercise = Drill
emergency-exercise-said = It says in large letters that this is a drill
emergency-new = Send an emergency notice
emergency-new-text = Choose what comes closest: the sentences are there, and you can change them before sending.
emergency-not-yours = Publishers and administrators can send them.
emergency-earthquake = Earthquake
emergency-fire = Fire
emergency-evacuation = Moving to a shelter
emergency-shelter = Staying inside
emergency-rain = Heavy rain
emergency-test = Test of the screens
emergency-blank = Write your own
emergency-headline = Headline
emergency-description = What has happened
emergency-instruction = What to do
emergency-how = How it is shown
emergency-status = Actual or drill
emergency-actual = Actual
emergency-exercise-choice = Drill; the screens say so
emergency-for = Until when
emergency-for-hint = An end is always set. You can end it sooner.
for-moments = at once
for-minutes = { $count } minutes
for-hours = { $count } { $count ->
    [one] hour
   *[other] hours
}
for-days = { $count } days
emergency-exact = A day and a time
emergency-date = Day
emergency-time = Time
emergency-where = Screens
emergency-until = Until
emergency-to-confirm = Look at it before sending
emergency-confirm = Is this right?
emergency-confirm-text = Nothing is shown yet. The screens will show exactly these sentences.
emergency-send = Send now
emergency-send-exercise = Send now as a drill
emergency-back = Go back and change
emergency-is-running = On the screens now
emergency-is-over = It is over
emergency-sent-at = Sent { $at }
emergency-end-ask = End this?
emergency-end-text = All screens go back to what they show otherwise, at once.
emergency-end-do = End it now
done-emergency-sent = Sent. Connected screens show it at once.
done-emergency-ended = Ended. The screens go back to what they show otherwise.
mend-headline-missing = Please write a headline.
mend-status-missing = Please choose whether it is actual or a drill.
mend-expires-missing = Please set until when it is shown.
mend-expires-past = Please choose a time that is still to come.
mend-expires-far = The end can be { $count } days away at the most. You can send it again later.

## Settings

settings-more = More settings
place-title = This place
place-text = Name, welcome, where staff are, the ward’s page, telephone and fax.
place-open = To the settings of this place
place-name = Name of this place
place-welcome = Welcome
place-welcome-hint = For example: Welcome. You may just sit here
place-staff = Where staff are
place-staff-hint = Shown after “Call staff”.
place-office = Name of the office
place-reach = Contact and page
place-tel = Telephone
place-fax = Fax
place-fax-hint = For people who cannot hear. It stands beside the telephone.
place-url = Address of the ward’s page
place-url-hint = It becomes the QR code.
place-number = Page number
place-number-hint = What one types into the search of the ward’s site.
done-place-saved = Saved. Connected screens show it at once.
mend-place-name = Please write a name.
mend-url = The address begins with https://.
mend-url-missing = With the page number, please give the address of the page, too.
mend-telephone = Please use digits and -.
categories-title = Categories
categories-text = The answers when sign-up and check-in ask as what somebody takes part.
categories-open = See categories
categories-how = Screens show them in this order. “No answer” always comes last.
categories-full = Screens have room for 7.
categories-built-in-do = Back to the built-in categories
categories-built-in-hint = The present ones stay in the history.
categories-are-built-in = These are the built-in categories. Change one, and they become those of this place.
category-add = Add a category
category-title = Category
category-name = Name
category-hint = Meaning
category-hint-hint = The second line on its button.
category-part = Part { $count }
category-part-order = Order { $count }
category-parts-hint = Parts stand in the order of their numbers. A part without a name is dropped.
category-division = What its parts mean
category-division-hint = Reports are written accordingly.
category-complete = Everybody belongs to one of them
category-of-which = Some belong to one, some to none (of which ...)
category-of-which-said = of which { $subs }
category-remove = Delete this category
category-remove-ask = Delete “{ $name }”?
category-remove-text = It will not be asked for any more. Earlier records stay.
category-remove-do = Delete
move-up = Up
move-down = Down
done-categories-saved = Saved. Connected screens show it at once.
done-categories-built-in = The built-in categories are back.
done-categories-last = The last one stays. You can go back to the built-in categories.
done-categories-somebody-else = Somebody else changed them first. Please look at them and try again.
mend-category-name = Please write the name in Japanese.
sample-title = Sample
sample-published = Something is published, so the sample is not shown.
sample-is-on = Nothing is published yet, so the screens show the sample.
sample-is-off = The sample is off. Until something is published, screens are quiet.
sample-off-do = Do not show the sample
sample-on-do = Show the sample
done-sample-off = The sample is off.
done-sample-on = The sample shows until something is published.

## The log of changes

act-notice-saved = A notice was saved as a draft
act-notice-published = A notice was published
act-notice-restored = An earlier version of a notice was put back as a draft
act-notice-taken-down = A notice was taken down
act-notice-removed = A notice was deleted
act-emergency-sent = An emergency notice was sent
act-emergency-ended = An emergency notice was ended
act-place-changed = The settings of the place were changed
act-categories-changed = Categories were changed
act-categories-built-in = The built-in categories were brought back
act-sample-set = The sample was switched
