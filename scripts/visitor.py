"""A visitor for scripts/measure and scripts/torture: learns the screens of attendance once, by ear, and then goes by sight.

Learning is by AT-SPI, as a screen reader has the sign: names and places of headings and buttons. What is remembered
of a screen is how its heading looks. From then on only pixels count, which takes a millisecond instead of fifty.
"""

import json
import os
import re
import subprocess
import time
from datetime import datetime, timedelta, timezone

from screen import HEIGHT, WIDTH, Codes

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MEETING, TITLE = "m1", "場をひろげる"
# Sooner after a screen has come, the kiosk takes a tap for a trembling hand.
READING = 0.52


def settings(home):
    """A place with one meeting that begins in twenty minutes: one can still register, and check in already.

    Nobody is asked anything: the questions before do not touch the disk.
    """
    start = datetime.now(timezone(timedelta(hours=9))) + timedelta(minutes=20)
    moment = [(start + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M") for minutes in (0, 360)]
    meeting = {"id": MEETING, "title": TITLE, "mode": "venue",
               "when": {"kind": "exact", "start": moment[0], "end": moment[1]}}
    programme = {"format": "hiroba-programme", "version": 1, "timeZone": "Asia/Tokyo", "meetings": [meeting]}
    with open(home + "/programme.json", "w", encoding="utf-8") as file:
        json.dump(programme, file)
    with open(home + "/kiosk.toml", "w", encoding="utf-8") as file:
        file.write('[[source]]\nname = "ward"\naddress = "programme.json"\n'
                   f'[paths]\nrecords = "{home}/records"\n[attendance]\nasks_category = false\n'
                   '[hub]\nlisten = "127.0.0.1:0"\n')
    return home + "/kiosk.toml"


def start(binary, display, settings_file, **further):
    env = dict(display.env, **further)
    with open(display.home + "/log", "a", encoding="utf-8") as log:
        return subprocess.Popen([binary, "kiosk", "--config", settings_file], env=env, stdin=subprocess.DEVNULL, stderr=log)


def words():
    """The Japanese words of the interface, by their names."""
    with open(ROOT + "/ui/lang/ja/hiroba.ftl", encoding="utf-8") as file:
        return dict(re.findall(r"^([a-z-]+) = (.+)$", file.read(), re.MULTILINE))


def bare(text):
    return re.sub(r"\s", "", text)


class Ear:
    """Hears the sign over an accessibility bus of its own."""

    def __init__(self, display):
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], env=display.env,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.address = self.bus.stdout.readline().decode().strip()
        env = dict(display.env, DBUS_SESSION_BUS_ADDRESS=self.address)
        subprocess.run(["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method",
                        "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"],
                       env=env, stdout=subprocess.DEVNULL, check=True)
        # The bus is chosen when the library is loaded.
        os.environ.update(DBUS_SESSION_BUS_ADDRESS=self.address, DISPLAY=display.name)
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        # It grumbles about every event it was not asked about.
        GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)
        self.spi = Atspi

    def hears(self):
        """Role, name and place of everything on the screen; nothing when the sign is not there yet."""
        desktop = self.spi.get_desktop(0)
        apps = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        found = []

        def walk(node):
            if node is None:
                return
            if node.get_name() and node.get_component_iface() is not None:
                box = self.spi.Component.get_extents(node, self.spi.CoordType.SCREEN)
                found.append((node.get_role_name(), node.get_name(), (box.x, box.y, box.width, box.height)))
            for i in range(node.get_child_count()):
                walk(node.get_child_at_index(i))

        for app in apps:
            if app is not None and app.get_name() == "hiroba":
                walk(app)
        return found

    def close(self):
        self.bus.terminate()
        self.bus.wait()


class Lost(Exception):
    """The screen that was to come did not come."""


class Visitor:
    """Knows the screens and buttons of attendance, and walks through them by taps."""

    def __init__(self, display):
        self.display = display
        self.codes = Codes()
        self.words = words()
        # Of each screen: where its heading is and how it looks.
        self.screens = {}
        # Of each screen: the middle of each button, by the name of its words.
        self.buttons = {}
        self.code_place = None
        self.tapped = 0.0

    # Learning.

    def learn(self, binary, settings_file):
        """Walks through everything once, at leisure, on a kiosk of its own. Gives the receipt it got."""
        ear = Ear(self.display)
        kiosk = start(binary, self.display, settings_file, DBUS_SESSION_BUS_ADDRESS=ear.address)
        try:
            self.study(ear, "sign", TITLE, ["register", "check-in"])
            self.at_leisure("sign", "register")
            self.study(ear, "confirm", self.words["confirm-registration"], ["register"])
            self.at_leisure("confirm", "register")
            self.study(ear, "thanks", self.words["registered-title"], ["finish"])
            receipt = self.codes.read(self.display, self.code_place)
            self.at_leisure("thanks", "finish")
            self.wait("sign")
            self.at_leisure("sign", "check-in")
            self.study(ear, "reception", self.words["reception-heading"], ["walk-in"])
            self.at_leisure("reception", "walk-in")
            self.study(ear, "confirm-here", self.words["confirm-check-in"], ["check-in"])
            self.at_leisure("confirm-here", "check-in")
            self.study(ear, "welcome", self.words["checked-in"], ["finish"])
            self.at_leisure("welcome", "finish")
            self.wait("sign")
            self.display.scan(receipt)
            self.wait("welcome")
            self.display.key("Home")
            self.wait("sign")
            self.display.scan(receipt)
            self.study(ear, "already", self.words["already-done"], [])
            self.display.key("Home")
            self.wait("sign")
            return receipt
        finally:
            kiosk.terminate()
            kiosk.wait()
            ear.close()

    def study(self, ear, screen, heading, buttons):
        """Waits until this heading is heard, then looks at it and notes where the buttons are."""
        heard = []
        for _ in range(100):
            time.sleep(0.3)
            before, heard = heard, ear.hears()
            places = [box for role, name, box in heard if role == "label" and bare(name) == bare(heading)]
            # A window takes a moment to become as large as the screen.
            if places and heard == before:
                break
        else:
            raise Lost(f"\"{heading}\" is never heard, but {[name for _, name, _ in heard]}")
        x, y, w, h = places[0]
        place = (x, y, min(w, 480), h)
        self.screens[screen] = (place, self.display.strip(*place))
        for button in buttons:
            name = bare(self.words[button])
            found = [box for role, label, box in heard if role.endswith("button") and bare(label).startswith(name)]
            if len(found) != 1:
                raise Lost(f"there are {len(found)} buttons \"{self.words[button]}\" on the screen \"{heading}\", not one")
            x, y, w, h = found[0]
            self.buttons[screen, button] = (x + w // 2, y + h // 2)
        for role, name, box in heard:
            if screen == "thanks" and role == "image" and bare(name).startswith(bare(self.words["label-receipt-qr"])):
                x, y, w, h = box
                self.code_place = (max(x - 8, 0), max(y - 8, 0), min(w + 16, WIDTH - x), min(h + 16, HEIGHT - y))

    def at_leisure(self, screen, button):
        time.sleep(READING)
        self.tap(screen, button)

    # By sight.

    def sees(self, screen):
        place, look = self.screens[screen]
        return self.display.strip(*place) == look

    def wait(self, *screens, limit=10.0, meanwhile=lambda: None):
        """Waits until one of these screens is there and says which."""
        until = time.monotonic() + limit
        while time.monotonic() < until:
            for screen in screens:
                if self.sees(screen):
                    return screen
            meanwhile()
        raise Lost(f"the screen {' or '.join(screens)} did not come within {limit} s")

    def tap(self, screen, button):
        self.display.tap(*self.buttons[screen, button])
        self.tapped = time.monotonic()

    def receipt(self):
        """The receipt on the screen, if a whole one is there."""
        text = self.codes.read(self.display, self.code_place)
        return text if text and re.fullmatch("[0-9]{8}", text) else None
