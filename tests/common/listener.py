"""A screen reader's way through the sign: finds words and named buttons, and presses those it is told.

Prints what it finds as one line of JSON, a list of [role, name, which of how many]. Then reads one name (JSON, a line) after the
other, invokes the default action of the button of that name, waits until the words have changed, and prints again.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def walk(node):
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child)


def application():
    for _ in range(100):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_name() == "hiroba" and app.get_child_count() > 0:
                # What this library remembers of a node it does not forget when the node goes: it does not
                # understand the messages that say so ("unknown signature").
                app.set_cache_mask(Atspi.Cache.NONE)
                return app
        time.sleep(0.1)
    sys.exit("the sign is not in the tree of accessibility")


def findings(app):
    return [(node.get_role_name(), node.get_name(), position(node)) for node in walk(app) if node.get_name()]


def position(node):
    """Which of how many it is, as "2/5"; nothing where that is not told."""
    attributes = node.get_attributes() or {}
    if "posinset" not in attributes:
        return ""
    return f"{attributes['posinset']}/{attributes.get('setsize', '?')}"


def settled(app):
    """What is found once two looks in a row find the same: changes arrive node by node."""
    last = findings(app)
    for _ in range(50):
        time.sleep(0.2)
        now = findings(app)
        if now == last:
            return now
        last = now
    return last


def press(app, name):
    # An update may put another node in the place of a button that was just found: then it is looked for anew.
    for _ in range(20):
        named = [node for node in walk(app) if node.get_role_name().endswith("button") and node.get_name() == name]
        if len(named) != 1:
            sys.exit(f"there are {len(named)} buttons {name!r}, not one")
        named[0].clear_cache()
        action = named[0].get_action_iface()
        if action is not None:
            if not action.do_action(0):
                sys.exit(f"the button {name!r} does not do what it is for")
            return
        time.sleep(0.2)
    sys.exit(f"the button {name!r} cannot be pressed")


app = application()
before = settled(app)
print(json.dumps(before), flush=True)
for line in sys.stdin:
    press(app, json.loads(line))
    for _ in range(50):
        time.sleep(0.1)
        if findings(app) != before:
            break
    before = settled(app)
    print(json.dumps(before), flush=True)
