#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The ICMP settings (xp-reference 1.12) on real messages, IPv4 and IPv6, in and out."""
import socket
import struct

from case import LabCase, main
from lab import GUARDED, NEIGHBOUR, version
from probe import OPEN, REFUSED, ask, family, knock, ping
from wait import wait_until

ICMP_FILTER_NONE = b'\0' * 32


def checksum(data):
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    return ~((total >> 16) + (total & 0xffff)) & 0xffff


def message(kind, code=0, rest=b'\0\1\0\1', body=b'abcdefgh'):
    """An ICMP (IPv4) message; for IPv6 the kernel writes the checksum."""
    text = struct.pack('!BBH', kind, code, 0) + rest + body
    return text[:2] + struct.pack('!H', checksum(text)) + text[4:]


class Ear:
    """Hears every ICMP message that the machine lets in, whether or not its kernel answers such a message."""

    def __init__(self, namespace, address):
        protocol = socket.IPPROTO_ICMPV6 if version(address) == 6 else socket.IPPROTO_ICMP
        self._socket = namespace.socket(family(address), socket.SOCK_RAW, protocol)
        self._header = 0 if version(address) == 6 else 20
        self._socket.settimeout(0.2)

    def hears(self, kind, seconds=1):
        """Whether a message of this type comes."""
        def heard():
            try:
                return self._socket.recv(65535)[self._header] == kind
            except TimeoutError:
                return False
        try:
            return wait_until(heard, 'the message', seconds)
        except TimeoutError:
            return False

    def close(self):
        self._socket.close()


class Icmp(LabCase):
    def allow(self, item, allowed=True):
        self.lab.bus.change('set-icmp', profile='standard', item=item, allowed=allowed)
        self.addCleanup(self.lab.bus.change, 'set-icmp', profile='standard', item=item, allowed=False)

    def send(self, address, text):
        protocol = socket.IPPROTO_ICMPV6 if version(address) == 6 else socket.IPPROTO_ICMP
        with self.lab.neighbour.socket(family(address), socket.SOCK_RAW, protocol) as sender:
            sender.sendto(text, (address, 0))

    def comes_in(self, address, kind, **more):
        ear = self.running(Ear(self.lab.guarded, address))
        self.send(address, message(kind, **more))
        return ear.hears(kind)

    def assert_pings(self, answered):
        for address in GUARDED:
            with self.subTest(address):
                self.assertEqual(ping(self.lab.neighbour, address), answered)

    def test_echo_requests_are_dropped_unless_allowed(self):
        self.assert_pings(False)
        self.allow('echo-request')
        self.assert_pings(True)
        self.allow('echo-request', False)
        self.assert_pings(False)

    def test_a_dropped_ping_is_in_the_history_with_its_reason(self):
        ping(self.lab.neighbour, GUARDED[0])
        wait_until(lambda: any(record.get('reason') == 'icmp-not-allowed' and record.get('icmp-type') == 8
                               and record.get('rule') == 'icmp echo-request' for record in self.lab.bus.records()),
                   'the drop is in the history')

    def test_13_7_an_open_tcp_445_lets_echo_requests_in(self):
        self.open_port('TCP', 445)
        self.assert_pings(True)
        self.lab.bus.change('remove-port', profile='standard', protocol='TCP', port=445)
        self.assert_pings(False)

    def test_13_7_file_and_printer_sharing_lets_echo_requests_in(self):
        for enabled in (True, False):
            self.lab.bus.change('set-service', profile='standard', service='file-and-printer-sharing', enabled=enabled,
                                ports=[])
            self.assert_pings(enabled)

    def test_without_exceptions_there_are_no_icmp_exceptions_either(self):
        self.allow('echo-request')
        self.set_mode('on-without-exceptions')
        self.assert_pings(False)

    def test_the_computers_own_ping_needs_no_setting(self):
        for address in NEIGHBOUR:
            self.assertTrue(ping(self.lab.guarded, address))

    def test_the_other_requests_of_ipv4(self):
        for item, kind in (('timestamp-request', 13), ('mask-request', 17), ('router-request', 10)):
            with self.subTest(item):
                body = bytes(12) if kind == 13 else bytes(4)
                self.assertFalse(self.comes_in(GUARDED[0], kind, body=body))
                self.allow(item)
                self.assertTrue(self.comes_in(GUARDED[0], kind, body=body))

    def redirect(self):
        """A redirect about the flow of a ping that this computer sends to its neighbour."""
        ours = message(8, rest=struct.pack('!HH', self.identifier, 1))
        with self.lab.guarded.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as pinger:
            pinger.sendto(ours, (NEIGHBOUR[0], 0))
        inner = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(ours), 0, 0, 64, 1, 0, socket.inet_aton(GUARDED[0]),
                            socket.inet_aton(NEIGHBOUR[0])) + ours[:8]
        return message(5, 1, socket.inet_aton(NEIGHBOUR[0]), inner)

    def test_a_redirect_needs_its_setting_though_it_is_about_a_known_flow(self):
        for self.identifier, allowed in ((0x1111, False), (0x2222, True), (0x3333, False)):
            self.allow('redirect', allowed)
            text = self.redirect()
            ear = self.running(Ear(self.lab.guarded, GUARDED[0]))
            self.send(GUARDED[0], text)
            self.assertEqual(ear.hears(5), allowed)

    def test_an_error_about_a_known_flow_comes_in(self):
        for address in NEIGHBOUR:
            self.assertEqual(ask(self.lab.guarded, address, 4444), REFUSED)

    def test_port_unreachable_goes_out_only_if_allowed(self):
        self.open_port('UDP', 5555)
        for allowed, answer in ((False, None), (True, REFUSED), (False, None)):
            self.allow('destination-unreachable', allowed)
            for address in GUARDED:
                with self.subTest(address, allowed=allowed):
                    self.assertEqual(ask(self.lab.neighbour, address, 5555, seconds=0.7), answer)
        wait_until(lambda: any(record.get('reason') == 'icmp-not-allowed' and record['direction'] == 'out'
                               and record.get('rule') == 'icmp destination-unreachable'
                               for record in self.lab.bus.records()), 'the drop is in the history')

    def test_errors_of_a_router_are_none_of_the_settings_business(self):
        """Path MTU and the like of containers and guests must not break: time exceeded about a forwarded packet."""
        self.lab.guarded.sysctl('net.ipv4.ip_forward', 1)
        self.addCleanup(self.lab.guarded.sysctl, 'net.ipv4.ip_forward', 0)
        self.lab.neighbour.run('ip', 'route', 'add', '203.0.113.0/24', 'via', GUARDED[0])
        self.addCleanup(self.lab.neighbour.run, 'ip', 'route', 'del', '203.0.113.0/24')
        self.lab.guarded.run('ip', 'route', 'add', '203.0.113.0/24', 'via', NEIGHBOUR[0])
        self.addCleanup(self.lab.guarded.run, 'ip', 'route', 'del', '203.0.113.0/24')
        ear = self.running(Ear(self.lab.neighbour, NEIGHBOUR[0]))
        with self.lab.neighbour.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 1)
            sender.sendto(b'too far', ('203.0.113.9', 4444))
        self.assertTrue(ear.hears(11))

    def test_off_filters_no_icmp(self):
        self.set_mode('off')
        self.assert_pings(True)
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], 4444), REFUSED)
        self.assertEqual(ask(self.lab.neighbour, GUARDED[1], 4444), REFUSED)


if __name__ == '__main__':
    main()
