#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the guarded machine itself begins must work as if there were no firewall (XP SP2: 3.7)."""
import contextlib
import socket
import struct

from case import LabCase, main
from lab import FAR, NEIGHBOUR, version
from probe import ask, family, fetch, ping
from services import UdpEcho, WebServer
from sniffer import Sniffer
from wait import wait_until

SMALL_MTU = 1300  # IPv6 needs 1280


class Outbound(LabCase):
    far = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for machine in (cls.lab.neighbour, cls.lab.far):
            for service in (WebServer(machine, 80), UdpEcho(machine, 53)):
                cls.addClassCleanup(service.close)

    def setUp(self):
        super().setUp()
        self.modes = ('on', 'on-without-exceptions')

    def test_a_web_page_arrives(self):
        for mode in self.modes:
            self.set_mode(mode)
            for address in NEIGHBOUR + FAR:
                self.assertEqual(fetch(self.lab.guarded, address, 80), 'It works.\n', (mode, address))

    def test_a_question_by_udp_is_answered(self):
        for mode in self.modes:
            self.set_mode(mode)
            for address in NEIGHBOUR + FAR:
                self.assertEqual(ask(self.lab.guarded, address, 53), b'anybody there?', (mode, address))

    def test_own_pings_are_answered(self):
        for mode in self.modes:
            self.set_mode(mode)
            for address in NEIGHBOUR + FAR:
                self.assertTrue(ping(self.lab.guarded, address), (mode, address))

    def test_a_closed_udp_port_far_away_is_reported_at_once(self):
        for address in NEIGHBOUR + FAR:
            self.assertEqual(ask(self.lab.guarded, address, 9), 'refused', address)

    def test_path_mtu_is_found(self):
        """Only the router's ICMP errors (RFC 1191, RFC 8201) tell that the far side of it takes smaller packets."""
        self.lab.neighbour.run('ip', 'link', 'set', 'eth1', 'mtu', str(SMALL_MTU))
        self.addCleanup(self.lab.neighbour.run, 'ip', 'link', 'set', 'eth1', 'mtu', '1500')
        for address in FAR:
            with self.subTest(address), self.connection(address, 80) as upload:
                upload.sendall(b'GET / HTTP/1.0\r\nX-Filling: ' + b'x' * 20_000 + b'\r\n\r\n')
                self.assertTrue(upload.recv(100), 'the large request arrived')
                route = self.lab.guarded.run('ip', f'-{version(address)}', 'route', 'get', address).stdout
                self.assertIn(f'mtu {SMALL_MTU}', route)

    def connection(self, address, port):
        made = self.lab.guarded.socket(family(address), socket.SOCK_STREAM)
        made.settimeout(5)
        made.connect((address, port))
        return made

    def test_a_packet_from_a_foreign_address_does_not_leave_and_is_recorded(self):
        self.lab.bus.change('set-log', dropped=True, connections=False, max_size_kb=4096)
        with Sniffer(self.lab.neighbour) as sniffer:
            self.send_spoofed('203.0.113.77', NEIGHBOUR[0])
            record = wait_until(lambda: self.record_of('203.0.113.77'), 'the drop is recorded')
            self.assertEqual((record['direction'], record['reason']), ('out', 'spoofed-source'))
            fields = wait_until(lambda: self.log_line('203.0.113.77'), 'the drop is in pfirewall.log')
            self.assertEqual((fields[2], fields[16]), ('DROP', 'SEND'))
            self.assertNotIn('203.0.113.77', [packet.source for packet in sniffer.answers()])

    def send_spoofed(self, source, destination):
        with self.lab.guarded.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
            raw.setsockopt(socket.IPPROTO_IP, socket.IP_HDRINCL, 1)
            header = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 28, 1, 0, 64, socket.IPPROTO_UDP, 0,
                                 socket.inet_aton(source), socket.inet_aton(destination))
            with contextlib.suppress(PermissionError):  # the kernel tells a sender in this way that it was dropped
                raw.sendto(header + struct.pack('!HHHH', 4444, 53, 8, 0), (destination, 0))

    def record_of(self, source):
        return next((record for record in self.lab.bus.records() if record.get('source') == source), None)

    def log_line(self, source):
        with open(self.lab.helper.log) as file:
            return next((line.split() for line in file if source in line), None)


if __name__ == '__main__':
    main()
