# Pages on a visitor's own phone. What the screen says too is said in its words (hiroba.ftl).

## On every page

brand = Hiroba
skip-to-content = Skip to the page
phone-languages = Choose a language
phone-counter = What you can do here
no-hurry = There is no hurry.
to-the-meeting = To the meeting
stop = Stop
ward-page = The ward’s page

## A meeting

over = This meeting has ended.
nothing-to-do = There is nothing you need to do.
have-receipt = I have a receipt number (look, change, cancel)
add-to-calendar = Add to my calendar
no-calendar-yet = Once the date is known, you can add it to your calendar here.

## Signing up

people-sentence = Count yourself too. For more than 20, please phone or fax.
answered-way = How
answered-who = Taking part as
answered-people = How many
change-way = Change how you take part
change-who = Change what you take part as
register-now = Sign up
shown-once = The number is shown on this page only.

## The receipt number

number-heading = Enter your receipt number
number-lead = You can look at your sign-up, change it or cancel it, until the meeting ends.
receipt-not-shown = The meeting of this number is not shown now
changed-often = It cannot be changed here any more
changed-often-sentence = It was changed many times already. Please phone or fax to change it again. You can still cancel it here.

## Not now

not-here = This page is not here now
not-here-ward = The ward’s page, phone and fax tell you about meetings.
not-here-come = You can also just come on the day.
wait = Please wait a little and try again
wait-minutes =
    { $count ->
        [one] It works again in about a minute.
       *[other] It works again in about { $count } minutes.
    }
wait-elsewhere = You can also phone or fax.

## A sentence

sentence-heading = Anything you would like to say?
sentence-lead = You can write one sentence about the meeting. You do not have to.
sentence-label = Your sentence
sentence-hint = Please write no names, and nothing that shows who somebody is. At most 120 characters. It may be shown on the screen or in the newsletter.
sentence-send = Send
sentence-empty = Please write a sentence before you send it.
sentence-long = It has { $count } characters now. Please make it at most 120.
sentence-full = No more can be taken just now. Please tell the staff.
sentence-once-more = These words have not arrived yet. To send them, please press “Send” once more.
sentence-thanks-title = It has arrived
sentence-thanks = Thank you for your words.
sentence-thanks-use = The staff read it. Nobody knows who wrote it.
sentence-first-kept = The staff have your first sentence, and it stays as it was. If something in it should change, please tell them.
