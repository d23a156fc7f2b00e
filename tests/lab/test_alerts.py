#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Security Alerts from the listening socket to the answer, and what the answer does on the wire (xp-reference 1.14, 3.1)."""
import os
import sqlite3
import time

from alertagent import Agent
from case import LabCase, main
from lab import GUARDED
from netns import PYTHON
from programs import AS_USER, USER, Running, install, told

PORT = 4711
SOON = 0.5  # seconds; silence for so long is silence here
# A thousand times a second. Whoever looks at a socket (lsof, the kernel's walk through open files) holds it for a moment longer.
STORM = '''
import contextlib, socket, sys, time
end = time.monotonic() + 4
while time.monotonic() < end:
    with contextlib.suppress(OSError), socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(("", 4711))
        one.listen()
        time.sleep(0.0005)
    time.sleep(0.0004)
print("ready", flush=True)
sys.stdin.read()
'''

MANY = 5000
CROWD = f'''
import resource, socket, sys
resource.setrlimit(resource.RLIMIT_NOFILE, ({MANY} + 50, {MANY} + 50))
sockets = []
for port in range(10000, 10000 + {MANY}):
    sockets.append(socket.socket())
    sockets[-1].bind(("", port))
    sockets[-1].listen()
print("ready", flush=True)
sys.stdin.read()
'''


class Alerts(LabCase):
    def setUp(self):
        super().setUp()
        self.folder = self.open_folder()
        self.needs_user()
        self.program = install(self.folder, 'program')
        self.agent = self.running(Agent(self.lab.bus))

    def start(self, *words, before=AS_USER):
        return self.running(Running(self.lab.guarded, *(words or (self.program, f'port={PORT}')), before=before))

    def asked(self, program=None, seconds=5):
        """The first alert about the program; None if none comes in time."""
        def about():
            return [alert for alert in self.agent.alerts if alert['process']['program'] == (program or self.program)]
        return about()[0] if self.agent.wait(about, seconds) else None

    def ids(self, program):
        """Of the alerts about the program: those of earlier tests may wait still, as nobody answered them."""
        return {alert['id'] for alert in self.agent.alerts if alert['process']['program'] == program}

    def reached(self):
        return [told(self.lab.neighbour, address, PORT, SOON) for address in GUARDED] == [self.program] * 2

    def row(self):
        rows = self.lab.bus.settings()['profiles']['standard']['programs']
        return next(((each['enabled'], each['scope']) for each in rows if each['path'] == self.program), None)

    def kept(self):
        with sqlite3.connect(os.path.join(self.lab.helper.folders['STATE_DIRECTORY'], 'settings.db')) as database:
            found = database.execute('SELECT enabled, scope FROM program_exception WHERE path = ?', (self.program,))
            return found.fetchone()


class Answers(Alerts):
    def test_unblock_lets_the_neighbour_in(self):
        self.start()
        alert = self.asked()
        self.assertEqual(alert['ports'], [{'protocol': 'TCP', 'port': PORT}])
        self.assertEqual((alert['process']['uid'], alert['process']['name']), (USER, 'program'))
        self.assertFalse(self.reached())
        self.agent.answer(alert, 'unblock', 'LocalSubnet')
        self.assertTrue(self.reached())
        self.assertEqual((self.row(), self.kept()), ((True, 'LocalSubnet'), (1, 'LocalSubnet')))

    def test_keep_blocking_adds_an_unchecked_row_and_never_asks_again(self):
        program = self.start()
        self.agent.answer(self.asked(), 'keep-blocking')
        self.assertEqual((self.row(), self.kept()), ((False, '*'), (0, '*')))
        self.assertFalse(self.reached())
        program.close()
        self.agent.alerts.clear()
        self.start()
        self.assertIsNone(self.asked(seconds=1))

    def test_ask_me_later_adds_nothing_and_asks_at_the_next_start(self):
        program = self.start()
        self.agent.answer(self.asked(), 'ask-later')
        self.assertEqual((self.row(), self.kept()), (None, None))
        self.assertFalse(self.reached())
        program.close()
        self.agent.alerts.clear()
        self.start()
        self.assertIsNotNone(self.asked())

    def test_acknowledging_keeps_it_blocked(self):
        program = self.start()
        self.agent.answer(self.asked(), 'acknowledge')
        self.assertEqual((self.row(), self.kept()), ((False, '*'), (0, '*')))
        self.assertFalse(self.reached())
        program.close()
        self.agent.alerts.clear()
        self.start()
        # It is root who acknowledged it: the message is told again to him whose program it is, and he has nobody here.
        self.assertIsNone(self.asked(seconds=1))


class WhenItIsRaised(Alerts):
    def test_never_for_services_nor_on_loopback_nor_when_not_wanted(self):
        self.start(before=())  # root's
        self.start(self.program, 'address=127.0.0.1', 'port=4712')
        self.change('set-notifications', on=False)
        self.start(self.program, 'port=4713')
        self.assertIsNone(self.asked(seconds=1))
        self.assertEqual(sorted((row['port'], row['reach']) for row in self.agent.listening() if row['port'] < 5000),
                         [(4711, 'blocked'), (4712, 'local'), (4713, 'blocked')])

    def test_it_is_kept_until_somebody_comes_and_tells_who_knocked(self):
        self.agent.close()
        self.start()
        self.assertFalse(self.reached())
        self.agent = self.running(Agent(self.lab.bus))
        self.assertIsNotNone(self.asked())
        self.assertFalse(self.reached())
        self.assertTrue(self.agent.wait(lambda: self.agent.alerts[-1]['knocks']))
        self.assertEqual(self.agent.alerts[-1]['knocks'][0]['port'], PORT)

    def test_a_storm_of_listening_sockets_is_one_alert(self):
        script = os.path.join(self.folder, 'storm.py')
        with open(script, 'w') as file:
            file.write(STORM)
        self.start(PYTHON, script)
        self.assertIsNotNone(self.asked(script, 10))
        self.agent.wait(lambda: False, 1)
        self.assertEqual(len(self.ids(script)), 1)

    def test_five_thousand_listeners_are_one_alert_and_do_not_slow_the_next(self):
        self.start(PYTHON, '-c', CROWD, before=('prlimit', f'--nofile={MANY + 50}', *AS_USER))
        python = os.path.realpath(PYTHON)
        self.assertIsNotNone(self.asked(python))
        self.assertTrue(self.agent.wait(lambda: len(self.agent.listening()) >= MANY))
        before = time.monotonic()
        self.agent.call('GetListening', None)
        listed = time.monotonic() - before
        self.assertEqual(len(self.ids(python)), 1)
        before = time.monotonic()
        self.start()
        self.assertIsNotNone(self.asked())
        print(f'{MANY} listeners: told in {listed:.3f} s, the next alert in {time.monotonic() - before:.3f} s', end=' ')

    def test_it_comes_soon(self):
        self.assertIn(self.lab.bus.status()['watch'], ('bpf', 'polling'))
        times = []
        for number in range(5):
            program = install(self.folder, f'program-{number}')
            before = time.monotonic()
            self.start(program, f'port={PORT + number}')
            self.assertIsNotNone(self.asked(program))
            times.append(time.monotonic() - before)
        print('from the start of a program to the alert, s:', ' '.join(f'{each:.3f}' for each in times), end=' ')
        self.assertLess(sorted(times)[2], 1)


main()
