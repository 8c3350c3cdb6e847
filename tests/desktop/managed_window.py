#!/usr/bin/python3
"""What a window manager does with the window of this title, and how it lies then, as JSON.

    managed_window.py TITLE [resize WIDTH HEIGHT | maximise | restore | close]

Prints null while no window manager shows such a window.
"""
import json
import sys

try:
    from Xlib import X, display
    from Xlib.error import XError
    from Xlib.protocol import event
except ImportError:
    sys.exit("python3-xlib is missing: apt-get install python3-xlib")

screen = display.Display()
root = screen.screen().root
atom = screen.intern_atom
STATE = atom("_NET_WM_STATE")
MAXIMISED = [atom("_NET_WM_STATE_MAXIMIZED_HORZ"), atom("_NET_WM_STATE_MAXIMIZED_VERT")]


def values(window, name):
    found = window.get_full_property(atom(name), X.AnyPropertyType)
    return list(found.value) if found else []


def managed(title):
    """The visible window with this title, if there is one."""
    for id in values(root, "_NET_CLIENT_LIST"):
        window = screen.create_resource_object("window", id)
        if window.get_wm_name() == title and window.get_attributes().map_state == X.IsViewable:
            return window
    return None


def ask(window, name, *data):
    """Asks the window manager, as a bar of windows does."""
    numbers = [*data, 0, 0, 0, 0, 0][:5]
    message = event.ClientMessage(window=window, client_type=atom(name), data=(32, numbers))
    root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)


def lies(window):
    size = window.get_geometry()
    place = root.translate_coords(window, 0, 0)
    left, _right, top, _bottom = values(window, "_NET_FRAME_EXTENTS") or [0, 0, 0, 0]
    return {
        "x": place.x - left,
        "y": place.y - top,
        "width": size.width,
        "height": size.height,
        "maximised": set(MAXIMISED) <= set(values(window, "_NET_WM_STATE")),
    }


def act(window, word, numbers):
    if word == "resize":
        width, height = map(int, numbers)
        window.configure(width=width, height=height)
    elif word in ("maximise", "restore"):
        ask(window, "_NET_WM_STATE", int(word == "maximise"), *MAXIMISED, 2)
    elif word == "close":
        ask(window, "_NET_CLOSE_WINDOW", X.CurrentTime, 2)
    else:
        sys.exit(__doc__)


try:
    window = managed(sys.argv[1])
    if window and len(sys.argv) > 2:
        act(window, sys.argv[2], sys.argv[3:])
        screen.sync()
    print(json.dumps(lies(window) if window else None))
except XError:  # it ended while it was looked at
    print(json.dumps(None))
