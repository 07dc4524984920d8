# Texts of the screens, quiet hours, page and contacts, for all screens, a group or one.

## Which screens

own-which = Which screens
own-group = Group { $group }
own-more = More
own-single = One screen alone
own-single-text = From the page of a screen you can set texts, quiet hours and contacts for it alone.
own-to-kiosks = To the list of screens
own-kiosk = This screen alone
own-kiosk-text = Texts, quiet hours and contacts can be set for this screen alone.

## Texts of the screens

texts-title = Texts of the screens
texts-text = What the screens say from the start can be said in words of your own.
texts-open = See the texts of the screens
texts-lead = Only what you write changes. Where you write nothing, the words below stand.
texts-place = The name of the place, its greeting and where staff are stand here.
done-texts-saved = Saved. Connected screens show it at once.
act-texts-changed = Texts of the screens were changed
log-kind-texts = Texts of the screens
own-look-text = The screen of which text
own-otherwise = Otherwise:
own-args = In the place of { $args } the screen puts a number.
own-count =
    { $count ->
        [one] { $count } written
       *[other] { $count } written
    }
own-long = “{ $text }” needs a second page at the largest size
own-long-detail = { $lang }. It goes on on the next page.
own-name = Name of this place
own-welcome = Greeting when nothing is planned
own-staff-place = Where staff are
own-welcome-title = Large words when nothing is planned, and after check-in
own-nothing-planned = Second line when nothing is planned
own-staff-help = Second line of the screen “call staff”
own-full-choices = What can be done when it is full
own-ask-elsewhere = What can be done when the screen takes no sign-ups
own-keep-receipt = Words after signing up
own-lost-receipt = Second words after signing up
own-come-in = Words after check-in
own-checked-in-people = Words after check-in (two people or more)
own-come-anyway = Words after cancelling, or when sign-up has ended
own-thank-you = Thanks after a word about the day
own-page-hint = How the page number is used
mend-own-long = This has room for { $count } full-width characters, or twice as many Latin letters.
mend-own-braces = The only braces that can stand here are { $args }.
mend-own-no-braces = {"{"} and {"}"} cannot stand here.

## Quiet hours

quiet-title = Quiet hours
quiet-text = In hours when nobody comes, screens are dimmed or dark.
quiet-open = See the quiet hours
quiet-lead = A touch makes a screen light at any time. Emergency notices show in quiet hours too.
quiet-own = Are quiet hours set here
quiet-own-no = Not set here
quiet-own-yes = Set as follows
quiet-span = Hours { $count }
quiet-from = From
quiet-to = Until
quiet-days = Days on which they begin
quiet-days-hint = None chosen: every day.
quiet-look = Screen
quiet-dim = Dimmed
quiet-dark = Black
quiet-more-spans = If they end earlier than they begin, they last until the next day. If you need more, saving adds fields. Without its times an entry goes.
quiet-otherwise = When not set here
quiet-otherwise-file = The settings file of each screen says it.
quiet-none = There are no quiet hours.
quiet-every-day = Every day
quiet-joint = , {""}
quiet-said = { $days }, { $from } to { $to }: { $look }
done-quiet-saved = Saved. Connected screens follow at once.
act-quiet-changed = Quiet hours were changed
log-kind-quiet = Quiet hours

## Page and contacts

reach-title = Page and contacts
reach-text = The page with more, its number, telephone and fax can be others for a group or for one screen.
reach-open = See page and contacts
reach-place = Page and contacts of all screens are set here. Choose a group or a screen to give it others.
reach-lead = Only what you write here changes on these screens. Where you write nothing, they are as on the other screens.
reach-page = The ward’s page
reach-contact = Contacts
reach-contact-hint = Once you write any of these, only what stands here is shown: name of the office, telephone and fax.
reach-none = None is set so far.
done-reach-saved = Saved. Connected screens show it at once.
act-reach-changed = Page and contacts were changed
log-kind-reach = Page and contacts

## Back to an earlier version

own-restore-text = Sets everything as it was in this version. Connected screens show it at once. The present version stays too.
done-own-restored = Set as it was in the earlier version. Connected screens show it at once.
act-own-restored = Settings were put back to an earlier version
