# SPDX-License-Identifier: GPL-2.0-or-later
"""parapetd in the lab: the very program that guards a real machine, with its folders and its bus elsewhere."""
import os
import signal
import subprocess

from netns import end
from wait import wait_until

FOLDERS = {'STATE_DIRECTORY': 'state', 'LOGS_DIRECTORY': 'log', 'CONFIGURATION_DIRECTORY': 'etc',
           'RUNTIME_DIRECTORY': 'run'}


class Helper:
    def __init__(self, program, namespace, bus, folder, **other_folders):
        """`other_folders` (STATE_DIRECTORY=...) replace the ones under `folder`."""
        self._program, self._namespace, self._bus = program, namespace, bus
        self.folders = {name: os.path.join(folder, sub) for name, sub in FOLDERS.items()} | other_folders
        for path in self.folders.values():
            os.makedirs(path, exist_ok=True)
        self.messages = os.path.join(folder, 'parapetd.txt')  # what it says about itself
        self.log = os.path.join(self.folders['LOGS_DIRECTORY'], 'pfirewall.log')
        self.options = []
        self.before = []  # words that run it in some other way and exec it
        self._process = None

    @property
    def pid(self):
        return self._process.pid

    def launch(self, **environment):
        """Starts it and does not wait."""
        environment |= {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'DBUS_SYSTEM_BUS_ADDRESS': self._bus.address,
                        **self.folders}
        with open(self.messages, 'ab') as messages:
            self._process = self._namespace.start(*self.before, self._program, *self.options, env=environment,
                                                  stdout=messages, stderr=messages)

    def start(self, **environment):
        """Starts it; back when it is on the bus."""
        self.launch(**environment)
        wait_until(self._ready, 'parapetd takes its name on the bus', 15)

    def _ready(self):
        if self._process.poll() is not None:
            raise RuntimeError(f'parapetd ended with {self._process.returncode}:\n{self.said()}')
        return self._bus.has_owner()

    def refused(self, seconds=10):
        """Waits for the end of one that must not run; its exit status."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            end(self._process)
            raise AssertionError('a second parapetd was not refused, it went on running') from None

    def kill(self):
        """As a crash does it: no chance to put anything in order."""
        end(self._process, signal.SIGKILL)
        wait_until(lambda: not self._bus.has_owner(), 'the bus notices that parapetd is gone')

    def stop(self):
        """As an administrator does it."""
        return end(self._process, signal.SIGTERM) if self._process else 0

    def said(self):
        with open(self.messages, errors='replace') as file:
            return file.read()
