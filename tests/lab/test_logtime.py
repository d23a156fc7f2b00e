#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The log while the machine's clock or its time zone changes under the running helper, and as another program reads it."""
import datetime
import json
import os
import subprocess
import unittest

from case import LabCase, main
from lab import GUARDED, NEIGHBOUR
from netns import ThisMachine, own_mounts
from probe import ask, fetch
from services import WebServer
from wait import wait_until

FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'
ZONES = '/usr/share/zoneinfo'


class LogTimeCase(LabCase):
    def setUp(self):
        super().setUp()
        self.lab.bus.change('set-log', dropped=True, connections=True, max_size_kb=4096)

    def lines(self):
        if not os.path.exists(self.lab.helper.log):
            return []
        with open(self.lab.helper.log) as file:
            return [line.split() for line in file if line[0] not in '#\n']

    def drop(self, port):
        """Has a datagram dropped; the time that its line tells."""
        ask(self.lab.neighbour, GUARDED[0], port, seconds=0.1)
        line = wait_until(lambda: next((f for f in self.lines() if f[2] == 'DROP' and f[7] == str(port)), None),
                          f'a line about port {port}')
        return datetime.datetime.fromisoformat(f'{line[0]} {line[1]}')


@unittest.skipUnless(os.path.exists(FAKETIME), 'needs faketime')
class ClockIsSet(LogTimeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.offset = os.path.join(cls.lab.folder, 'offset')
        cls.set_clock('+0')
        cls.lab.helper.kill()
        cls.lab.helper.start(LD_PRELOAD=FAKETIME, FAKETIME_TIMESTAMP_FILE=cls.offset, FAKETIME_NO_CACHE='1',
                             FAKETIME_DONT_FAKE_MONOTONIC='1')

    @classmethod
    def set_clock(cls, offset):
        with open(cls.offset + '.new', 'w') as file:
            file.write(offset + '\n')
        os.rename(cls.offset + '.new', cls.offset)

    def ports_of(self, *filters):
        told = self.lab.ctl('log', '--format', 'json', *filters).stdout
        return [json.loads(line).get('destination.port') for line in told.splitlines()]

    def test_set_back_and_forward_again(self):
        now = self.drop(7001)
        self.set_clock('-2h')
        back = self.drop(7002)
        self.assertAlmostEqual((now - back).total_seconds(), 7200, delta=60)
        self.set_clock('+1d')
        ahead = self.drop(7003)
        self.assertAlmostEqual((ahead - now).total_seconds(), 86400, delta=60)

        # The order is that in which it happened, and a range of time finds what the clock said then.
        order = [line[7] for line in self.lines() if line[7] in ('7001', '7002', '7003')]
        self.assertEqual(order, ['7001', '7002', '7003'])
        around = datetime.timedelta(seconds=5)
        for time, port in ((now, 7001), (back, 7002), (ahead, 7003)):
            since, until = (time - around).isoformat(), (time + around).isoformat()
            self.assertIn(port, self.ports_of('--since', since, '--until', until, '--action', 'DROP'))


@unittest.skipUnless(os.path.exists(ZONES), 'needs tzdata')
class TimeZoneChanges(LogTimeCase):
    @classmethod
    def setUpClass(cls):
        own_mounts()
        # A copy of /etc of our own: another zone is set in it as timedatectl does it, by a new link.
        subprocess.run(['mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], check=True)
        subprocess.run(['cp', '-a', '/etc', '/mnt/'], check=True)
        subprocess.run(['mount', '--bind', '/mnt/etc', '/etc'], check=True)
        cls.addClassCleanup(subprocess.run, ['umount', '--lazy', '/etc', '/mnt'])
        cls.move_to('Etc/UTC')
        super().setUpClass()

    @classmethod
    def move_to(cls, zone):
        os.symlink(os.path.join(ZONES, zone), '/etc/localtime.new')
        os.rename('/etc/localtime.new', '/etc/localtime')

    def test_lines_are_in_the_new_zone_at_once(self):
        for port, zone, hours in ((7101, 'Etc/UTC', 0), (7102, 'Asia/Tokyo', 9), (7103, 'Etc/GMT+11', -11), (7104, 'Etc/UTC', 0)):
            self.move_to(zone)
            told = self.drop(port) - datetime.timedelta(hours=hours)
            utc = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
            self.assertLess(abs((utc - told).total_seconds()), 60, zone)


class OtherReaders(LogTimeCase):
    def test_lnav_knows_the_format_and_every_field(self):
        self.running(WebServer(self.lab.neighbour, 80))
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[0], 80), 'It works.\n')
        for port in range(7201, 7211):
            self.drop(port)
        wait_until(lambda: any(line[2] == 'OPEN' for line in self.lines()), 'the connection is told')
        lines = self.lines()
        done = ThisMachine().run('lnav', '-n', '-c', ';SELECT log_time, x_fields FROM w3c_log', '-c', ':write-json-to -',
                                 self.lab.helper.log, env={**os.environ, 'HOME': self.lab.folder})
        rows = json.loads(done.stdout)
        self.assertEqual(len(rows), len(lines), 'every line is one of the format w3c_log')
        names = 'action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path'
        for row, line in zip(rows, lines):
            self.assertEqual(row['log_time'][:19], f'{line[0]} {line[1]}')
            self.assertEqual([row['x_fields'][name] or '-' for name in names.split()], line[2:])


if __name__ == '__main__':
    main()
