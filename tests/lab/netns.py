# SPDX-License-Identifier: GPL-2.0-or-later
"""Network namespaces without a trace in the file system.

A namespace lives by a file descriptor of this process, so that it is gone with the process, even after kill -9:
there is no name under /run/netns, no mount and nothing to clean up. The same works for root and for an ordinary
user inside a user namespace of his own.
"""
import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys

CLONE_NEWNET, CLONE_NEWNS, PR_SET_PDEATHSIG = 0x40000000, 0x00020000, 1
MS_REC, MS_PRIVATE = 0x4000, 1 << 18
PYTHON = '/usr/bin/python3'
_libc = ctypes.CDLL(None, use_errno=True)


def _check(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), f'{what}: {os.strerror(ctypes.get_errno())}')


def end_like_ctrl_c():
    """SIGTERM, and the death of whoever started us, let this process clean up as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def own_mounts():
    """From now on this process and what it starts see mounts of their own, and nobody else sees those."""
    _check(_libc.unshare(CLONE_NEWNS), 'unshare')
    _check(_libc.mount(b'none', b'/', None, MS_REC | MS_PRIVATE, None), 'mount')


def become_root_of_own_user_namespace():
    """For an ordinary user: starts this script again as "root" of a new user namespace; root just goes on."""
    if os.geteuid() == 0:
        return
    probe = ['unshare', '--user', '--map-root-user', '--net', 'true']
    if subprocess.run(probe, stderr=subprocess.DEVNULL).returncode != 0:
        raise PermissionError('this machine does not let ordinary users make network namespaces; try again with sudo')
    # --net: nobody may come back into a network namespace that belongs to a stranger
    os.execvp('unshare', ['unshare', '--user', '--map-root-user', '--net', PYTHON, '-B', *sys.argv])


def way_in():
    """What another shell of this user puts before a command to be "root" of our user namespace, if there is one."""
    with open('/proc/self/uid_map') as file:
        is_everybody = file.read().split() == ['0', '0', '4294967295']
    return '' if is_everybody else f'nsenter --user --preserve-credentials --target {os.getpid()} env '


class ThisMachine:
    """No namespace: commands and sockets of the machine as it is."""
    name = 'this machine'

    def socket(self, family, kind, protocol=0):
        return socket.socket(family, kind, protocol)

    def command(self, *words):
        """The words that run a command; it is asked to end when this process dies."""
        return ['setpriv', '--pdeathsig', 'TERM', '--', *words]

    def run(self, *words, check=True, **more):
        """Runs a command to its end; the answer is a CompletedProcess with text."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, timeout=60, **more)
        if check and done.returncode != 0:
            raise RuntimeError(f'{self.name}: {" ".join(words)}: {done.stderr.strip() or done.stdout.strip()}')
        return done

    def start(self, *words, **more):
        """Starts a command and goes on."""
        return subprocess.Popen(self.command(*words), stdin=subprocess.DEVNULL, **more)


class Namespace(ThisMachine):
    """One network namespace: a machine of the lab."""

    def __init__(self, name):
        self.name = name
        with open('/proc/thread-self/ns/net', 'rb') as home:
            _check(_libc.unshare(CLONE_NEWNET), 'unshare')
            self._fd = os.open('/proc/thread-self/ns/net', os.O_RDONLY | os.O_CLOEXEC)
            _check(_libc.setns(home.fileno(), CLONE_NEWNET), 'setns')
        self.path = f'/proc/{os.getpid()}/fd/{self._fd}'
        self.run('ip', 'link', 'set', 'lo', 'up')

    def close(self):
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    @contextlib.contextmanager
    def entered(self):
        """This thread is inside the namespace. Sockets made here stay inside."""
        with open('/proc/thread-self/ns/net', 'rb') as home:
            _check(_libc.setns(self._fd, CLONE_NEWNET), 'setns')
            try:
                yield
            finally:
                _check(_libc.setns(home.fileno(), CLONE_NEWNET), 'setns')

    def socket(self, family, kind, protocol=0):
        with self.entered():
            return socket.socket(family, kind, protocol)

    def sysctl(self, name, value):
        with self.entered(), open('/proc/sys/' + name.replace('.', '/'), 'w') as file:
            file.write(str(value))

    def command(self, *words):
        """The words that run a command inside; it dies with this process."""
        return ['setpriv', '--pdeathsig', 'KILL', 'nsenter', '--net=' + self.path, '--', *words]


def pin(process, cores):
    """Keeps all its threads on these cores."""
    for thread in os.listdir(f'/proc/{process}/task'):
        os.sched_setaffinity(int(thread), cores)


def end(process, how=signal.SIGTERM, seconds=5.0):
    """Ends a process that start() made: asks first, then kills. The answer is its exit status."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


def connect(left, left_name, left_addresses, right, right_name, right_addresses):
    """A cable between two namespaces, with these addresses ("192.0.2.1/24", ...) at its ends."""
    for end_ in (left, right):  # duplicate address detection would cost each start two seconds
        for scope in ('all', 'default'):
            end_.sysctl(f'net.ipv6.conf.{scope}.accept_dad', 0)
    left.run('ip', 'link', 'add', left_name, 'type', 'veth', 'peer', 'name', right_name, 'netns', right.path)
    for end_, name, addresses in ((left, left_name, left_addresses), (right, right_name, right_addresses)):
        for address in addresses:
            end_.run('ip', 'address', 'add', address, 'dev', name, *(['nodad'] if ':' in address else []))
        end_.run('ip', 'link', 'set', name, 'up')
