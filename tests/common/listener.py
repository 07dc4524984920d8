"""A screen reader's way through the sign: finds words and named buttons, and presses one of them.

Prints one line per finding: role, TAB, name. With an argument it invokes the default action of the button of
that name first, and waits for the words to change.
"""

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
                return app
        time.sleep(0.1)
    sys.exit("the sign is not in the tree of accessibility")


def findings(app):
    return [(node.get_role_name(), node.get_name()) for node in walk(app) if node.get_name()]


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


app = application()
before = settled(app)
for role, name in before:
    print(f"{role}\t{name}")
if len(sys.argv) > 1:
    button = next(node for node in walk(app) if node.get_role_name().endswith("button") and node.get_name() == sys.argv[1])
    if not button.get_action_iface().do_action(0):
        sys.exit("the button does not do what it is for")
    for _ in range(50):
        time.sleep(0.1)
        after = findings(app)
        if after != before:
            break
    after = settled(app)
    print("--")
    for role, name in after:
        print(f"{role}\t{name}")
