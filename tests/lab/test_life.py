#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The machine's life: interfaces and addresses come and go while the firewall runs."""
from case import LabCase, main
from lab import GUARDED, NEIGHBOUR, version
from netns import connect
from probe import OPEN, SILENT, Download, knock
from services import WebServer
from wait import wait_until

WEB = 8080
HERE, THERE = ('203.0.113.1', '2001:db8:3::1'), ('203.0.113.2', '2001:db8:3::2')
MOVED = ('203.0.114.1', '2001:db8:4::1')
MOVED_NEIGHBOUR = ('203.0.114.2', '2001:db8:4::2')


def with_length(addresses):
    return [f'{address}/{24 if version(address) == 4 else 64}' for address in addresses]


class Life(LabCase):
    def setUp(self):
        super().setUp()
        self.running(WebServer(self.lab.guarded, WEB))

    def plug_in(self):
        connect(self.lab.guarded, 'usb0', with_length(HERE), self.lab.neighbour, 'usb0', with_length(THERE))
        self.addCleanup(self.lab.guarded.run, 'ip', 'link', 'delete', 'usb0', check=False)

    def interfaces(self):
        return {each['interface'] for each in self.lab.bus.status()['connections']}

    def assert_reached(self, addresses, expected):
        for address in addresses:
            with self.subTest(address):
                wait_until(lambda: knock(self.lab.neighbour, address, WEB, 0.3) == expected, f'{address} is {expected}', 10)
                self.assertEqual(knock(self.lab.neighbour, address, WEB), expected)

    def test_an_interface_that_is_plugged_in_is_filtered_from_the_start(self):
        self.plug_in()
        self.assert_reached(HERE, SILENT)
        wait_until(lambda: 'usb0' in self.interfaces(), 'it is listed')
        self.lab.guarded.run('ip', 'link', 'delete', 'usb0')
        wait_until(lambda: 'usb0' not in self.interfaces(), 'it is gone')
        self.assert_reached(GUARDED, SILENT)

    def test_its_settings_are_those_of_its_name_whenever_it_comes(self):
        self.lab.bus.change('set-connection-filter', connection='usb0', filtered=False)
        self.addCleanup(self.lab.bus.change, 'set-connection-filter', connection='usb0', filtered=True)
        for _ in range(2):
            self.plug_in()
            self.assert_reached(HERE, OPEN)
            self.assert_reached(GUARDED, SILENT)
            self.lab.guarded.run('ip', 'link', 'delete', 'usb0')
            wait_until(lambda: 'usb0' not in self.interfaces(), 'it is gone')

    def test_the_local_subnet_moves_with_the_addresses(self):
        self.plug_in()
        self.lab.ctl('firewall', 'add', 'portopening', 'TCP', str(WEB), 'near', 'ENABLE', 'SUBNET')
        self.assert_reached(HERE, OPEN)
        for old, new, machine in ((HERE, MOVED, self.lab.guarded), (THERE, MOVED_NEIGHBOUR, self.lab.neighbour)):
            for gone, come in zip(with_length(old), with_length(new)):
                machine.run('ip', 'address', 'delete', gone, 'dev', 'usb0')
                machine.run('ip', 'address', 'add', come, 'dev', 'usb0', *(['nodad'] if ':' in come else []))
        self.assert_reached(MOVED, OPEN)
        # The neighbour's former address is a stranger's now.
        for gone, here in zip(with_length(THERE), MOVED):
            self.lab.neighbour.run('ip', 'address', 'add', gone, 'dev', 'usb0', *(['nodad'] if ':' in gone else []))
            stranger = gone.split('/')[0]
            self.lab.guarded.run('ip', f'-{version(here)}', 'route', 'add', stranger, 'dev', 'usb0')
            self.lab.neighbour.run('ip', f'-{version(here)}', 'route', 'replace', here, 'dev', 'usb0', 'src', stranger)
        self.assert_reached(MOVED, SILENT)

    def test_a_running_download_survives_that_the_cable_is_pulled(self):
        self.running(WebServer(self.lab.neighbour, 80))
        download = self.running(Download(self.lab.guarded, NEIGHBOUR[0], 80, self.file('pulled')))
        self.lab.guarded.run('ip', 'link', 'set', 'eth0', 'down')
        self.lab.guarded.run('ip', 'link', 'set', 'eth0', 'up')
        self.lab.guarded.run('ip', 'address', 'replace', GUARDED[1] + '/64', 'dev', 'eth0', 'nodad')  # "down" takes these away
        self.assertTrue(download.goes_on(20))
        self.assert_reached(GUARDED, SILENT)


if __name__ == '__main__':
    main()
