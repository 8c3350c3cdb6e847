#!/usr/bin/python3
"""Asks windows with this title to close, as the cross of a title bar does. Prints how many are visible.

    close_window.py TITLE [--look]      --look only counts
"""
import ctypes
import sys


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 24),
    ]


x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XDefaultRootWindow.restype = ctypes.c_ulong
x11.XInternAtom.restype = ctypes.c_ulong
display = ctypes.c_void_p(x11.XOpenDisplay(None))
# A window may end while it is looked at.
ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
x11.XSetErrorHandler(ignore)


def children(window):
    root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    found = ctypes.POINTER(ctypes.c_ulong)()
    x11.XQueryTree(
        display, ctypes.c_ulong(window), ctypes.byref(root), ctypes.byref(parent),
        ctypes.byref(found), ctypes.byref(count),
    )
    return [found[index] for index in range(count.value)]


def title(window):
    name = ctypes.c_char_p()
    x11.XFetchName(display, ctypes.c_ulong(window), ctypes.byref(name))
    return (name.value or b"").decode()


def visible(window):
    attributes = (ctypes.c_int * 64)()
    if not x11.XGetWindowAttributes(display, ctypes.c_ulong(window), ctypes.byref(attributes)):
        return False
    # XWindowAttributes.map_state on a 64-bit machine: IsViewable is 2.
    return attributes[23] == 2


def close(window):
    message = ClientMessage(type=33, send_event=1, window=window, format=32)
    message.message_type = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
    message.data[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, 0, ctypes.byref(message))


found = [
    window
    for window in children(x11.XDefaultRootWindow(display))
    if title(window) == sys.argv[1] and visible(window)
]
if "--look" not in sys.argv:
    for window in found:
        close(window)
    x11.XSync(display, 0)
print(len(found))
