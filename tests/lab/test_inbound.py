#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What others may reach on the guarded machine, in each of the three operating states (XP SP2: 3.3)."""
from case import LabCase, main
from lab import GUARDED, NEIGHBOUR
from probe import OPEN, REFUSED, SILENT, Download, ask, fetch, knock, ping
from services import UdpEcho, WebServer
from sniffer import Sniffer

WEB, ECHO, CLOSED = 8080, 7007, 9  # ports


class Inbound(LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.web, cls.echo = WebServer(cls.lab.guarded, WEB), UdpEcho(cls.lab.guarded, ECHO)
        cls.addClassCleanup(cls.web.close)
        cls.addClassCleanup(cls.echo.close)

    def knock(self, address, port=WEB):
        return knock(self.lab.neighbour, address, port)

    def ask(self, address):
        return ask(self.lab.neighbour, address, ECHO)

    def test_on_drops_everything_unsolicited_in_silence(self):
        with Sniffer(self.lab.neighbour) as sniffer:
            for address in GUARDED:
                with self.subTest(address):
                    self.assertEqual(self.knock(address), SILENT, 'a TCP port where somebody listens')
                    self.assertEqual(self.knock(address, CLOSED), SILENT, 'a TCP port where nobody listens')
                    self.assertIsNone(self.ask(address), 'a UDP port where somebody listens')
                    self.assertIsNone(ask(self.lab.neighbour, address, CLOSED), 'a UDP port where nobody listens')
                    self.assertFalse(ping(self.lab.neighbour, address))
            self.assertEqual(sniffer.answers(), [], 'no RST, no ICMP, nothing at all comes back')

    def test_a_tcp_port_is_open_from_add_to_delete(self):
        for address in GUARDED:
            with self.subTest(address):
                self.open_port('TCP', WEB)
                self.assertEqual(fetch(self.lab.neighbour, address, WEB), 'It works.\n')
                self.assertEqual(self.knock(address, CLOSED), SILENT, 'only the port that was added')
                self.lab.ctl('firewall', 'delete', 'portopening', 'TCP', str(WEB))
                self.assertEqual(self.knock(address), SILENT)

    def test_a_udp_port_is_open_from_add_to_delete(self):
        for address in GUARDED:
            with self.subTest(address):
                self.open_port('UDP', ECHO)
                self.assertEqual(self.ask(address), b'anybody there?')
                self.lab.ctl('firewall', 'delete', 'portopening', 'UDP', str(ECHO))
                self.assertIsNone(self.ask(address))

    def test_an_exception_for_tcp_does_not_open_udp_and_the_other_way_round(self):
        self.open_port('TCP', ECHO)
        self.open_port('UDP', WEB)
        for address in GUARDED:
            with self.subTest(address):
                self.assertIsNone(self.ask(address))
                self.assertEqual(self.knock(address), SILENT)

    def test_a_disabled_exception_opens_nothing(self):
        self.lab.ctl('firewall', 'add', 'portopening', 'TCP', str(WEB), 'web', 'DISABLE')
        for address in GUARDED:
            self.assertEqual(self.knock(address), SILENT, address)

    def test_without_exceptions_the_port_is_closed_and_an_own_download_goes_on(self):
        self.running(WebServer(self.lab.neighbour, 80))
        downloads = [self.running(Download(self.lab.guarded, address, 80, self.file(f'own{n}')))
                     for n, address in enumerate(NEIGHBOUR)]
        self.open_port('TCP', WEB)
        self.lab.ctl('firewall', 'set', 'opmode', 'ENABLE', 'DISABLE')
        for address, download in zip(GUARDED, downloads):
            with self.subTest(address):
                self.assertEqual(self.knock(address), SILENT)
                self.assertTrue(download.goes_on())

    def test_what_came_in_by_an_exception_ends_with_the_exception(self):
        self.open_port('TCP', WEB)
        downloads = [self.running(Download(self.lab.neighbour, address, WEB, self.file(f'theirs{n}')))
                     for n, address in enumerate(GUARDED)]
        self.lab.ctl('firewall', 'delete', 'portopening', 'TCP', str(WEB))
        for address, download in zip(GUARDED, downloads):
            self.assertFalse(download.goes_on(2), address)

    def test_off_filters_nothing(self):
        self.lab.ctl('firewall', 'set', 'opmode', 'DISABLE')
        for address in GUARDED:
            with self.subTest(address):
                self.assertEqual(self.knock(address), OPEN)
                self.assertEqual(self.knock(address, CLOSED), REFUSED, 'the machine itself refuses')
                self.assertEqual(self.ask(address), b'anybody there?')
                self.assertTrue(ping(self.lab.neighbour, address))

    def test_on_again_after_off_is_silent_again(self):
        for mode, answer in (('DISABLE', OPEN), ('ENABLE', SILENT), ('DISABLE', OPEN), ('ENABLE', SILENT)):
            self.lab.ctl('firewall', 'set', 'opmode', mode)
            for address in GUARDED:
                self.assertEqual(self.knock(address), answer, (mode, address))


if __name__ == '__main__':
    main()
