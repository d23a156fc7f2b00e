#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings of one connection (xp-reference 1.13, 3.3, 3.5): no firewall on it, ports and ICMP of its own."""
from case import LabCase, main
from lab import FAR, GUARDED, NEIGHBOUR
from netns import connect
from probe import OPEN, REFUSED, SILENT, Download, ask, knock, ping
from services import WebServer

WEB = 8080
OTHER = ('203.0.113.1', '2001:db8:3::1')  # of the guarded machine on its second network
OTHER_NEIGHBOUR = ('203.0.113.2', '2001:db8:3::2')


class Connections(LabCase):
    far = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        connect(cls.lab.guarded, 'eth1', [OTHER[0] + '/24', OTHER[1] + '/64'],
                cls.lab.neighbour, 'eth2', [OTHER_NEIGHBOUR[0] + '/24', OTHER_NEIGHBOUR[1] + '/64'])
        web = WebServer(cls.lab.guarded, WEB)
        cls.addClassCleanup(web.close)

    def setUp(self):
        super().setUp()
        for connection in ('eth0', 'eth1'):
            self.filter(connection, True)

    def filter(self, connection, on):
        self.lab.bus.change('set-connection-filter', connection=connection, filtered=on)

    def assert_reached(self, here, there):
        """By eth0, and by eth1."""
        for addresses, expected in ((GUARDED, here), (OTHER, there)):
            for address in addresses:
                with self.subTest(address):
                    self.assertEqual(knock(self.lab.neighbour, address, WEB), expected)

    def test_the_connections_are_listed(self):
        listed = {each['connection']: each['interface'] for each in self.lab.bus.status()['connections']}
        self.assertEqual(listed, {'eth0': 'eth0', 'eth1': 'eth1'})

    def test_no_firewall_on_one_connection(self):
        self.assert_reached(SILENT, SILENT)
        self.filter('eth0', False)
        self.assert_reached(OPEN, SILENT)
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], 4444), REFUSED)
        self.assertTrue(ping(self.lab.neighbour, GUARDED[1]))
        self.assertFalse(ping(self.lab.neighbour, OTHER[1]))
        self.filter('eth0', True)
        self.assert_reached(SILENT, SILENT)

    def test_13_1_without_exceptions_every_connection_is_protected(self):
        self.filter('eth0', False)
        self.set_mode('on-without-exceptions')
        self.assert_reached(SILENT, SILENT)

    def test_off_is_off_on_every_connection(self):
        self.set_mode('off')
        self.assert_reached(OPEN, OPEN)

    def test_what_was_established_without_a_firewall_stays(self):
        self.filter('eth0', False)
        download = self.running(Download(self.lab.neighbour, GUARDED[0], WEB, self.file('kept')))
        self.filter('eth0', True)
        self.assertTrue(download.goes_on())
        self.assert_reached(SILENT, SILENT)
        self.set_mode('on-without-exceptions')
        self.assertTrue(download.goes_on())

    def test_outbound_flows_survive_both_ways(self):
        web = self.running(WebServer(self.lab.neighbour, WEB))
        download = self.running(Download(self.lab.guarded, NEIGHBOUR[0], WEB, self.file('outbound')))
        for on in (False, True):
            self.filter('eth0', on)
            self.assertTrue(download.goes_on())
        self.assertIsNotNone(web)

    def test_a_port_of_one_connection(self):
        port = {'connection': 'eth1', 'protocol': 'TCP', 'port': WEB}
        self.lab.bus.change('set-connection-port', **port, name='Web', enabled=True)
        self.assert_reached(SILENT, OPEN)
        download = self.running(Download(self.lab.neighbour, OTHER[0], WEB, self.file('port')))
        self.lab.bus.change('remove-connection-port', **port)
        self.assertFalse(download.goes_on(2))
        self.assert_reached(SILENT, SILENT)

    def test_13_9_a_port_of_a_connection_has_no_scope(self):
        port = {'connection': 'eth0', 'protocol': 'TCP', 'port': WEB}
        self.lab.bus.change('set-connection-port', **port, name='Web', enabled=True)
        self.addCleanup(self.lab.bus.change, 'remove-connection-port', **port)
        for address in GUARDED:
            self.assertEqual(knock(self.lab.far, address, WEB), OPEN)
        self.assertEqual(len(FAR), 2)

    def test_an_unchecked_port_of_a_connection_is_closed(self):
        port = {'connection': 'eth1', 'protocol': 'TCP', 'port': WEB}
        self.lab.bus.change('set-connection-port', **port, name='Web', enabled=False)
        self.addCleanup(self.lab.bus.change, 'remove-connection-port', **port)
        self.assert_reached(SILENT, SILENT)

    def test_icmp_of_one_connection(self):
        for item in ('echo-request', 'destination-unreachable'):
            self.lab.bus.change('set-connection-icmp', connection='eth1', item=item, allowed=True)
            self.addCleanup(self.lab.bus.change, 'set-connection-icmp', connection='eth1', item=item, allowed=False)
        self.open_port('UDP', 5555)
        for mine, other in zip(GUARDED, OTHER):
            self.assertFalse(ping(self.lab.neighbour, mine))
            self.assertTrue(ping(self.lab.neighbour, other))
            self.assertIsNone(ask(self.lab.neighbour, mine, 5555, seconds=0.7))
            self.assertEqual(ask(self.lab.neighbour, other, 5555), REFUSED)


if __name__ == '__main__':
    main()
