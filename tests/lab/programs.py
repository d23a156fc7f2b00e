# SPDX-License-Identifier: GPL-2.0-or-later
"""Programs of the lab that listen: copies of one small program (listener.cpp), each a file and so a program of its own."""
import contextlib
import os
import select
import shutil
import socket
import subprocess

from lab import SOURCE
from netns import end
from probe import PATIENCE, family

LISTENER = os.environ.get('PARAPET_LISTENER', str(SOURCE / 'build' / 'release' / 'tests' / 'parapet_listener'))
USER = 1000  # an ordinary one
AS_USER = ('setpriv', f'--reuid={USER}', f'--regid={USER}', '--clear-groups', '--')


def install(folder, name):
    """A program of this name in the folder; its path."""
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    shutil.copy(LISTENER, path)
    return path


class Running:
    """A program that listens until close(). `before`: words that run it in some other way."""

    def __init__(self, namespace, *words, before=(), said='ready', **more):
        self.process = subprocess.Popen(namespace.command(*before, *words), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, **more)
        try:
            self._wait_for(said)
        except BaseException:
            self.close()
            raise

    def _wait_for(self, said):
        if not said:
            return
        ready, _, _ = select.select([self.process.stdout], [], [], 15)
        line = self.process.stdout.readline().decode().strip() if ready else 'nothing'
        if line != said:
            raise RuntimeError(f'{self.process.args} said {line!r}')

    def close(self):
        """Closing its input ends it; it is waited for."""
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            end(self.process)
        self.process.stdout.close()


def told(namespace, address, port, seconds=PATIENCE):
    """What a program says to who connects by TCP; None when the connection is not made."""
    with namespace.socket(family(address), socket.SOCK_STREAM) as caller:
        caller.settimeout(seconds)
        try:
            caller.connect((address, port))
            return caller.recv(4096).decode()
        except OSError:
            return None
