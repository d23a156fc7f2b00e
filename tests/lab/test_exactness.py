#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Nothing is dropped without being told: DROP records + the sum of INFO-EVENTS-LOST = dropped packets, in the history and
in pfirewall.log, whatever happens to the helper meanwhile; and each OPEN has one CLOSE."""
import contextlib
import os
import re
import signal
import socket
import sqlite3
import struct
import time

from case import LabCase, main
from lab import GUARDED, NEIGHBOUR
from netns import PYTHON, end
from probe import fetch
from services import UdpEcho, WebServer
from wait import wait_until

COUNTER = re.compile(r'counter (\w+) \{\s+packets (\d+)')
# As fast as it goes, or a number of them and then the end.
FLOOD = '''
import socket, sys
address, count = sys.argv[1], int(sys.argv[2])
family = socket.AF_INET6 if ':' in address else socket.AF_INET
with socket.socket(family, socket.SOCK_DGRAM) as sender:
    sender.connect((address, 4000))
    while count:
        count -= 1
        try:
            sender.send(b'x')
        except OSError:  # the neighbour hears that nobody listens, or its own queue is full
            pass
'''
ENDLESS, OVERRUN = -1, 40_000  # the queue holds 16,384


class Exactness(LabCase):
    def setUp(self):
        super().setUp()
        self.set_log(dropped=True, connections=False)
        self.addCleanup(lambda: self.lab.bus.has_owner() or self.lab.helper.start())

    def set_log(self, dropped, connections):
        self.lab.bus.change('set-log', dropped=dropped, connections=connections, max_size_kb=32767)

    @contextlib.contextmanager
    def flood(self, processes=1, count=ENDLESS):
        words = [PYTHON, '-c', FLOOD]
        running = [self.lab.neighbour.start(*words, GUARDED[n % 2], str(count)) for n in range(processes)]
        try:
            yield running
        finally:
            for process in running:
                end(process, signal.SIGKILL)

    def counters(self):
        text = self.lab.guarded.run('nft', 'list', 'counters', 'table', 'inet', 'parapet').stdout
        return {name: int(packets) for name, packets in COUNTER.findall(text)}

    def dropped(self):
        c = self.counters()
        return c['queued'] - c['passed'] + c['spoofed'] + c['icmp_errors'] + c['published']

    def in_history(self):
        """(told one by one, told as lost)"""
        path = os.path.join(self.lab.helper.folders['STATE_DIRECTORY'], 'events.db')
        with contextlib.closing(sqlite3.connect(f'file:{path}?mode=ro', uri=True)) as store:
            return store.execute('SELECT count(*) FILTER (WHERE kind < 256), coalesce(sum(lost), 0) FROM event').fetchone()

    def lines(self):
        found = []
        for path in (self.lab.helper.log + '.old', self.lab.helper.log):
            if os.path.exists(path):
                with open(path, newline='') as file:
                    found += [line.rstrip('\r\n').split(' ') for line in file if line[0] not in '#\r\n']
        return found

    def in_file(self):
        lines = self.lines()
        self.assertEqual({len(fields) for fields in lines} - {17}, set(), 'every line has 17 fields')
        lost = sum(int(fields[15]) for fields in lines if fields[2] == 'INFO-EVENTS-LOST')
        return sum(fields[2] == 'DROP' for fields in lines), lost

    def assert_exact(self):
        self.lab.guarded.run('true')
        wait_until(lambda: sum(self.in_history()) >= self.dropped(), 'all is told in the history', 60)
        wait_until(lambda: sum(self.in_file()) >= self.dropped(), 'all is told in the file', 60)
        dropped, history, file = self.dropped(), self.in_history(), self.in_file()
        print(f'dropped {dropped}, history {history}, file {file}', flush=True)
        self.assertEqual(sum(history), dropped, f'history: {history}')
        self.assertEqual(sum(file), dropped, f'file: {file}')

    def wait_for_drops(self, more):
        goal = self.dropped() + more
        wait_until(lambda: self.dropped() >= goal, f'{more} packets are dropped', 60)

    def test_the_queue_overruns(self):
        before = sum(self.in_history()[1:])
        os.kill(self.lab.helper.pid, signal.SIGSTOP)
        try:
            with self.flood(2, OVERRUN) as senders:
                for sender in senders:
                    sender.wait(60)
        finally:
            os.kill(self.lab.helper.pid, signal.SIGCONT)
        self.assert_exact()
        self.assertGreater(self.in_history()[1], before, 'some did not fit into the queue')

    def test_killed_in_the_middle_of_a_flood(self):
        for _ in range(3):
            with self.flood(2):
                self.wait_for_drops(30_000)
                self.lab.helper.kill()
                self.wait_for_drops(5_000)
                self.lab.helper.start()
                self.wait_for_drops(10_000)
            self.assert_exact()

    def test_as_many_as_the_machine_can_send(self):
        with self.flood(3):
            first, start = self.dropped(), time.monotonic()
            wait_until(lambda: time.monotonic() - start > 4, 'four seconds are over')
            rate = (self.dropped() - first) / (time.monotonic() - start)
        print(f'{rate:.0f} drops a second', flush=True)
        self.assert_exact()

    def test_spoofed_packets_of_our_own_are_counted_once(self):
        header = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 28, 1, 0, 64, socket.IPPROTO_UDP, 0,
                             socket.inet_aton('203.0.113.77'), socket.inet_aton(NEIGHBOUR[0]))
        before = self.counters()['spoofed']
        with self.lab.guarded.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
            raw.setsockopt(socket.IPPROTO_IP, socket.IP_HDRINCL, 1)
            for _ in range(5000):
                with contextlib.suppress(PermissionError):  # the kernel tells a sender in this way that it was dropped
                    raw.sendto(header + struct.pack('!HHHH', 4444, 53, 8, 0), (NEIGHBOUR[0], 0))
        self.assertEqual(self.counters()['spoofed'] - before, 5000)
        self.assert_exact()

    def test_each_open_has_one_close(self):
        self.set_log(dropped=True, connections=True)
        for service in (WebServer(self.lab.neighbour, 80), UdpEcho(self.lab.neighbour, 53)):
            self.running(service)
        long = self.lab.guarded.socket(2, 1)
        long.connect((NEIGHBOUR[0], 80))
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[0], 80), 'It works.\n')
        wait_until(lambda: self.ends('OPEN') >= 2, 'two connections are told')
        self.lab.helper.kill()
        long.close()  # nobody is there to see it
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[1], 80), 'It works.\n')
        self.lab.helper.start()
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[0], 80), 'It works.\n')
        wait_until(lambda: self.ends('OPEN') >= 3 and self.ends('OPEN') == self.ends('CLOSE'), 'all are closed', 60)
        opened, closed = self.connections('OPEN'), self.connections('CLOSE')
        self.assertEqual(sorted(opened), sorted(closed))

    def connections(self, action):
        return [tuple(fields[3:8]) for fields in self.lines() if fields[2] == action]

    def ends(self, action):
        return len(self.connections(action))


if __name__ == '__main__':
    main()
