"""The driver of scripts/torture, which says what it is for.

A life of the kiosk lasts from one start to the next SIGKILL. What a life has promised is what stood on its screen: a
thank-you, read off the pixels, a registration's with its receipt. Just before the kill the process is frozen, so that a
thank-you in its very last frame counts too; it never runs again. At the end a reader of its own (Python's sqlite3, not
the program's) holds the records, in their order, against the promises, in theirs.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from screen import Display
from visitor import MEETING, READING, Lost, Visitor, settings, start

BINARY, KILLS, SEED = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
REGISTERED, CAME_WITH_RECEIPT, WALKED_IN = 1, 2, 4
# Longest wait for the tap of a visitor who was to be killed at.
LONGEST = 12.0


class Killed(Exception):
    """The kiosk was frozen for its end."""


class Promise:
    """What somebody wanted of the kiosk, and whether they were thanked for it."""

    def __init__(self, what, receipt=None):
        self.what, self.receipt, self.thanked = what, receipt, False


class Life:
    """The kiosk from a start to a kill."""

    def __init__(self, chance):
        self.process = start(BINARY, display, settings_file)
        self.frozen = threading.Event()
        self.lock = threading.Lock()
        kind = chance.random()
        self.at_tap = None
        if kind < 0.15:
            self.freeze_in(chance.uniform(0, 0.6))
        elif kind < 0.70:
            # Between somebody's tap and their thank-you, or a moment after.
            self.at_tap = (chance.randint(1, 3), chance.uniform(0, 0.05))
            self.freeze_in(LONGEST)
        else:
            self.freeze_in(chance.uniform(0.3, 3.0))

    def freeze_in(self, seconds):
        timer = threading.Timer(seconds, self.freeze)
        timer.daemon = True
        timer.start()

    def freeze(self):
        with self.lock:
            if not self.frozen.is_set():
                self.process.send_signal(signal.SIGSTOP)
                self.frozen.set()

    def look_out(self):
        """Between two looks at the screen."""
        if self.frozen.is_set():
            raise Killed
        if self.process.poll() is not None:
            sys.exit(f"The kiosk ended by itself with {self.process.returncode}; its log is in {home}/log.")

    def submitted(self):
        """Somebody has just confirmed."""
        if self.at_tap is not None:
            number, delay = self.at_tap
            self.at_tap = (number - 1, delay) if number > 1 else None
            if number == 1:
                self.freeze_in(delay)

    def kill(self):
        self.process.kill()
        self.process.wait()


class Street:
    """Visitors, one after the other, and what they were promised."""

    def __init__(self, chance):
        self.chance = chance
        self.promises = []
        self.outside = []
        self.turned_away = 0
        self.appeared = 0.0

    def life(self):
        life = Life(self.chance)
        pending = None
        try:
            visitor.wait("sign", meanwhile=life.look_out)
            while True:
                pending = None
                for pending in self.visit(life):
                    pass
        except Killed:
            # What the server was sent before the end is on the screen a moment later.
            time.sleep(0.02)
            if pending is not None:
                self.look(pending)
        except Lost:
            # Too early, too late: whoever finds a closed desk goes home. It has to stay the exception.
            self.turned_away += 1
            life.freeze()
        life.kill()

    def look(self, promise):
        """Whether they are thanked. A registration is, when its receipt can be read."""
        if promise.thanked:
            return
        if promise.what == REGISTERED:
            promise.receipt = visitor.receipt() if visitor.sees("thanks") else None
            promise.thanked = promise.receipt is not None
        else:
            promise.thanked = visitor.sees("welcome") or visitor.sees("already")
        if promise.thanked and promise.what == REGISTERED:
            self.outside.append(promise.receipt)

    def visit(self, life):
        """One visit. Gives what was promised as soon as it was asked for."""
        kind = self.chance.random()
        if kind < 0.35 and self.outside:
            yield from self.comes(life)
        elif kind < 0.80:
            yield from self.asks(life, REGISTERED, [("sign", "register"), ("confirm", "register")], "thanks")
        else:
            way = [("sign", "check-in"), ("reception", "walk-in"), ("confirm-here", "check-in")]
            yield from self.asks(life, WALKED_IN, way, "welcome")
        # Most just walk away.
        if self.chance.random() < 0.2:
            self.pause(life)
            visitor.tap("thanks", "finish")
        else:
            display.key("Home")
        visitor.wait("sign", meanwhile=life.look_out)

    def pause(self, life):
        until = max(visitor.tapped, self.appeared) + READING
        while time.monotonic() < until:
            life.look_out()
            time.sleep(0.005)

    def asks(self, life, what, way, thanks):
        """By taps, until the thank-you. Some hands tremble and tap everything twice."""
        trembles = self.chance.random() < 0.25
        for screen, button in way:
            visitor.wait(screen, meanwhile=life.look_out)
            if screen != "sign":
                self.pause(life)
            life.look_out()
            promise = None
            if (screen, button) == way[-1]:
                promise = Promise(what)
                self.promises.append(promise)
                yield promise
            visitor.tap(screen, button)
            if promise is not None:
                life.submitted()
            if trembles:
                time.sleep(self.chance.uniform(0.03, 0.3))
                visitor.tap(screen, button)
        yield from self.until_thanked(life, promise, thanks)

    def comes(self, life):
        """With a receipt under the scanner; whoever was not thanked for it tries again another time."""
        receipt = self.chance.choice(self.outside[-30:])
        life.look_out()
        promise = Promise(CAME_WITH_RECEIPT, receipt)
        self.promises.append(promise)
        yield promise
        display.scan(receipt)
        life.submitted()
        yield from self.until_thanked(life, promise, "welcome", "already")

    def until_thanked(self, life, promise, *screens):
        visitor.wait(*screens, meanwhile=life.look_out)
        until = time.monotonic() + 2
        # The receipt may come a frame after the words.
        while not promise.thanked and time.monotonic() < until:
            self.look(promise)
            life.look_out()
        self.appeared = time.monotonic()
        if not promise.thanked:
            sys.exit(f"A thank-you without a receipt that can be read; the screen is that of {home}.")
        yield promise


def reckon(street, learned):
    """Holds the records after those of learning against the promises. Gives the figures."""
    database = sqlite3.connect(f"file:{home}/records/records.sqlite?mode=ro", uri=True)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the database is damaged"
    salt = bytes.fromhex(database.execute("SELECT value FROM setting WHERE name = 'salt'").fetchone()[0])
    rows = database.execute("SELECT key, what, mark, about FROM record WHERE seq > ? ORDER BY seq", (learned,)).fetchall()
    # What the hub beside it has, it has for good; the rest still has its place in the outbox.
    waiting = {row[0] for row in database.execute("SELECT record.key FROM outbox JOIN record ON seq = outbox.record")}
    hub = sqlite3.connect(f"file:{home}/records/hub.sqlite?mode=ro", uri=True)
    at_hub = [bytes.fromhex(row[0]) for row in hub.execute("SELECT key FROM record")]
    owed = sum(row[0] not in waiting and row[0] not in at_hub for row in rows)
    assert len(at_hub) == len(set(at_hub)), "the hub has a record twice"

    def mark(receipt):
        return hashlib.sha256(salt + receipt.encode()).digest()[:16]

    wanted = [(promise, mark(promise.receipt) if promise.receipt else None) for promise in street.promises]
    promised = {their for promise, their in wanted if promise.what == REGISTERED and promise.thanked}
    keys = {row[2]: row[0] for row in rows if row[1] == REGISTERED}
    marks = [row[2] for row in rows if row[1] == REGISTERED]
    # Who was thanked, and is not there.
    lost = sum(their not in marks for their in promised)
    came = [row[3] for row in rows if row[1] == CAME_WITH_RECEIPT]
    lost += len({their for promise, their in wanted
                 if promise.what == CAME_WITH_RECEIPT and promise.thanked and keys.get(their) not in came})
    walked_in = [promise for promise, _ in wanted if promise.what == WALKED_IN]
    arrivals = sum(row[1] == WALKED_IN for row in rows)
    lost += max(sum(promise.thanked for promise in walked_in) - arrivals, 0)
    # Who is there more often than they asked for.
    doubled = len(marks) - len(set(marks)) + len(came) - len(set(came))
    doubled += max(len(marks) - sum(promise.what == REGISTERED for promise, _ in wanted), 0)
    doubled += max(arrivals - len(walked_in), 0)
    # The same in their order, which no accident gets right: each thanked one has their record, at most one of
    # those who were not thanked has, and nothing stands between.
    in_order = {0}
    for promise, their in wanted:
        def fits(row):
            if row[1] != promise.what:
                return False
            if promise.what == REGISTERED:
                return row[2] == their if promise.thanked else row[2] not in promised
            return promise.what == WALKED_IN or row[3] == keys.get(their)

        taken = {at + 1 for at in in_order if at < len(rows) and fits(rows[at])}
        # A receipt that was used before is answered kindly and leaves no record.
        may_be_none = not promise.thanked or promise.what == CAME_WITH_RECEIPT
        in_order = taken | in_order if may_be_none else taken
    thanked = sum(promise.thanked for promise, _ in wanted)
    stored = len(marks) + len(set(came)) + arrivals
    thanked_for = (len(promised) + sum(promise.thanked for promise in walked_in)
                   + len({their for promise, their in wanted if promise.what == CAME_WITH_RECEIPT and promise.thanked}))
    return {"thanked": thanked, "records": len(rows), "lost": lost, "doubled": doubled, "unthanked": stored - thanked_for,
            "in order": len(rows) in in_order, "owed": owed, "registered": len(marks), "came": len(came) + arrivals}


def by_the_program(learned):
    """The same figures as the program has them: records it exports, and people its report counts."""
    def run(*arguments):
        command = [BINARY, *arguments, "--config", settings_file]
        return subprocess.run(command, env=display.env, check=True, capture_output=True, text=True).stdout

    tables = {table["id"]: table["people"] for table in json.loads(run("report", MEETING, "--format", "json"))["tables"]}
    # Learning registered one person, who came, and another who just came.
    return {"records": len(run("export", "--format", "ndjson").splitlines()) - learned,
            "registered": tables["registered"] - 1, "came": tables["came"] - 2}


home = tempfile.mkdtemp(prefix="hiroba-torture-")
settings_file = settings(home)
sys.setswitchinterval(0.0005)
display = Display(home)
begun = time.monotonic()
try:
    visitor = Visitor(display)
    first = visitor.learn(BINARY, settings_file)
    print(f"seed: {SEED}", flush=True)
    learned = sqlite3.connect(f"{home}/records/records.sqlite").execute("SELECT max(seq) FROM record").fetchone()[0]
    street = Street(random.Random(SEED))
    for kills in range(KILLS):
        street.life()
        if (kills + 1) % 50 == 0:
            print(f"  {kills + 1} kills after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    # A last start must find everything as it is, and end in good order.
    last = start(BINARY, display, settings_file)
    visitor.wait("sign")
    time.sleep(1)
    last.terminate()
    assert last.wait() == 0, "the last kiosk did not end well"
    figures = reckon(street, learned)
    reported = by_the_program(learned)
finally:
    display.close()

print(f"torture: killed with SIGKILL: {KILLS} times in {time.monotonic() - begun:.0f} s")
print(f"torture: visitors who confirmed: {len(street.promises)}")
print(f"torture: of these thanked: {figures['thanked']}")
print(f"torture: lives in which somebody found the desk closed and went: {street.turned_away}")
print(f"torture: records: {figures['records']}, neither at the hub nor still to be sent: {figures['owed']}")
print(f"torture: recorded, and killed before the thank-you: {figures['unthanked']}")
print(f"torture: records in the order of the promises: {figures['in order']}")
print(f"torture: thanked and lost: {figures['lost']}")
print(f"torture: there twice: {figures['doubled']}")
wrong = []
for name, count in reported.items():
    print(f"torture: {name}, by the program and by another reader: {count}, {figures[name]}")
    if count != figures[name]:
        wrong.append(f"the program says {count} {name}, its file {figures[name]}")
if figures["lost"] or figures["doubled"] or not figures["in order"]:
    wrong.append("somebody was lost or doubled, or records stand in another order than they were made")
# On a machine that is taken by others a start can take longer than visitors wait.
if street.turned_away * 4 > KILLS:
    wrong.append("too many found the desk closed for this to say anything")
if figures["owed"]:
    wrong.append("a record is neither at the hub nor in the outbox")
if wrong:
    sys.exit(f"{'; '.join(wrong)}. Seed {SEED}; everything is kept in {home}.")
shutil.rmtree(home)
