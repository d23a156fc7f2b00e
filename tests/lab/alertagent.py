# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody on the lab's bus who is asked when a program begins to listen."""
import time

from gi.repository import Gio, GLib

from bus import INTERFACE, NAME, OBJECT


class Agent:
    """Root, an administrator: for programs of a user who has nobody himself."""

    def __init__(self, bus):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._bus = Gio.DBusConnection.new_for_address_sync(bus.address, flags, None, None)
        self.alerts, self.gone = [], []
        self._bus.signal_subscribe(NAME, INTERFACE, 'AlertRaised', None, None, 0,
                                   lambda *signal: self.alerts.append(signal[5].unpack()[0]))
        self._bus.signal_subscribe(NAME, INTERFACE, 'AlertGone', None, None, 0,
                                   lambda *signal: self.gone.append(signal[5].unpack()[0]))
        self.call('WatchAlerts', GLib.Variant('(b)', (True,)))

    def call(self, method, arguments):
        return self._bus.call_sync(NAME, OBJECT, INTERFACE, method, arguments, None, 0, 10000, None)

    def answer(self, alert, answer, scope=''):
        self.call('AnswerAlert', GLib.Variant('(tss)', (alert['id'], answer, scope)))

    def listening(self):
        return self.call('GetListening', None).unpack()[0]

    def wait(self, condition, seconds=5):
        """Until `condition` holds or the time is up; whether it held."""
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(0.001)
        return bool(condition())

    def close(self):
        if not self._bus.is_closed():
            self._bus.close_sync(None)
