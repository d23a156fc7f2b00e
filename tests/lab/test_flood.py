#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A flood costs little, lets legitimate work through, is told once, and leaves nothing behind."""
import contextlib
import os
import re
import select
import socket
import time

from alertagent import Agent
from bus import INTERFACE, NAME
from case import LabCase, main
from flood import Flood, counters, dropped
from lab import GUARDED, NEIGHBOUR
from netns import pin
from probe import OPEN, SILENT, Download, ask, family, knock
from programs import Running, install
from services import UdpEcho, WebServer
from wait import wait_until

WEB, SCOPED, PROGRAM, ECHO = 8080, 8081, 7171, 7007  # ports
CLOSED = '1-1023'
SENTENCE = 'Somebody is flooding this computer'
STRANGERS, AT_ONCE = 500, 4_000  # limits::strangersPerSecond, limits::strangersAtOnce
QUEUED_AT_MOST = 2.0  # of the packets that nothing can let in: this many times the rate of these


def begin(stack, namespace, address, port):
    """A TCP connection that is begun and not waited for."""
    caller = stack.enter_context(namespace.socket(family(address), socket.SOCK_STREAM))
    caller.setblocking(False)
    caller.connect_ex((address, port))
    return caller


def made(namespace, address, port, count, patience=3):
    """How many of these TCP connections are made: 200 are begun each second."""
    with contextlib.ExitStack() as stack:
        callers = []
        for _ in range(count):
            callers.append(begin(stack, namespace, address, port))
            time.sleep(0.005)
        deadline, waiting = time.monotonic() + patience, set(callers)
        while waiting and (left := deadline - time.monotonic()) > 0:
            waiting -= set(select.select([], waiting, [], left)[1])
        return sum(each.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0 for each in set(callers) - waiting)


class FloodDefence(LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for service in (WebServer(cls.lab.guarded, WEB), WebServer(cls.lab.guarded, SCOPED),
                        UdpEcho(cls.lab.guarded, ECHO), WebServer(cls.lab.neighbour, 80)):
            cls.addClassCleanup(service.close)

    def flood(self, address, **options):
        return self.running(Flood(self.lab, address, **options))

    def allow_program(self):
        program = install(self.lab.folder, 'allowed')
        self.change('set-program', path=program, name='allowed', enabled=True, scope='*')
        self.running(Running(self.lab.guarded, program, f'port={PROGRAM}'))
        wait_until(lambda: PROGRAM in self.spared(), 'the kernel spares the port of the program')
        return program

    def spared(self):
        return [int(port) for port in re.findall(r'\b(\d+)\b(?=[,\s}])', self.elements('program_tcp'))]

    def elements(self, name):
        text = self.lab.guarded.run('nft', 'list', 'set', 'inet', 'parapet', name).stdout
        return text[text.index('elements'):] if 'elements' in text else ''

    def wait_for_quiet(self):
        wait_until(lambda: not self.lab.bus.status()['flood'], 'former floods are over', 40)

    def test_what_nothing_lets_in_is_dropped_by_the_kernel(self):
        for address, protocol in ((GUARDED[0], 'tcp'), (GUARDED[1], 'tcp'), (GUARDED[0], 'udp'), (GUARDED[1], 'udp'),
                                  (GUARDED[0], 'ack'), (GUARDED[0], 'echo')):
            with self.subTest(f'{protocol} {address}'):
                before = counters(self.lab)
                sent, seconds = self.flood(address, protocol=protocol, ports=CLOSED, count=300_000).wait()
                after = counters(self.lab)
                queued = after['queued'] - before['queued']
                print(f'{protocol} {address}: {sent / seconds:.0f} a second, {queued} judged by the engine', flush=True)
                self.assertLess(queued, AT_ONCE + QUEUED_AT_MOST * STRANGERS * (seconds + 1))
                self.assertGreater(after['flooded'] - before['flooded'], sent / 2)

    def test_legitimate_connections_are_made_beside_it(self):
        self.open_port('TCP', WEB)
        self.open_port('UDP', ECHO)
        self.allow_program()
        downloads = [self.running(Download(self.lab.guarded, address, 80, self.file(f'beside{n}')))
                     for n, address in enumerate(NEIGHBOUR)]
        for protocol in ('tcp', 'udp', 'ack'):
            with self.subTest(protocol), self.flood(GUARDED[0], protocol=protocol, seconds=60) as flood:
                wait_until(lambda: counters(self.lab)['flooded'] > 10_000, 'the flood is there')
                failed = [(port, address) for address in GUARDED * 10 for port in (WEB, PROGRAM)
                          if knock(self.lab.neighbour, address, port, 5) != OPEN]
                self.assertEqual(failed, [])
                self.assertEqual([ask(self.lab.neighbour, address, ECHO, seconds=5) for address in GUARDED],
                                 [b'anybody there?'] * 2)
                self.assertEqual(knock(self.lab.neighbour, GUARDED[0], SCOPED, 0.3), SILENT)
                self.assertEqual([download.goes_on() for download in downloads], [True, True])

    def test_a_helper_that_gets_little_of_its_core_lets_in_nevertheless(self):
        """The flood is on its core like interrupts, which nothing stops."""
        self.allow_program()
        everywhere = os.sched_getaffinity(0)
        core = min(everywhere)
        pin(self.lab.helper.pid, {core})
        try:
            with self.flood(GUARDED[0], seconds=60, before=('taskset', '--cpu-list', str(core), 'chrt', '--fifo', '1')):
                wait_until(lambda: counters(self.lab)['flooded'] > 10_000, 'the flood is there')
                # All of them, but on a machine with other work.
                for _ in range(3):
                    self.assertGreaterEqual(made(self.lab.neighbour, GUARDED[0], PROGRAM, 500), 400)
        finally:
            pin(self.lab.helper.pid, everywhere)

    def test_a_crowd_at_an_open_port_leaves_the_others_their_share(self):
        self.allow_program()
        self.change('set-port', protocol='TCP', port=SCOPED, name='scoped', enabled=True, scope='203.0.113.1')
        with self.flood(GUARDED[0], ports=f'{SCOPED}-{SCOPED}', senders=5, seconds=60):
            wait_until(lambda: counters(self.lab)['flooded'] > 10_000, 'the flood is there')
            self.assertEqual([knock(self.lab.neighbour, address, PROGRAM, 5) for address in GUARDED * 5], [OPEN] * 10)

    def test_a_program_that_begins_to_listen_in_the_middle_of_it_is_reached(self):
        with self.flood(GUARDED[0], seconds=60):
            wait_until(lambda: counters(self.lab)['flooded'] > 10_000, 'the flood is there')
            program = self.allow_program()
            self.assertEqual(knock(self.lab.neighbour, GUARDED[0], PROGRAM, 5), OPEN)
            self.change('remove-program', path=program)
            self.assertEqual(self.spared(), [])
            self.assertEqual(knock(self.lab.neighbour, GUARDED[0], PROGRAM, 0.5), SILENT)

    def test_it_is_told_once_and_its_end_too(self):
        self.wait_for_quiet()
        agent = self.running(Agent(self.lab.bus))
        told = []

        def hear(*_):
            told.append(self.lab.bus.status()['flood'])
        agent._bus.signal_subscribe(NAME, INTERFACE, 'StatusChanged', None, None, 0, hear)
        before = self.lab.helper.said().count(SENTENCE)
        # Two of them with a pause are one.
        with self.flood(GUARDED[0], seconds=60):
            self.assertTrue(agent.wait(lambda: told, 30))
            agent.wait(lambda: False, 2)
        agent.wait(lambda: False, 1)
        self.flood(GUARDED[0], seconds=4).wait()
        status = self.lab.bus.status()
        self.assertEqual([SENTENCE in notice for notice in status['notices']], [True])
        self.assertTrue(agent.wait(lambda: told[-1] is False, 40))
        self.assertEqual(told, [True, False])
        self.assertEqual(self.lab.helper.said().count(SENTENCE) - before, 1)
        self.assertEqual(self.lab.bus.status()['notices'], [])

    def test_a_burst_is_no_flood(self):
        self.wait_for_quiet()
        self.flood(GUARDED[0], count=20_000).wait()
        self.assertFalse(self.lab.bus.status()['flood'])

    def test_after_it_each_drop_is_told_again(self):
        def accounts():
            return sum(record['action'] == 'INFO-EVENTS-LOST' for record in self.lab.bus.records())
        former = accounts()
        self.flood(GUARDED[0], count=100_000).wait()
        wait_until(lambda: accounts() > former, 'the flood is over for the log, too')
        before = counters(self.lab)['flooded']
        ports = range(5001, 5041)
        goal = dropped(self.lab) + len(ports)
        with contextlib.ExitStack() as stack:
            for port in ports:
                begin(stack, self.lab.neighbour, GUARDED[0], port)
            wait_until(lambda: dropped(self.lab) >= goal, 'all are dropped')
        wait_until(lambda: set(ports) <= {record.get('destination-port') for record in self.lab.bus.records()
                                          if record['action'] == 'DROP' and record['reason'] == 'no-exception'},
                   'each of them is told')
        self.assertEqual(counters(self.lab)['flooded'], before)

    def resident(self):
        """Megabytes of the helper."""
        with open(f'/proc/{self.lab.helper.pid}/status') as file:
            return int(re.search(r'VmRSS:\s+(\d+)', file.read())[1]) / 1024

    def test_memory_stays_within_its_bounds(self):
        self.lab.helper.kill()
        self.lab.helper.start()
        at_rest = self.resident()
        for protocol in ('tcp', 'udp', 'ack'):
            self.flood(GUARDED[0], protocol=protocol, count=200_000).wait()
        print(f'{at_rest:.1f} MB at rest, {self.resident():.1f} MB behind a flood', flush=True)
        self.assertLess(at_rest, 40)
        self.assertLess(self.resident(), at_rest + 40, 'the ring and a batch of the log, no more')

    def test_samples_are_told_as_what_they_are(self):
        start = time.time() * 1e6
        self.flood(GUARDED[1], protocol='udp', ports='9-9', count=200_000).wait()

        def samples():
            return [each for each in self.lab.bus.records() if each.get('reason') == 'flood' and each['time'] > start]
        sample = wait_until(samples, 'a sample is told')[0]
        self.assertEqual([sample[name] for name in ('action', 'direction', 'protocol', 'destination',
                                                    'destination-port', 'interface', 'size')],
                         ['DROP', 'in', 17, GUARDED[1], 9, 'eth0', 48])
        self.assertTrue(sample['source'].startswith('2001:db8:18::'))


if __name__ == '__main__':
    main()
