# SPDX-License-Identifier: GPL-2.0-or-later
"""What a machine can find out about another: one attempt, one word or answer."""
import errno
import os
import socket
import subprocess

from netns import end
from wait import wait_until

OPEN, REFUSED, SILENT = 'open', 'refused', 'silent'
PATIENCE = 1.0  # seconds; an answer takes well under a millisecond here


def family(address):
    return socket.AF_INET6 if ':' in address else socket.AF_INET


def knock(namespace, address, port, seconds=PATIENCE):
    """A TCP connection is tried: OPEN, REFUSED (a RST came back) or SILENT."""
    with namespace.socket(family(address), socket.SOCK_STREAM) as caller:
        caller.settimeout(seconds)
        try:
            caller.connect((address, port))
            return OPEN
        except TimeoutError:
            return SILENT
        except OSError as error:
            if error.errno == errno.ECONNREFUSED:
                return REFUSED
            raise


def ask(namespace, address, port, question=b'anybody there?', seconds=PATIENCE, mark=None):
    """The answer to one datagram; None when none came, REFUSED when ICMP said that nobody listens."""
    with namespace.socket(family(address), socket.SOCK_DGRAM) as asker:
        if mark is not None:
            asker.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, mark)
        asker.settimeout(seconds)
        asker.connect((address, port))
        try:
            asker.send(question)
            return asker.recv(65535)
        except TimeoutError:
            return None
        except ConnectionRefusedError:
            return REFUSED


def ping(namespace, address, seconds=1):
    """Whether one echo request is answered."""
    return namespace.run('ping', '-n', '-c', '1', '-W', str(seconds), address, check=False).returncode == 0


def url(address, port, path='/'):
    return f'http://[{address}]:{port}{path}' if ':' in address else f'http://{address}:{port}{path}'


def fetch(namespace, address, port, seconds=5):
    """A web page by curl; its text. An empty text when nothing came."""
    words = ['curl', '--silent', '--max-time', str(seconds), '--noproxy', '*', url(address, port)]
    return namespace.run(*words, check=False).stdout


class Download:
    """A long download by curl that runs while other things happen."""

    def __init__(self, namespace, address, port, file):
        self._file = file
        self._process = namespace.start('curl', '--silent', '--no-buffer', '--noproxy', '*', '--output', file,
                                        url(address, port, '/stream'), stderr=subprocess.DEVNULL)
        wait_until(lambda: self._size() > 0, 'the download begins')

    def _size(self):
        return os.path.getsize(self._file) if os.path.exists(self._file) else 0

    def goes_on(self, seconds=5):
        """Whether more arrives from now on. (What may be on its way already is less than that.)"""
        goal = self._size() + 40_000
        try:
            return wait_until(lambda: self._size() > goal, 'the download goes on', seconds)
        except TimeoutError:
            return False

    def close(self):
        end(self._process)
