#!/usr/bin/python3
"""Drops files on the window with this title, as a file manager does (XDND, version 5).

    drop_files.py TITLE PATH…

Drops only after the window has said that it takes them, and ends when it says that it has them.
"""
import select
import sys
import time
from pathlib import Path

try:
    from Xlib import X, Xatom, display
    from Xlib.error import XError
    from Xlib.protocol import event
except ImportError:
    sys.exit("python3-xlib is missing: apt-get install python3-xlib")

PATIENCE = 60

screen = display.Display()
root = screen.screen().root
atom = screen.intern_atom
TYPE = atom("text/uri-list")


def shown(title):
    """The visible window with this title."""
    for window in root.query_tree().children:
        try:
            if window.get_wm_name() == title and window.get_attributes().map_state == X.IsViewable:
                return window
        except XError:  # it ended while it was looked at
            continue
    sys.exit(f"No window with the title {title} is visible.")


def middle(window):
    size = window.get_geometry()
    place = root.translate_coords(window, 0, 0)
    return place.x + size.width // 2, place.y + size.height // 2


class Source:
    """The window that files are dragged from."""

    def __init__(self, target, paths):
        self.target = target
        self.list = "".join(f"{Path(path).absolute().as_uri()}\r\n" for path in paths).encode()
        self.deadline = time.monotonic() + PATIENCE
        self.window = root.create_window(
            0, 0, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask
        )
        self.time = self.server_time()
        self.window.set_selection_owner(atom("XdndSelection"), self.time)

    def server_time(self):
        """The time of the server, which a change of a property tells."""
        self.window.change_property(Xatom.WM_NAME, Xatom.STRING, 8, b"files")
        while True:
            told = self.next("the time")
            if told.type == X.PropertyNotify:
                return told.time

    def next(self, awaited):
        """The next event."""
        while not screen.pending_events():
            left = self.deadline - time.monotonic()
            if left <= 0 or not select.select([screen], [], [], left)[0]:
                sys.exit(f"The window never answered: {awaited}.")
        return screen.next_event()

    def send(self, name, *data):
        numbers = [self.window.id, *data, 0, 0, 0, 0][:5]
        message = event.ClientMessage(
            window=self.target, client_type=atom(name), data=(32, numbers)
        )
        self.target.send_event(message)
        screen.flush()

    def answer(self, name):
        """Waits for a message of this name; hands the files out meanwhile."""
        while True:
            told = self.next(name)
            if told.type == X.SelectionRequest:
                self.hand_out(told)
            elif told.type == X.ClientMessage and told.client_type == atom(name):
                return told.data[1]

    def hand_out(self, request):
        given = request.property if request.target == TYPE else X.NONE
        if given:
            request.requestor.change_property(given, TYPE, 8, self.list)
        notify = event.SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=given,
        )
        request.requestor.send_event(notify)
        screen.flush()

    def drop(self):
        x, y = middle(self.target)
        copy = atom("XdndActionCopy")
        self.send("XdndEnter", 5 << 24, TYPE)
        taken = False
        while not taken:
            # A hand that drags is never quite still.
            x += 1
            self.send("XdndPosition", 0, x << 16 | y, self.time, copy)
            taken = self.answer("XdndStatus")[1] & 1
        self.send("XdndDrop", 0, self.time)
        if not self.answer("XdndFinished")[1] & 1:
            sys.exit("The window did not take the files after all.")


Source(shown(sys.argv[1]), sys.argv[2:]).drop()
