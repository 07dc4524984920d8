# The words of the staff pages.

## On every page

brand = Hiroba
hub-name = Office
skip-to-content = Skip to the page
nav-label = Main pages
nav-schedule = Schedule
nav-notices = Notices
nav-kiosks = Screens
nav-attendance = Sign-up and check-in
nav-reports = Reports
nav-settings = Settings
nav-account = My settings
menu = Menu
menu-close = Close the menu
crumbs-label = Where you are
actions-label = What you can do here
sign-out = Sign out
# In the other language, and by its own name.
language-switch = 日本語
language-switch-code = ja

## Forms

optional = May be left empty
to-mend =
    { $n ->
        [one] One thing to look at again
       *[other] { $n } things to look at again
    }
kept = What you wrote is still here
save = Save
save-draft = Save as draft
go-back = Back
stop = Stop
edit = Edit
search = Search

## States

state-published = Published
state-draft = Draft
state-scheduled = Waiting to be published
state-cancelled = Cancelled
state-past = Past
state-all = All

## From page to page

pages-label = Pages
pages-before = Previous
pages-after = Next
pages-where = Page { $n } of { $of }
show-as-table = Show as a table

## A visitor's own phone

phone-languages = Choose a language
phone-counter = What you can do here
