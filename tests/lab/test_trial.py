#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`./dev run` on a machine without a screen: what a newcomer sees, and that nothing stays behind."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

from lab import SOURCE
from netns import PYTHON, end, end_like_ctrl_c
from wait import wait_until

TRIAL = str(SOURCE / 'tests' / 'lab' / 'trial.py')
ORDINARY_USER = 1000


def text(path):
    """What is in the file; nothing while it is not there."""
    if not os.path.exists(path):
        return ''
    with open(path) as file:
        return file.read()


class Trial(unittest.TestCase):
    user = []  # words that make what follows run as somebody else

    def setUp(self):
        self.require(['test', '-r', TRIAL])
        if self.user or os.geteuid() != 0:
            self.require(['unshare', '--user', '--map-root-user', '--net', 'true'])
        self.folder = tempfile.mkdtemp(prefix='parapet-trial-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        if self.user:
            os.chown(self.folder, ORDINARY_USER, ORDINARY_USER)
        self.said = os.path.join(self.folder, 'said.txt')

    def require(self, command):
        if subprocess.run([*self.user, *command], stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest(f'this user cannot: {" ".join(command)}')

    def start(self, *options):
        environment = {name: value for name, value in os.environ.items() if 'DISPLAY' not in name}
        environment |= {'HOME': self.folder, 'TMPDIR': self.folder, 'PARAPET_TRIAL': self.folder}  # to know ours again
        with open(self.said, 'wb') as file:
            trial = subprocess.Popen([*self.user, PYTHON, '-B', TRIAL, '--folder', self.folder, *options],
                                     env=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
        self.addCleanup(end, trial)
        self.wait_for('Close the window or press Ctrl-C')
        return trial

    def output(self):
        return text(self.said)

    def wait_for(self, words, seconds=30):
        try:
            wait_until(lambda: words in self.output(), f'"{words}" is said', seconds)
        except TimeoutError as error:
            self.fail(f'{error}; what was said:\n{self.output()}')

    def shell(self, *words):
        """parapetctl as the printed line tells to call it."""
        line = next(line for line in self.output().splitlines() if line.startswith('Shell:'))
        before = line.removeprefix('Shell:').rsplit(' firewall ', 1)[0].split()
        if '=' in before[0]:
            before.insert(0, 'env')
        return subprocess.run([*self.user, *before, *words], capture_output=True, text=True, timeout=20)

    def left_behind(self):
        """Processes that a trial in our folder started and that still run."""
        found = []
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open(f'/proc/{pid}/environ', 'rb') as file:
                    if f'PARAPET_TRIAL={self.folder}'.encode() in file.read():
                        found.append(pid)
            except OSError:  # gone meanwhile, or a zombie
                pass
        return found

    def assert_nothing_stays(self):
        wait_until(lambda: not self.left_behind(), 'everything that was started has ended')

    def test_knocks_are_logged_and_an_exception_lets_the_neighbour_in(self):
        trial = self.start()
        log = os.path.join(self.folder, 'lab', 'log', 'pfirewall.log')
        wait_until(lambda: ' DROP TCP ' in text(log), 'drops are logged', 10)
        self.wait_for('neighbour: TCP 8080: no answer (silent)')
        done = self.shell('firewall', 'add', 'portopening', 'TCP', '8080', 'Trial web')
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        self.wait_for('neighbour: TCP 8080: got through: the trial web server says hello', 15)
        picture = os.path.join(self.folder, 'screenshot.png')
        wait_until(lambda: os.path.exists(picture), 'the screenshot is there')
        trial.send_signal(signal.SIGINT)
        self.assertEqual(trial.wait(20), 0, self.output())
        self.assert_nothing_stays()

    def test_it_ends_by_itself(self):
        trial = self.start('--for', '1')
        self.assertEqual(trial.wait(30), 0, self.output())
        self.assert_nothing_stays()

    def test_kill_9_leaves_no_process(self):
        trial = self.start()
        trial.kill()
        trial.wait()
        self.assert_nothing_stays()


class TrialOfAnOrdinaryUser(Trial):
    user = ['setpriv', f'--reuid={ORDINARY_USER}', f'--regid={ORDINARY_USER}', '--clear-groups']

    def setUp(self):
        if os.geteuid() != 0:
            self.skipTest('only root can become somebody else')
        super().setUp()


if __name__ == '__main__':
    end_like_ctrl_c()
    sys.exit(unittest.main(verbosity=2))
