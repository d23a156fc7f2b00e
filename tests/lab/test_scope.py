#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Who may use an exception (XP SP2: 1.9): any computer, my network only, a custom list; from inside and outside."""
from case import LabCase, main
from lab import FAR, GUARDED, NEIGHBOUR
from probe import OPEN, SILENT, Download, knock
from services import WebServer
from wait import wait_until

WEB = 8080


class Scope(LabCase):
    far = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        web = WebServer(cls.lab.guarded, WEB)
        cls.addClassCleanup(web.close)

    def open_for(self, *scope):
        self.lab.ctl('firewall', 'add', 'portopening', 'TCP', str(WEB), 'Web', 'ENABLE', *scope)

    def assert_reached(self, near, far):
        for address in GUARDED:
            with self.subTest(address):
                self.assertEqual(knock(self.lab.neighbour, address, WEB), near, 'from inside the subnet')
                self.assertEqual(knock(self.lab.far, address, WEB), far, 'from outside')

    def test_any_computer(self):
        self.open_for('ALL')
        self.assert_reached(OPEN, OPEN)

    def test_my_network_only(self):
        self.open_for('SUBNET')
        self.assert_reached(OPEN, SILENT)

    def test_a_list_with_the_far_computer(self):
        self.open_for('CUSTOM', ','.join(FAR))
        self.assert_reached(SILENT, OPEN)

    def test_a_list_with_a_subnet_and_the_local_one(self):
        self.open_for('CUSTOM', '198.51.100.0/255.255.255.0,LocalSubnet,2001:db8:51::/64')
        self.assert_reached(OPEN, OPEN)

    def test_my_network_follows_the_addresses_of_the_computer(self):
        self.open_for('SUBNET')
        self.lab.guarded.run('ip', 'address', 'add', '203.0.113.1/24', 'dev', 'eth0')
        self.lab.neighbour.run('ip', 'address', 'add', '203.0.113.2/24', 'dev', 'eth0')
        self.addCleanup(self.lab.guarded.run, 'ip', 'address', 'del', '203.0.113.1/24', 'dev', 'eth0')
        self.addCleanup(self.lab.neighbour.run, 'ip', 'address', 'del', '203.0.113.2/24', 'dev', 'eth0')
        wait_until(lambda: knock(self.lab.neighbour, '203.0.113.1', WEB, 0.3) == OPEN, 'the new subnet is near')

    def test_narrowing_cuts_the_flows_outside_and_no_other(self):
        self.open_for('ALL')
        near = self.running(Download(self.lab.neighbour, GUARDED[0], WEB, self.file('near')))
        far = self.running(Download(self.lab.far, GUARDED[0], WEB, self.file('far')))
        self.assertTrue(far.goes_on())
        self.open_for('SUBNET')
        self.assertFalse(far.goes_on(3))
        self.assertTrue(near.goes_on())

    def test_narrowing_over_ssh_warns_whom_it_locks_out(self):
        """Near the session stays possible, from afar it does not: the helper knows the subnets."""
        for peers, here, locked in (((NEIGHBOUR[0], FAR[0]), GUARDED[0], (False, True)),
                                    ((NEIGHBOUR[1], FAR[1]), GUARDED[1], (False, True))):
            for peer, warned in zip(peers, locked):
                with self.subTest(peer):
                    self.open_for('ALL')
                    done = self.lab.ctl('firewall', 'set', 'portopening', 'TCP', str(WEB), 'Web', 'ENABLE', 'SUBNET',
                                        SSH_CONNECTION=f'{peer} 51000 {here} {WEB}')
                    self.assertEqual(f'lock out the SSH session from {peer} ' in done.stderr, warned, done.stderr)


if __name__ == '__main__':
    main()
