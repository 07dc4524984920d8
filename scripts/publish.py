"""From a change that staff send at the hub of a sign to the first changed pixels on it.

  publish.py BINARY TIMES

The hub is the sign's own, on loopback. Staff let the sample show and take it away again: between the two nothing on the
screen stays the same. Prints the median and the 95th percentile, and ends with 1 when that is over the target.
"""
import http.cookiejar, re, shutil, signal, statistics, subprocess, sys, tempfile, time, urllib.error, urllib.parse, urllib.request

from screen import WIDTH, Display

BINARY, TIMES = sys.argv[1], int(sys.argv[2])
TARGET = 0.3
PASSWORD = "harbour lantern quince seventeen"


def said(home, words):
    """What follows these words in the log, to the next blank."""
    begun = time.monotonic()
    while time.monotonic() - begun < 30:
        with open(home + "/log", encoding="utf-8") as log:
            found = re.search(re.escape(words) + r"(\S+)", log.read())
        if found:
            return found.group(1)
        time.sleep(0.05)
    sys.exit(f"The log never said: {words}")


class Stays(urllib.request.HTTPRedirectHandler):
    """The page that follows a change is not waited for."""

    def redirect_request(self, *_):
        return None


class Staff:
    """A browser with a session."""

    def __init__(self, address):
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies, Stays())

    def post(self, path, **fields):
        body = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.address + path, body, {"Origin": self.address})
        try:
            status = self.opener.open(request, timeout=30).status
        except urllib.error.HTTPError as answer:
            status = answer.code
        if status != 303:
            sys.exit(f"The hub answers {path} with {status}.")


def sight(display):
    return display.strip(0, 130, WIDTH, 500)


home = tempfile.mkdtemp(prefix="hiroba-publish-")
display = Display(home)
try:
    with open(home + "/kiosk.toml", "w", encoding="utf-8") as file:
        file.write(f'[paths]\nrecords = "{home}/records"\ncache = "{home}/cache"\n[hub]\nlisten = "127.0.0.1:0"\n')
    with open(home + "/log", "w", encoding="utf-8") as log:
        sign = subprocess.Popen([BINARY, "kiosk", "--config", home + "/kiosk.toml"], env=display.env,
                                stdin=subprocess.DEVNULL, stderr=log)
    staff = Staff(said(home, "Staff find the hub at "))
    token = said(home, "makes the first one here: ").split("token=")[1]
    said(home, "/api/v1/programme): ")
    staff.post("/setup", token=token, name="管理", password=PASSWORD, again=PASSWORD)
    times = []
    for count in range(TIMES):
        # Pictures and the last slide have settled, and no slide turns in the meantime: it has just begun.
        time.sleep(1)
        before, sent = sight(display), time.monotonic()
        staff.post("/settings/sample", sample="off" if count % 2 == 0 else "on")
        while sight(display) == before:
            if time.monotonic() - sent > 10:
                sys.exit("A change at the hub changes nothing on the sign.")
        times.append(time.monotonic() - sent)
    sign.send_signal(signal.SIGTERM)
    sign.wait(10)
finally:
    display.close()
    shutil.rmtree(home, ignore_errors=True)
times.sort()
p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
verdict = "met" if p95 <= TARGET else "MISSED"
print(f"publish: sent at the hub to changed pixels on its sign, median of {TIMES}: {statistics.median(times):.3f} s")
print(f"publish: 95th percentile: {p95:.3f} s  target <= {TARGET} s: {verdict} (worst {times[-1]:.3f} s)")
sys.exit(p95 > TARGET)
