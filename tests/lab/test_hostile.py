#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A local user without any right: nothing is changed or read, no memory is taken without bounds, and no name does anything but
stand there as text."""
import json
import os
import pathlib
import re
import subprocess
import time

from alertagent import Agent
from case import LabCase, main
from lab import GUARDED
from netns import PYTHON
from probe import OPEN, SILENT, knock
from programs import AS_USER, Running, install
from services import WebServer
from wait import wait_until

WEB = 8080
STRANGER = pathlib.Path(__file__).with_name('stranger.py')
# Markup, a line break with a line of the log behind it, an end of the terminal's line, a turn of the direction of writing.
EVIL = '<b>&amp;\n2026-01-01 00:00:00 OPEN TCP\x1b[31m\u202e'
MARKUP = '<img src=x>&quot; $(touch made) `touch made` %n%s \'"'
KB_AFTER, KB_AT_MOST = 40_000, 400_000


class HostileCase(LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.chmod(os.path.dirname(cls.lab.bus.address.removeprefix('unix:path=')), 0o755)  # the bus is for everybody

    def setUp(self):
        super().setUp()
        self.needs_user()


class OnTheBus(HostileCase):
    def setUp(self):
        super().setUp()
        self.running(WebServer(self.lab.guarded, WEB))

    def stranger(self, what):
        """How often which answer came; the longest that root has waited for an answer meanwhile."""
        words = [*AS_USER, PYTHON, '-B', STRANGER, self.lab.bus.address, what]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        longest = 0
        try:
            while process.poll() is None:
                before = time.monotonic()
                self.lab.bus.status()
                longest = max(longest, time.monotonic() - before)
            self.assertEqual(process.returncode, 0)
            return json.load(process.stdout), longest
        finally:
            process.kill()
            process.wait()
            process.stdout.close()

    def memory(self, what):
        """Of the helper, KB."""
        status = pathlib.Path(f'/proc/{self.lab.helper.pid}/status').read_text()
        return int(re.search(what + r':\s+(\d+)', status)[1])

    def test_nothing_without_a_right(self):
        before = self.lab.bus.settings()
        answers, _ = self.stranger('forbidden')
        self.assertEqual({each.split(': ')[1] for each in answers}, {'Denied'}, answers)
        self.assertEqual(len(answers), 7)
        self.assertEqual(self.lab.bus.settings(), before)
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB, 0.3), SILENT, address)

    def test_no_memory_without_bounds(self):
        for what in ('crowd', 'loop', 'big'):
            with self.subTest(what):
                before = self.memory('VmRSS')
                answers, longest = self.stranger(what)
                after, most = self.memory('VmRSS'), self.memory('VmHWM')
                print(f'{what}: {answers}; memory {before} -> {after} KB, at most {most}; an answer took {longest:.2f} s', flush=True)
                self.assertLess(most, KB_AT_MOST)
                if what != 'big':
                    self.assertLess(after - before, KB_AFTER)
                if what == 'crowd':
                    self.assertLess(answers['WatchAlerts: ok'], 100)
                    self.assertGreater(answers['WatchAlerts: Busy'], 100)
        self.open_port('TCP', WEB)
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], WEB), OPEN)


class Names(HostileCase):
    """The name of a program is any bytes but "/"."""

    def setUp(self):
        super().setUp()
        self.folder = self.open_folder()
        self.agent = self.running(Agent(self.lab.bus))
        self.lab.bus.change('set-log', dropped=True, connections=True, max_size_kb=4096)

    def start(self, name, port):
        """The user's program of that name listens, and the neighbour knocks in vain."""
        program = install(self.folder, name)
        self.running(Running(self.lab.guarded, program, f'port={port}', before=AS_USER))
        wait_until(lambda: any(row['port'] == port for row in self.lab.bus.listening()), 'it is seen to listen')
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, port, 0.2), SILENT, address)
        wait_until(lambda: str(port) in self.lab.ctl('log', '--port', str(port)).stdout, 'the knock is in the history')
        return program

    def all_texts(self):
        for words in (['diag'], ['diag', '--json'], ['log'], ['firewall', 'show', 'state', 'verbose=ENABLE'],
                      ['firewall', 'show', 'allowedprogram'], ['firewall', 'show', 'config']):
            done = self.lab.ctl(*words, check=False)
            yield ' '.join(words), done.stdout + done.stderr
        yield 'what parapetd says', self.lab.helper.said()
        with open(self.lab.helper.log) as log:
            yield 'pfirewall.log', log.read()

    def assert_plain(self):
        for of, text in self.all_texts():
            for evil in ('\n2026-01-01 00:00:00 OPEN', '\x1b', '\u202e'):
                self.assertNotIn(evil, text, of)

    def test_a_name_that_no_line_can_hold_is_no_identity(self):
        program = self.start(EVIL, 4711)
        self.assertFalse(self.agent.wait(lambda: self.agent.alerts, 1), 'nobody is asked about it')
        self.assertIn('<b>&amp;', self.lab.ctl('diag').stdout, 'but it is told that it is blocked')
        with self.assertRaisesRegex(Exception, 'control characters'):
            self.change('set-program', path=program, name='evil', enabled=True, scope='*')
        self.assert_plain()

    def test_markup_and_commands_are_text(self):
        program = self.start(MARKUP, 4712)
        self.assertTrue(self.agent.wait(lambda: self.agent.alerts))
        alert = self.agent.alerts[0]
        self.assertEqual((alert['process']['program'], alert['process']['name']), (program, MARKUP))
        self.agent.answer(alert, 'unblock', '*')
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], 4712), OPEN)
        self.assertIn(program, self.lab.ctl('firewall', 'show', 'allowedprogram').stdout)
        self.assertFalse(os.path.exists('made'))
        self.assert_plain()


if __name__ == '__main__':
    main()
