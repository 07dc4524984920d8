"""A display of its own for scripts/measure and scripts/torture: what the X server shows, and hands that tap and type.

Nothing here knows the program: pixels come from the X server, taps and keys go to it.
"""

import ctypes
import os
import subprocess
import time

WIDTH, HEIGHT = 1920, 1080


class Image(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
                ("bytes_per_line", ctypes.c_int)]


class Display:
    """What the X server shows, read straight from it: a strip takes well under a millisecond."""

    def __init__(self, home):
        self.home = home
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-noreset"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.name = ":" + self.server.stdout.readline().decode().strip()
        self.env = {key: value for key, value in os.environ.items()
                    if key not in ("WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XAUTHORITY", "RUST_LOG", "STATE_DIRECTORY")}
        self.env.update(DISPLAY=self.name, HOME=home, XDG_CACHE_HOME=home + "/cache", XDG_CONFIG_HOME=home + "/config",
                        XDG_STATE_HOME=home + "/state", DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=self.env, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(150):
            ask = subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], env=self.env, capture_output=True)
            if b"window id" in ask.stdout:
                break
            time.sleep(0.1)
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        x, test = self.x, self.test
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XDefaultRootWindow.restype = ctypes.c_ulong
        x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x.XGetImage.restype = ctypes.POINTER(Image)
        x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
                                ctypes.c_ulong, ctypes.c_int]
        x.XDestroyImage.argtypes = [ctypes.POINTER(Image)]
        x.XFlush.argtypes = [ctypes.c_void_p]
        x.XStringToKeysym.restype = ctypes.c_ulong
        x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        test.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong]
        test.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self.display = x.XOpenDisplay(self.name.encode())
        self.root = x.XDefaultRootWindow(self.display)

    def strip(self, x, y, w, h):
        image = self.x.XGetImage(self.display, self.root, x, y, w, h, 0xFFFFFFFF, 2)
        data = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * h)
        self.x.XDestroyImage(image)
        return data

    def point(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, x, y, 0)
        self.x.XFlush(self.display)

    def button(self, down):
        self.test.XTestFakeButtonEvent(self.display, 1, 1 if down else 0, 0)
        self.x.XFlush(self.display)

    def tap(self, x, y):
        self.point(x, y)
        self.button(True)
        time.sleep(0.015)
        self.button(False)

    def key(self, name):
        code = self.x.XKeysymToKeycode(self.display, self.x.XStringToKeysym(name.encode()))
        for down in (1, 0):
            self.test.XTestFakeKeyEvent(self.display, code, down, 0)
        self.x.XFlush(self.display)

    def scan(self, digits):
        """As a scanner does that is a keyboard: all at once, with Return at the end."""
        for digit in digits:
            self.key(digit)
            time.sleep(0.003)
        self.key("Return")

    def close(self):
        for child in (self.manager, self.server):
            child.terminate()
            child.wait()


class Codes:
    """Reads QR codes with zbar, which knows nothing of the program."""

    def __init__(self):
        z = self.z = ctypes.CDLL("libzbar.so.0")
        for name in ("zbar_image_scanner_create", "zbar_image_create", "zbar_image_first_symbol"):
            getattr(z, name).restype = ctypes.c_void_p
        z.zbar_symbol_get_data.restype = ctypes.c_char_p
        z.zbar_image_scanner_set_config.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int]
        z.zbar_image_set_format.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        z.zbar_image_set_size.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint]
        z.zbar_image_set_data.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_void_p]
        z.zbar_scan_image.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        z.zbar_image_first_symbol.argtypes = z.zbar_image_destroy.argtypes = [ctypes.c_void_p]
        z.zbar_symbol_get_data.argtypes = [ctypes.c_void_p]
        self.scanner = z.zbar_image_scanner_create()
        # Every kind of code, as it comes.
        z.zbar_image_scanner_set_config(self.scanner, 0, 0, 1)

    def read(self, display, place):
        """The text of the code in this place of the screen; nothing when there is none."""
        x, y, w, h = place
        # The green of each pixel is grey enough.
        grey = display.strip(x, y, w, h)[1::4]
        z = self.z
        image = z.zbar_image_create()
        z.zbar_image_set_format(image, int.from_bytes(b"Y800", "little"))
        z.zbar_image_set_size(image, w, h)
        z.zbar_image_set_data(image, grey, len(grey), None)
        text = None
        if z.zbar_scan_image(self.scanner, image) > 0:
            text = z.zbar_symbol_get_data(z.zbar_image_first_symbol(image)).decode()
        z.zbar_image_destroy(image)
        return text
