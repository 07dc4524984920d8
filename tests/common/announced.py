"""Prints what a screen reader is told to say by itself: one line of JSON for each announcement, the first is "ready"."""

import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

Atspi.init()
listener = Atspi.EventListener.new(lambda event: print(json.dumps(event.any_data), flush=True))
if not listener.register("object:announcement"):
    raise SystemExit("nothing announces here")
print(json.dumps("ready"), flush=True)
Atspi.event_main()
