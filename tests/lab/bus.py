# SPDX-License-Identifier: GPL-2.0-or-later
"""A private system bus for the lab, and the firewall's service on it as Python calls."""
import os
import subprocess

import gi  # noqa: F401  (Debian: python3-gi)
from gi.repository import Gio, GLib

from netns import end

NAME, OBJECT, INTERFACE = 'org.parapet.Firewall1', '/org/parapet/Firewall1', 'org.parapet.Firewall1'

# As the system's own: nobody may own a name or call a service unless the policy files of that service say so.
CONFIGURATION = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <deny own="*"/>
    <deny send_type="method_call"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="error"/>
    <allow receive_type="signal"/>
    <allow send_destination="org.freedesktop.DBus"/>
  </policy>
  <includedir>{policies}</includedir>
</busconfig>
'''


class PrivateBus:
    """A bus without polkit: only the lab's own user may change the firewall."""

    def __init__(self, folder, policies):
        socket, configuration = os.path.join(folder, 'bus'), os.path.join(folder, 'bus.conf')
        with open(configuration, 'w') as file:
            file.write(CONFIGURATION.format(socket=socket, policies=policies))
        self.address = 'unix:path=' + socket
        words = ['setpriv', '--pdeathsig', 'KILL', 'dbus-daemon', '--nofork', '--nopidfile', '--print-address',
                 '--config-file=' + configuration]
        messages = os.path.join(folder, 'bus.txt')
        with open(messages, 'wb') as file:
            self._daemon = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=file)
        if not self._daemon.stdout.readline():
            with open(messages, errors='replace') as file:
                raise RuntimeError('dbus-daemon did not start: ' + file.read())
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._connection = Gio.DBusConnection.new_for_address_sync(self.address, flags, None, None)
        self._connection.set_exit_on_close(False)

    def close(self):
        if not self._connection.is_closed():
            self._connection.close_sync(None)
        end(self._daemon)
        self._daemon.stdout.close()

    def has_owner(self, name=NAME):
        return self._call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner',
                          GLib.Variant('(s)', (name,)))[0]

    def change(self, verb, **arguments):
        """One change, as app/ipc/wire.h describes it; "-" in its keys is "_" here."""
        return self.change_all([(verb, arguments)])

    def change_all(self, changes):
        """Several changes, [(verb, arguments), ...], that hold together or not at all."""
        wire = [(verb, _dictionary(arguments)) for verb, arguments in changes]
        return self._firewall('Change', GLib.Variant('(a(sa{sv}))', (wire,)))[0]

    def settings(self):
        return self._firewall('GetSettings')[0]

    def status(self):
        return self._firewall('GetStatus')[0]

    def listening(self):
        return self._firewall('GetListening')[0]

    def records(self, count=1000):
        """The newest records, newest first."""
        return self._firewall('GetRecords', GLib.Variant('(xu)', (0, count)))[0]

    def _firewall(self, method, arguments=None):
        return self._call(NAME, OBJECT, INTERFACE, method, arguments)

    def _call(self, name, path, interface, method, arguments):
        flags, milliseconds = Gio.DBusCallFlags.NO_AUTO_START, 10000
        return self._connection.call_sync(name, path, interface, method, arguments, None, flags, milliseconds,
                                          None).unpack()


def _dictionary(arguments):
    return {key.replace('_', '-'): _variant(value) for key, value in arguments.items()}


def _variant(value):
    if isinstance(value, list):  # of dictionaries, such as the ports of a service
        return GLib.Variant('aa{sv}', [_dictionary(each) for each in value])
    kind = {bool: 'b', str: 's', int: 'u'}[type(value)]
    return GLib.Variant(kind, value)
