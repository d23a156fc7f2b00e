#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The boot-time policy: what it lets in, and how the run-time policy takes its place. (Real boots are in tests/vm.)"""
import collections
import os
import resource
import socket
import threading
import time
import unittest

from case import main
from lab import GUARDED, NEIGHBOUR, Lab, programs
from probe import OPEN, SILENT, Download, ask, fetch, knock, ping
from services import UdpEcho, WebServer, listening_socket
from wait import wait_until

WEB, OTHER, DNS, SLOW = 8080, 8081, 53, 5300
PARAPETD = os.path.join(programs(), 'parapetd')


def answered(question):
    try:
        return question.recv(1) != b''
    except TimeoutError:
        return False


class SlowEcho:
    """Answers every datagram, but not at once."""
    LATER = 0.04  # seconds

    def __init__(self, namespace, port):
        self._ending = threading.Event()
        self._socket = listening_socket(namespace, socket.SOCK_DGRAM, port)
        self._socket.settimeout(0.001)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self):
        waiting = collections.deque()
        while not self._ending.is_set():
            while waiting and waiting[0][0] < time.monotonic():
                self._socket.sendto(*waiting.popleft()[1:])
            try:
                waiting.append((time.monotonic() + self.LATER, *self._socket.recvfrom(2048)))
            except TimeoutError:
                pass

    def close(self):
        self._ending.set()
        self._thread.join()
        self._socket.close()


class BootCase(unittest.TestCase):
    """A machine whose helper has not been started yet."""

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()
        cls.addClassCleanup(cls.lab.close)
        for service in (WebServer(cls.lab.guarded, WEB), WebServer(cls.lab.guarded, OTHER), UdpEcho(cls.lab.guarded, WEB),
                        WebServer(cls.lab.neighbour, 80), UdpEcho(cls.lab.neighbour, DNS)):
            cls.addClassCleanup(service.close)

    def setUp(self):
        self.addCleanup(self.lab.guarded.run, PARAPETD, '--remove-rules')
        self.addCleanup(self.lab.helper.stop)
        self.exclude('')

    def exclude(self, lines):
        with open(os.path.join(self.lab.helper.folders['CONFIGURATION_DIRECTORY'], 'boot-exclusions'), 'w') as file:
            file.write(lines)

    def policy(self, what):
        """`what`: load, print or remove. The answer is what it said."""
        environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', **self.lab.helper.folders}
        done = self.lab.guarded.run(PARAPETD, '--boot-policy', what, env=environment)
        return done.stdout + done.stderr

    def tables(self):
        return self.lab.guarded.run('nft', 'list', 'tables').stdout.split('\n')[:-1]

    def running(self, thing):
        self.addCleanup(thing.close)
        return thing


class BootPolicy(BootCase):
    def test_nothing_unsolicited_comes_in(self):
        self.policy('load')
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), SILENT, address)
            self.assertIsNone(ask(self.lab.neighbour, address, WEB), address)
            self.assertFalse(ping(self.lab.neighbour, address), address)

    def test_what_this_machine_begins_works(self):
        self.policy('load')
        for address in NEIGHBOUR:
            self.assertEqual(ask(self.lab.guarded, address, DNS), b'anybody there?', address)
            self.assertEqual(fetch(self.lab.guarded, address, 80), 'It works.\n', address)
            self.assertTrue(ping(self.lab.guarded, address), address)

    def test_ipv6_finds_its_neighbours(self):
        self.policy('load')
        for machine in (self.lab.guarded, self.lab.neighbour):
            machine.run('ip', '-6', 'neighbour', 'flush', 'dev', 'eth0')
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[1], 80), 'It works.\n')

    def test_exclusions_open_their_port_and_no_other(self):
        self.exclude(f'nonsense\n{WEB}/tcp\n')
        said = self.policy('load')
        self.assertIn('Line 1 of boot-exclusions', said)
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), OPEN, address)
            self.assertEqual(knock(self.lab.neighbour, address, OTHER), SILENT, address)
            self.assertIsNone(ask(self.lab.neighbour, address, WEB), address)

    def test_what_is_printed_is_what_is_loaded(self):
        self.exclude(f'{WEB}/udp\n')
        text = self.policy('print')
        self.policy('load')
        loaded = self.lab.guarded.run('nft', 'list', 'ruleset').stdout
        self.policy('remove')
        self.assertEqual(self.tables(), [])
        self.lab.guarded.run('nft', '-f', '/dev/stdin', input=text)
        self.assertEqual(self.lab.guarded.run('nft', 'list', 'ruleset').stdout, loaded)

    def test_rules_of_a_helper_are_left_alone(self):
        self.lab.helper.start()
        before = self.tables()
        self.assertIn('in force', self.policy('load'))
        self.assertEqual(self.tables(), before)


class Handover(BootCase):
    def test_the_rules_of_the_helper_take_its_place(self):
        self.policy('load')
        self.assertEqual(self.tables(), ['table inet parapet_boot'])
        self.lab.helper.start()
        self.assertEqual(self.tables(), ['table inet parapet'])

    def test_a_firewall_that_is_off_takes_its_place_too(self):
        self.lab.helper.start()
        self.lab.bus.change('set-opmode', profile='standard', mode='off')
        self.addCleanup(self.turn_on)
        self.lab.helper.kill()
        self.lab.guarded.run(PARAPETD, '--remove-rules')
        self.policy('load')
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], WEB), SILENT)
        self.lab.helper.start()
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], WEB), OPEN)

    def turn_on(self):
        self.lab.bus.change('set-opmode', profile='standard', mode='on')

    def test_a_connection_from_before_goes_on(self):
        self.policy('load')
        downloads = [self.running(Download(self.lab.guarded, address, 80, os.path.join(self.lab.folder, f'own{n}')))
                     for n, address in enumerate(NEIGHBOUR)]
        self.lab.helper.start()
        for download in downloads:
            self.assertTrue(download.goes_on())

    def test_there_is_no_gap_in_either_direction(self):
        """All the time visitors knock, and this machine asks questions that are answered some time later."""
        self.running(SlowEcho(self.lab.neighbour, SLOW))
        self.policy('load')
        over, opened, questions = threading.Event(), [], []

        def knocks():
            while not over.is_set():
                if knock(self.lab.neighbour, GUARDED[0], WEB, 0.05) != SILENT:
                    opened.append('TCP')
                if ask(self.lab.neighbour, GUARDED[0], WEB, seconds=0.05) is not None:
                    opened.append('UDP')

        def begins():
            while not over.wait(0.002):
                questions.append(self.running(self.lab.guarded.socket(socket.AF_INET, socket.SOCK_DGRAM)))
                questions[-1].settimeout(2)
                questions[-1].connect((NEIGHBOUR[0], SLOW))
                questions[-1].send(b'?')

        threads = [threading.Thread(target=each) for each in (knocks, begins)]
        for thread in threads:
            thread.start()
        try:
            self.lab.helper.start()
            before = len(questions)
            wait_until(lambda: len(questions) > before + 100, 'questions under the new rules')
        finally:
            over.set()
            for thread in threads:
                thread.join()
        self.assertEqual(opened, [])
        self.assertEqual(sum(1 for each in questions if not answered(each)), 0, f'lost, of {len(questions)} answers')


class KeptRules(BootCase):
    """parapetd --keep-rules, as its unit runs it: only the service manager takes the rules away."""

    def test_an_end_in_order_leaves_the_rules(self):
        self.lab.helper.options = ['--keep-rules']
        self.addCleanup(self.lab.helper.options.clear)
        self.lab.helper.start()
        self.assertEqual(self.lab.helper.stop(), 0)
        self.assertEqual(self.tables(), ['table inet parapet'])
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], WEB), SILENT)
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[0], 80), 'It works.\n')

    def test_remove_rules_takes_everything_away(self):
        self.policy('load')
        self.lab.guarded.run(PARAPETD, '--remove-rules')
        self.assertEqual(self.tables(), [])
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], WEB), OPEN)


if __name__ == '__main__':
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # every question has a socket of its own
    main()
