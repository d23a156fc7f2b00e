#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a local user without any right may try on the bus, as a program of its own: stranger.py ADDRESS WHAT. Writes as JSON how
often which answer came."""
import collections
import contextlib
import json
import sys
import time

from gi.repository import Gio, GLib

from bus import INTERFACE, NAME, OBJECT

FLAGS = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
WAIT = 60_000  # milliseconds for an answer
AT_ONCE, SECONDS = 2_000, 2  # questions that wait for their answer; how long
ROW = ('set-port', {'profile': GLib.Variant('s', 'standard'), 'protocol': GLib.Variant('s', 'TCP'), 'port': GLib.Variant('u', 80),
                    'name': GLib.Variant('s', 'x' * 256), 'enabled': GLib.Variant('b', True), 'scope': GLib.Variant('s', '*')})
CHANGE = GLib.Variant('(a(sa{sv}))', ([ROW],))
FORBIDDEN = {'Change': CHANGE, 'Inspect': None, 'GetListening': None, 'WatchRecords': GLib.Variant('(b)', (True,)),
             'GetRecords': GLib.Variant('(xu)', (0, 1000)), 'QueryRecords': GLib.Variant('(a{sv}xu)', ({}, 0, 1000)),
             'Histogram': GLib.Variant('(a{sv}ux)', ({}, 100, 0))}


def connection(address):
    made = Gio.DBusConnection.new_for_address_sync(address, FLAGS, None, None)
    made.set_exit_on_close(False)
    return made


def answer(bus, method, arguments):
    try:
        bus.call_sync(NAME, OBJECT, INTERFACE, method, arguments, None, 0, WAIT, None)
        return f'{method}: ok'
    except GLib.Error as error:
        return f'{method}: ' + (Gio.DBusError.get_remote_error(error) or 'failed').rsplit('.', 1)[-1]


def forbidden(address):
    bus = connection(address)
    yield from (answer(bus, method, arguments) for method, arguments in FORBIDDEN.items())


def crowd(address):
    """As many connections as the bus allows, each of which wants to be asked, again and again."""
    crowd = []
    with contextlib.suppress(GLib.Error):
        while len(crowd) < 1000:
            crowd.append(connection(address))
    for bus in crowd:
        for _ in range(3):
            yield answer(bus, 'WatchAlerts', GLib.Variant('(b)', (True,)))


def loop(address):
    """Questions without end, none of whose answers is waited for."""
    bus, waiting, end, answers = connection(address), 0, time.monotonic() + SECONDS, []

    def hear(_, result):
        nonlocal waiting
        waiting -= 1
        try:
            bus.call_finish(result)
            answers.append('ok')
        except GLib.Error as error:
            answers.append((Gio.DBusError.get_remote_error(error) or 'failed').rsplit('.', 1)[-1])

    while time.monotonic() < end or waiting:
        while waiting < AT_ONCE and time.monotonic() < end:
            for method, arguments in (('GetStatus', None), ('GetRights', None), *FORBIDDEN.items()):
                waiting += 1
                bus.call(NAME, OBJECT, INTERFACE, method, arguments, None, 0, WAIT, None, hear)
        GLib.MainContext.default().iteration(False)
    yield from answers


def big(address):
    """Some messages of 8 MB."""
    bus, arguments = connection(address), GLib.Variant('(a(sa{sv}))', ([ROW] * 20_000,))
    yield from (answer(bus, 'Change', arguments) for _ in range(3))


def main():
    address, what = sys.argv[1:]
    print(json.dumps(collections.Counter({'forbidden': forbidden, 'crowd': crowd, 'loop': loop, 'big': big}[what](address))))


main()
