#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A caller of org.parapet.Firewall1 that shares no code with Parapet. It obeys lines on standard input and answers
each with one line of JSON:

    call METHOD plain|interactive ARGUMENTS   ARGUMENTS: a tuple as GVariant text -> {"reply": text} or {"error", "text"}
    walk          calls every method that the object offers, with harmless arguments -> {"INTERFACE.METHOD": error or "ok"}
    follow        listens to every signal that reaches it
    heard SIGNAL  waits for that signal, then tells how often each signal came since the last time
"""
import collections
import json
import os
import sys
import xml.etree.ElementTree as ET

from gi.repository import Gio, GLib

NAME, PATH = 'org.parapet.Firewall1', '/org/parapet/Firewall1'
DEFAULTS = {'b': True, 's': 'text', 'o': '/', 'g': 's', 'd': 1.0, 'v': GLib.Variant('s', 'text')}


def default(kind):
    """A well-formed value of a type: a call with it is refused for the right only."""
    if kind.is_array():
        return GLib.Variant.new_array(kind.element(), [])
    if kind.is_tuple() or kind.is_dict_entry():
        first = kind.key() if kind.is_dict_entry() else kind.first()
        parts = []
        while first is not None and len(parts) < kind.n_items():
            parts.append(default(first))
            first = first.next()
        return GLib.Variant.new_tuple(*parts)
    text = kind.dup_string()
    return GLib.Variant(text, DEFAULTS.get(text, 1))


class Caller:
    def __init__(self):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        address = os.environ['DBUS_SYSTEM_BUS_ADDRESS']
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.signals = collections.Counter()

    def invoke(self, interface, method, arguments, interactive=False):
        flags = Gio.DBusCallFlags.NO_AUTO_START
        if interactive:
            flags |= Gio.DBusCallFlags.ALLOW_INTERACTIVE_AUTHORIZATION
        return self.bus.call_sync(NAME, PATH, interface, method, arguments, None, flags, 60000, None)

    def outcome(self, *call):
        try:
            return {'reply': self.invoke(*call).print_(False)}
        except GLib.Error as error:
            name = Gio.DBusError.get_remote_error(error) or 'local'
            return {'error': name, 'text': error.message.removeprefix('GDBus.Error:%s: ' % name)}

    def call(self, method, how, arguments):
        return self.outcome(NAME, method, GLib.Variant.parse(None, arguments, None, None), how == 'interactive')

    def walk(self):
        xml = self.invoke('org.freedesktop.DBus.Introspectable', 'Introspect', None).unpack()[0]
        results = {}
        for interface in ET.fromstring(xml).iter('interface'):
            for method in interface.iter('method'):
                kinds = [a.get('type') for a in method.iter('arg') if a.get('direction', 'in') == 'in']
                arguments = GLib.Variant.new_tuple(*[default(GLib.VariantType.new(k)) for k in kinds])
                result = self.outcome(interface.get('name'), method.get('name'), arguments)
                results['%s.%s' % (interface.get('name'), method.get('name'))] = result.get('error', 'ok')
        return results

    def follow(self):
        def on_signal(_bus, _sender, _path, _interface, name, _arguments):
            self.signals[name] += 1
        self.bus.signal_subscribe(None, NAME, None, None, None, Gio.DBusSignalFlags.NONE, on_signal)
        self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetId', None, None, 0, 5000, None)
        return {}

    def heard(self, name):
        while not self.signals[name]:
            GLib.MainContext.default().iteration(True)
        seen = dict(self.signals)
        self.signals.clear()
        return seen

    def obey(self, line):
        verb, _, rest = line.rstrip('\n').partition(' ')
        if verb == 'call':
            return self.call(*rest.split(' ', 2))
        return getattr(self, verb)(*rest.split())


def main():
    caller = Caller()
    print(json.dumps({'ready': caller.bus.get_unique_name()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(caller.obey(line), sort_keys=True), flush=True)


main()
