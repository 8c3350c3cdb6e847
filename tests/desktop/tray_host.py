#!/usr/bin/python3
"""A tray for tests: keeps StatusNotifierItems as a panel does, and reads their menus.

Answers lines on standard input with one JSON line each on standard output:
"menu" lists the labels of the first item's menu, "click LABEL" clicks one, "count" counts items.
"""
import json
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
MENU = "com.canonical.dbusmenu"
ITEM = "org.kde.StatusNotifierItem"


class Watcher(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(bus, "/StatusNotifierWatcher")
        self.bus = bus
        self.items = {}

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender):
        path = service if service.startswith("/") else "/StatusNotifierItem"
        self.items[sender] = path
        self.bus.watch_name_owner(sender, lambda owner: owner or self.items.pop(sender, None))

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, _service):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, _interface, name):
        return self.GetAll(_interface)[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return {
            "IsStatusNotifierHostRegistered": True,
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array(list(self.items), signature="s"),
        }

    def menu(self):
        """The first item's menu and its entries by id."""
        sender, path = next(iter(self.items.items()))
        item = dbus.Interface(self.bus.get_object(sender, path), dbus.PROPERTIES_IFACE)
        menu = dbus.Interface(self.bus.get_object(sender, item.Get(ITEM, "Menu")), MENU)
        _revision, (_id, _properties, children) = menu.GetLayout(0, -1, dbus.Array([], signature="s"))
        return menu, [(int(child[0]), str(child[1].get("label", ""))) for child in children]

    def answer(self, line):
        word, _, rest = line.strip().partition(" ")
        if word == "count":
            return len(self.items)
        if not self.items:
            return None
        menu, entries = self.menu()
        if word == "menu":
            return [label for _, label in entries if label]
        if word == "click":
            entry = next(id for id, label in entries if label == rest)
            menu.Event(entry, "clicked", dbus.Int32(0), dbus.UInt32(0))
            return rest
        raise ValueError(line)


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    _name = dbus.service.BusName(WATCHER, bus)
    watcher = Watcher(bus)
    loop = GLib.MainLoop()

    def asked(_source, _condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        try:
            answer = watcher.answer(line)
        except Exception as error:  # the test reads it
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, asked)
    print(json.dumps("ready"), flush=True)
    loop.run()


main()
