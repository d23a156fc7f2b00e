#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""On a machine that has less: no BPF, no control groups, no polkit, no systemd, no NetworkManager. The firewall works with less
and says what is missing."""
import json
import time

from case import LabCase, main
from lab import GUARDED, NEIGHBOUR
from probe import OPEN, SILENT, ask, fetch, knock
from programs import Running, install, told
from services import WebServer
from wait import wait_until

PORT, WEB = 4711, 8080


class LessCase(LabCase):
    before = []  # how the helper is run

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lab.helper.stop()
        cls.lab.helper.before = cls.before
        cls.lab.helper.start()

    def diag(self, check):
        report = json.loads(self.lab.ctl('diag', '--json', check=False).stdout)
        return [finding['text'] for finding in report['findings'] if finding['check'] == check]

    def assert_guards(self):
        """Ports, programs, own connections, and who listens."""
        self.running(WebServer(self.lab.guarded, WEB))
        self.running(WebServer(self.lab.neighbour, 80))
        program = install(self.lab.folder, 'program')
        began = time.monotonic()
        self.running(Running(self.lab.guarded, program, f'port={PORT}', '/', 'udp', f'port={PORT}'))
        wait_until(lambda: any(row['port'] == PORT and row['owners'] for row in self.lab.bus.listening()), 'who listens is known', 5)
        print(f'a listener is noticed after {time.monotonic() - began:.3f} s', flush=True)
        for address in GUARDED:
            self.assertEqual([knock(self.lab.neighbour, address, port, 0.3) for port in (PORT, WEB)], [SILENT, SILENT], address)
        self.change('set-program', path=program, name='program', enabled=True, scope='*')
        self.open_port('TCP', WEB)
        for address in GUARDED:
            self.assertEqual(told(self.lab.neighbour, address, PORT, 5), program, address)
            self.assertEqual(ask(self.lab.neighbour, address, PORT, seconds=5), program.encode(), address)
            self.assertEqual(knock(self.lab.neighbour, address, WEB), OPEN, address)
        for address in NEIGHBOUR:
            self.assertEqual(fetch(self.lab.guarded, address, 80), 'It works.\n', address)


class NoBpf(LessCase):
    """As in a container, or where the administrator does not want it."""
    before = ['setpriv', '--bounding-set=-bpf,-perfmon,-sys_admin', '--inh-caps=-bpf,-perfmon,-sys_admin', '--']

    def test_it_guards_and_says_so(self):
        self.assertEqual(self.lab.bus.status()['watch'], 'polling')
        self.assertIn('BPF', self.diag('watch')[0])
        self.assert_guards()


class NoControlGroups(LessCase):
    before = ['unshare', '--mount', 'sh', '-c', 'umount --recursive --lazy /sys/fs/cgroup && exec "$0" "$@"']

    def test_it_guards_and_says_so(self):
        self.assertEqual(self.mounts(), [])
        self.assertEqual(self.lab.bus.status()['watch'], 'polling')
        self.assertIn('BPF', self.diag('watch')[0])
        self.assert_guards()

    def mounts(self):
        with open(f'/proc/{self.lab.helper.pid}/mounts') as mounts:
            return [line for line in mounts if ' cgroup' in line]


class NothingElseOnTheBus(LessCase):
    """Neither polkit nor systemd nor NetworkManager."""

    def test_it_guards_and_says_so(self):
        self.assertIn('no polkit', self.diag('polkit')[0])
        self.assertIn('no systemd', self.diag('unit')[0])
        self.assertIn('NetworkManager knows none of them', self.diag('connections')[0])
        self.assert_guards()


if __name__ == '__main__':
    main()
