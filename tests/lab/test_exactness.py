#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Nothing is dropped without being told: DROP records + the sum of INFO-EVENTS-LOST = dropped packets, in the history and
in pfirewall.log, whatever happens to the helper meanwhile; and each OPEN has one CLOSE."""
import collections
import contextlib
import os
import signal
import socket
import sqlite3
import struct
import subprocess
import time

from case import LabCase, main
from flood import Flood, counters, dropped
from lab import GUARDED, NEIGHBOUR
from netns import PYTHON, end
from probe import Download, fetch
from services import UdpEcho, WebServer
from wait import wait_until

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
# To as many ports, one flow each.
FLOWS = '''
import socket, sys
address, count = sys.argv[1], int(sys.argv[2])
with socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET, socket.SOCK_DGRAM) as sender:
    for port in range(10000, 10000 + count):
        sender.sendto(b'x', (address, port))
'''
# From as many ports to one, one flow each.
VISITORS = '''
import socket, sys
address, count = sys.argv[1], int(sys.argv[2])
for port in range(10000, 10000 + count):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind(('', port))
        sender.sendto(b'x', (address, 8081))
'''
# All flows of conntrack end: IPCTNL_MSG_CT_DELETE without a name.
FORGET = '''
import socket, struct
with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12) as kernel:
    kernel.bind((0, 0))
    kernel.send(struct.pack('=IHHIIBBH', 20, 1 << 8 | 2, 5, 1, 0, socket.AF_UNSPEC, 0, 0))
    if struct.unpack_from('=i', kernel.recv(4096), 16)[0]:
        raise SystemExit('the kernel did not forget its flows')
'''
# A server that ends each connection at once, and callers that do, all from the same ports; how long the slowest waited.
HANG_UP = '''
import socket
server = socket.create_server(('', 8080), backlog=4096)
print('listening', flush=True)
while True:
    server.accept()[0].close()
'''
CALL_AND_HANG_UP = '''
import socket, struct, sys, time
address, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
longest = 0
for port in range(first, first + count):
    with socket.socket() as caller:
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))  # a reset: the port is free again
        caller.bind(('', port))
        began = time.monotonic()
        caller.connect((address, 8080))
        longest = max(longest, time.monotonic() - began)
print(longest)
'''
MANY_FLOWS = 25_000  # events of these are more than wait for the helper
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

    def dropped(self):
        return dropped(self.lab)

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

    def open_to_a_stranger(self):
        """Then packets to port 4000 are the engine's to judge, so they fill the queue."""
        self.change('set-port', protocol='UDP', port=4000, name='4000', enabled=True, scope='203.0.113.1')

    def test_hundreds_of_thousands_a_second_and_an_overrun_of_the_queue(self):
        """Closed ports, which the kernel drops, and a possible one, which goes to the queue while nobody reads it."""
        self.open_to_a_stranger()
        start = self.dropped()
        os.kill(self.lab.helper.pid, signal.SIGSTOP)
        try:
            with Flood(self.lab, GUARDED[0], count=600_000) as closed, \
                    Flood(self.lab, GUARDED[1], protocol='udp', ports='4000-4000', count=100_000) as possible:
                (sent, seconds), (also, _) = closed.wait(), possible.wait()
        finally:
            os.kill(self.lab.helper.pid, signal.SIGCONT)
        print(f'{(sent + also) / seconds:.0f} packets a second', flush=True)
        self.assertEqual(self.dropped() - start, sent + also, 'all of them are dropped')
        self.assert_exact()
        flooded, queued = counters(self.lab)['flooded'], counters(self.lab)['queued']
        self.assertGreater(flooded, 0)
        self.assertGreater(queued, 16_384, 'more than the queue holds')
        self.assert_told_one_by_one_again()

    def assert_told_one_by_one_again(self):
        lost, one_by_one = self.in_history()[1], self.in_history()[0]
        with self.lab.neighbour.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            for _ in range(50):
                sender.sendto(b'x', (GUARDED[0], 4711))
        wait_until(lambda: self.in_history()[0] >= one_by_one + 50, 'each of 50 drops is told')
        self.assert_exact()
        self.assertEqual(self.in_history()[1], lost)

    def test_killed_in_the_middle_of_a_flood_of_closed_ports(self):
        for _ in range(3):
            with Flood(self.lab, GUARDED[0], seconds=60):
                self.wait_for_drops(100_000)
                self.lab.helper.kill()
                self.wait_for_drops(50_000)
                self.lab.helper.start()
                self.wait_for_drops(50_000)
            self.assert_exact()

    def test_the_queue_overruns(self):
        self.open_to_a_stranger()
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
        before = counters(self.lab)['spoofed']
        with self.lab.guarded.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
            raw.setsockopt(socket.IPPROTO_IP, socket.IP_HDRINCL, 1)
            for _ in range(5000):
                with contextlib.suppress(PermissionError):  # the kernel tells a sender in this way that it was dropped
                    raw.sendto(header + struct.pack('!HHHH', 4444, 53, 8, 0), (NEIGHBOUR[0], 0))
        self.assertEqual(counters(self.lab)['spoofed'] - before, 5000)
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

    @contextlib.contextmanager
    def stopped(self):
        os.kill(self.lab.helper.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.lab.helper.pid, signal.SIGCONT)

    def lost_events(self):
        """Of conntrack, since the machine was made: netlink messages that the helper's sockets could not hold."""
        rows = self.lab.guarded.run('cat', '/proc/self/net/netlink').stdout.splitlines()[1:]
        return sum(int(row.split()[8]) for row in rows if row.split()[1] == '12')

    def begin_flows(self):
        for address in NEIGHBOUR:
            self.lab.guarded.run(PYTHON, '-c', FLOWS, address, str(MANY_FLOWS))

    def test_each_open_has_one_close_across_an_overrun_of_events(self):
        self.set_log(dropped=True, connections=True)
        before, lost = collections.Counter(self.connections('OPEN')), self.lost_events()
        with self.stopped():
            self.begin_flows()
        self.assertGreater(self.lost_events(), lost, 'events were lost')
        wait_until(lambda: self.ends('OPEN') - before.total() >= 2 * MANY_FLOWS, 'all that lives is told', 60)
        lost = self.lost_events()
        with self.stopped():
            self.lab.guarded.run(PYTHON, '-c', FORGET)
        wait_until(lambda: self.ends('CLOSE') >= self.ends('OPEN'), 'all are closed', 60)
        opened = collections.Counter(self.connections('OPEN'))
        self.assertEqual((opened - before).total(), 2 * MANY_FLOWS)
        self.assertEqual(max((opened - before).values()), 1, 'each is opened once')
        self.assertEqual(opened, collections.Counter(self.connections('CLOSE')))

    def test_what_began_while_events_were_lost_follows_the_policy(self):
        self.set_log(dropped=True, connections=True)  # so that all is told
        self.open_port('TCP', 8080)
        self.open_port('UDP', 8081)
        self.running(WebServer(self.lab.guarded, 8080))
        lost = self.lost_events()
        with self.stopped():
            self.lab.neighbour.run(PYTHON, '-c', VISITORS, GUARDED[0], str(MANY_FLOWS))
            downloads = [self.running(Download(self.lab.neighbour, address, 8080, self.file(f'{n}')))
                         for n, address in enumerate(GUARDED)]
        self.assertGreater(self.lost_events(), lost, 'events were lost')
        self.lab.ctl('firewall', 'delete', 'portopening', 'TCP', '8080')
        self.assertEqual([download.goes_on(2) for download in downloads], [False, False])

    def test_events_that_nobody_reads_cost_no_connection(self):
        """A port that is used again ends the flow before it. The kernel must not insist that we hear of that: it would drop the SYN."""
        self.set_log(dropped=True, connections=True)
        self.open_port('TCP', 8080)
        server = self.lab.guarded.start(PYTHON, '-c', HANG_UP, stdout=subprocess.PIPE)
        self.addCleanup(server.stdout.close)
        self.addCleanup(end, server)
        server.stdout.readline()

        def longest(first, count):
            called = self.lab.neighbour.run(PYTHON, '-c', CALL_AND_HANG_UP, GUARDED[0], str(first), str(count))
            return float(called.stdout)
        lost = self.lost_events()
        with self.stopped():
            longest(10_000, MANY_FLOWS)
            self.assertGreater(self.lost_events(), lost, 'events were lost')
            self.assertLess(longest(10_000, 20), 0.9, 'no SYN was sent twice')

    def test_the_end_of_a_connection_is_told_at_once(self):
        """conntrack itself keeps it for a while longer (it was told up to a minute late)."""
        self.set_log(dropped=True, connections=True)
        self.running(WebServer(self.lab.neighbour, 80))
        before = self.ends('CLOSE')
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[0], 80), 'It works.\n')
        wait_until(lambda: self.ends('CLOSE') > before, 'the end is told', 2)
        self.assertIn(80, [int(end[4]) for end in self.connections('CLOSE')[before:]])

    def connections(self, action):
        return [tuple(fields[3:8]) for fields in self.lines() if fields[2] == action]

    def ends(self, action):
        return len(self.connections(action))


if __name__ == '__main__':
    main()
