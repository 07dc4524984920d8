"""How long somebody waits for their thank-you: for scripts/measure, which says what it is for.

Visitors register on the real kiosk, by taps on its window. The clock starts when the finger goes up from the last
button. It is read when the database has a record more, seen by another process, and when the pixels of the thank-you
are there.
"""

import sqlite3
import sys
import tempfile
import time

from screen import Display
from visitor import READING, Visitor, settings, start

BINARY, VISITS = sys.argv[1], int(sys.argv[2])


def visit(display, visitor, version):
    """Registers once. Gives the seconds to the disk and to the thank-you."""
    visitor.wait("sign")
    visitor.tap("sign", "register")
    visitor.wait("confirm")
    time.sleep(READING)
    display.point(*visitor.buttons["confirm", "register"])
    display.button(True)
    time.sleep(0.05)
    before = version()
    display.button(False)
    at = time.monotonic()
    # SQLite shows others a transaction only when its log has been flushed.
    while version() == before:
        if time.monotonic() - at > 10:
            sys.exit("A registration never came to the disk.")
        # Looking without a pause would take one of few cores from the kiosk.
        time.sleep(0.0002)
    stored = time.monotonic() - at
    while not visitor.sees("thanks"):
        if time.monotonic() - at > 10:
            sys.exit("A thank-you never came.")
    thanked = time.monotonic() - at
    display.key("Home")
    return stored, thanked


def middle_and_worst(seconds):
    """The median, the 99th of a hundred, and the worst, ms."""
    sorted_ms = sorted(1000 * second for second in seconds)
    return sorted_ms[len(sorted_ms) // 2], sorted_ms[-(-99 * len(sorted_ms) // 100) - 1], sorted_ms[-1]


home = tempfile.mkdtemp(prefix="hiroba-thanks-")
settings_file = settings(home)
display = Display(home)
try:
    visitor = Visitor(display)
    visitor.learn(BINARY, settings_file)
    kiosk = start(BINARY, display, settings_file)
    database = sqlite3.connect(f"file:{home}/records/records.sqlite?mode=ro", uri=True)
    visits = [visit(display, visitor, lambda: database.execute("PRAGMA data_version").fetchone()) for _ in range(VISITS)]
    kiosk.terminate()
    kiosk.wait()
finally:
    display.close()

missed = False
for name, seconds, most in (("attend: letting go of \"register\" to its record on the disk", [stored for stored, _ in visits], 10),
                            ("attend: letting go of \"register\" to the thank-you on the screen", [thanked for _, thanked in visits], 100)):
    median, late, worst = middle_and_worst(seconds)
    is_met = late <= most
    missed |= not is_met
    print(f"{name}, p99 of {VISITS}: {late:.1f} ms  target <= {most} ms: {'met' if is_met else 'MISSED'} ({late / most:.2f} of it)"
          f"  (median {median:.1f}, worst {worst:.1f} ms)", flush=True)
sys.exit(missed)
