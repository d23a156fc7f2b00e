#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""In a user's session: asks to be asked, begins to listen, and prints what it was asked and what its answer got."""
import json
import socket
import sys

from gi.repository import Gio, GLib

NAME, OBJECT = 'org.parapet.Firewall1', '/org/parapet/Firewall1'
PORT, PATIENCE = 9999, 60

bus = Gio.bus_get_sync(Gio.BusType.SYSTEM)
loop = GLib.MainLoop()
report = {}


def call(method, arguments):
    return bus.call_sync(NAME, OBJECT, NAME, method, arguments, None, 0, 20000, None)


def raised(*signal):
    alert = signal[5].unpack()[0]
    report['alert'] = {key: str(value) for key, value in alert.items()}
    try:
        call('AnswerAlert', GLib.Variant('(tss)', (alert['id'], 'unblock', '*')))
        report['answer'] = 'taken'
    except GLib.Error as error:
        report['answer'] = Gio.DBusError.get_remote_error(error) or str(error)
    loop.quit()


bus.signal_subscribe(NAME, NAME, 'AlertRaised', None, None, 0, raised)
call('WatchAlerts', GLib.Variant('(b)', (True,)))
listener = socket.create_server(('0.0.0.0', PORT))
GLib.timeout_add_seconds(PATIENCE, loop.quit)
loop.run()
json.dump(report, sys.stdout)
