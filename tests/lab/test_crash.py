#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kill -9 under load: no packet of a judged flow is lost, nothing new comes in, what the machine begins itself works, and the new
helper adopts flows, and its generation is the next one."""
import re
import time

from case import LabCase, main
from flood import Flood
from lab import GUARDED, NEIGHBOUR
from probe import OPEN, SILENT, ask, fetch, knock
from programs import Running, install
from services import WebServer
from stream import Stream, no_second_try
from wait import wait_until

PORT, SCOPED, PROGRAM, OWN = 8080, 8081, 7171, 8090  # on each a server, TCP and UDP
LOAD = 5000  # packets a second that nothing lets in
BY_EXCEPTION = {PORT: 'a port that is open to all', SCOPED: 'a port with a scope', PROGRAM: 'a program'}
BACK_WITHIN = 5  # seconds; far more than it takes, for a machine that is busy


class Crash(LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for machine in (cls.lab.guarded, cls.lab.neighbour):
            no_second_try(machine)
        cls.addClassCleanup(WebServer(cls.lab.neighbour, 80).close)
        cls.program, other = install(cls.lab.folder, 'allowed'), install(cls.lab.folder, 'other')
        for machine, program, port in ((cls.lab.guarded, other, PORT), (cls.lab.guarded, other, SCOPED),
                                       (cls.lab.guarded, cls.program, PROGRAM), (cls.lab.neighbour, other, OWN)):
            server = Running(machine, program, f'port={port}', '/', 'udp', f'port={port}')
            cls.addClassCleanup(server.close)

    def setUp(self):
        super().setUp()
        self.addCleanup(lambda: self.lab.bus.has_owner() or self.lab.helper.start())
        for protocol in ('TCP', 'UDP'):
            for port, scope in ((PORT, '*'), (SCOPED, 'LocalSubnet')):
                self.change('set-port', protocol=protocol, port=port, name='test', enabled=True, scope=scope)
        self.change('set-program', path=self.program, name='test', enabled=True, scope='*')

    def streams(self, machine, addresses, ports):
        return [self.running(Stream(machine, protocol, address, port))
                for protocol in ('tcp', 'udp') for address in addresses for port in ports]

    def assert_none_lost(self, streams, when):
        """All of them, while each gets a hundred answers more."""
        goals = [stream.answered + 100 for stream in streams]
        wait_until(lambda: all(stream.lost or stream.answered >= goal for stream, goal in zip(streams, goals)),
                   f'every stream goes on or ends, {when}', 30)
        self.assertEqual([stream.name for stream in streams if stream.lost], [], when)

    def generation(self):
        """Of the sets of open ports: 0, 1 or 2."""
        rules = self.lab.guarded.run('nft', 'list', 'chain', 'inet', 'parapet', 'input').stdout
        return '359'.index(re.search(r'ct mark & 0xc([359])000000 == 0xc1000000', rules)[1])

    def is_judged(self):
        return ask(self.lab.neighbour, GUARDED[0], PROGRAM, seconds=0.02) is not None

    def assert_nothing_new_comes_in(self):
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, PROGRAM, 0.3), SILENT, address)
            self.assertIsNone(ask(self.lab.neighbour, address, PROGRAM, seconds=0.3), address)
            self.assertEqual(knock(self.lab.neighbour, address, 9999, 0.3), SILENT, address)

    def test_no_packet_of_a_judged_flow_is_lost(self):
        inbound = self.streams(self.lab.neighbour, GUARDED, BY_EXCEPTION)
        own = self.streams(self.lab.guarded, NEIGHBOUR, [OWN])
        self.running(Flood(self.lab, GUARDED[0], rate=LOAD, seconds=100))
        self.assert_none_lost(inbound + own, 'before')
        generation = self.generation()

        killed = time.monotonic()
        self.lab.helper.kill()
        self.assert_none_lost(inbound + own, 'while there is no helper')
        self.assert_nothing_new_comes_in()
        for address in NEIGHBOUR:
            self.assertEqual(fetch(self.lab.guarded, address, 80), 'It works.\n', address)
        began = time.monotonic()
        self.lab.helper.launch()
        wait_until(self.is_judged, 'new packets are judged again', BACK_WITHIN)
        print(f'judging again {time.monotonic() - began:.3f} s after its start, {time.monotonic() - killed:.3f} s without a helper',
              flush=True)
        wait_until(self.lab.bus.has_owner, 'it is on the bus')
        self.assert_none_lost(inbound + own, 'with the new helper')
        # What changed meanwhile it cannot know: the kernel looks again at what the sets had let in, once.
        self.assertEqual(self.generation(), (generation + 1) % 3)
        print(f'{sum(stream.answered for stream in inbound + own)} questions and answers in {len(inbound + own)} streams', flush=True)
        self.assert_adopted(inbound, own)

    def assert_adopted(self, inbound, own):
        """Those that began under the former helper follow what is changed under the new one."""
        for protocol in ('TCP', 'UDP'):
            for port in (PORT, SCOPED):
                self.change('remove-port', protocol=protocol, port=port)
        self.change('remove-program', path=self.program)
        wait_until(lambda: all(stream.lost for stream in inbound), 'what came in is cut', 20)
        self.assert_none_lost(own, 'after a change')

    def test_how_long_it_takes(self):
        """As fast as a service manager that waits for nothing."""
        times = []
        for _ in range(5):
            wait_until(self.is_judged, 'packets are judged')
            before = time.monotonic()
            self.lab.helper.kill()
            self.lab.helper.launch()
            wait_until(self.is_judged, 'packets are judged again', BACK_WITHIN)
            times.append(time.monotonic() - before)
            wait_until(self.lab.bus.has_owner, 'it is on the bus')
        print('from kill -9 to the next verdict, s:', ' '.join(f'{each:.3f}' for each in times), flush=True)
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], PROGRAM), OPEN)
        self.assertLess(sorted(times)[2], 1)


if __name__ == '__main__':
    main()
