# SPDX-License-Identifier: GPL-2.0-or-later
"""The trial lab: a guarded machine with parapetd, a neighbour on its network, and a far network behind it.

    guarded ---- eth0, 192.0.2.0/24, 2001:db8:2::/64 ---- neighbour ---- 198.51.100.0/24, 2001:db8:51::/64 ---- far

Nobody's real network is touched: each machine is a network namespace, the bus is a private one, and all files are in
one folder. (Addresses: RFC 5737 and RFC 3849.)
"""
import atexit
import os
import pathlib
import shutil
import tempfile

from bus import PrivateBus
from helper import Helper
from netns import Namespace, connect
from probe import ping
from wait import wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
GUARDED = ('192.0.2.1', '2001:db8:2::1')
NEIGHBOUR = ('192.0.2.2', '2001:db8:2::2')
NEIGHBOUR_FAR_SIDE = ('198.51.100.1', '2001:db8:51::1')
FAR = ('198.51.100.2', '2001:db8:51::2')
PREFIX = {4: 24, 6: 64}


def version(address):
    return 6 if ':' in address else 4


def _with_prefix(addresses):
    return [f'{address}/{PREFIX[version(address)]}' for address in addresses]


def programs():
    """The folder of parapet, parapetd and parapetctl."""
    return os.environ.get('PARAPET_BIN', str(SOURCE / 'build' / 'release' / 'bin'))


class Lab:
    def __init__(self, folder=None, far=False):
        """`folder`: where state and log shall stay after the end; without one they go with the lab."""
        self._temporary = tempfile.mkdtemp(prefix='parapet-lab-')  # short: a socket's path has 108 bytes at most
        self._open = []
        atexit.register(self.close)  # an interrupted test runs no clean-up of its own
        try:
            self._build(folder or self._temporary, far)
        except BaseException:
            self.close()
            raise

    def _build(self, folder, far):
        self.guarded, self.neighbour = self._keep(Namespace('guarded')), self._keep(Namespace('neighbour'))
        connect(self.guarded, 'eth0', _with_prefix(GUARDED), self.neighbour, 'eth0', _with_prefix(NEIGHBOUR))
        if far:
            self._add_far()
        self._wait_for_links()
        self.bus = self._keep(PrivateBus(self._temporary, SOURCE / 'resources' / 'dbus'))
        self.helper = Helper(os.path.join(programs(), 'parapetd'), self.guarded, self.bus, folder)
        self.folder = folder

    def _add_far(self):
        self.far = self._keep(Namespace('far'))
        connect(self.neighbour, 'eth1', _with_prefix(NEIGHBOUR_FAR_SIDE), self.far, 'eth0', _with_prefix(FAR))
        self.neighbour.sysctl('net.ipv4.ip_forward', 1)
        self.neighbour.sysctl('net.ipv6.conf.all.forwarding', 1)
        for machine, routers in ((self.guarded, NEIGHBOUR), (self.far, NEIGHBOUR_FAR_SIDE)):
            for router in routers:
                machine.run('ip', f'-{version(router)}', 'route', 'add', 'default', 'via', router)

    def _wait_for_links(self):
        """A fresh link swallows what is sent in its first moments; no test shall take that for a firewall's work."""
        ways = [(self.neighbour, GUARDED), (self.guarded, NEIGHBOUR)]
        if hasattr(self, 'far'):
            ways += [(self.neighbour, FAR), (self.far, NEIGHBOUR_FAR_SIDE)]
        for machine, addresses in ways:
            for address in addresses:
                wait_until(lambda: ping(machine, address, 0.2), f'the link from {machine.name} to {address} is up')
        for machine in {machine for machine, _ in ways}:  # the kernel makes this route when it notices the cable
            wait_until(lambda: machine.run('ip', '-6', 'route', 'show', 'table', 'local', 'type', 'multicast', 'dev',
                                           'eth0').stdout, f'{machine.name} can send to groups')

    def _keep(self, thing):
        self._open.append(thing)
        return thing

    def second_bus(self):
        """Another bus, as another machine or container would have it; the caller closes it."""
        return PrivateBus(tempfile.mkdtemp(dir=self._temporary), SOURCE / 'resources' / 'dbus')

    def ctl(self, *words, check=True, **more):
        """parapetctl on the guarded machine; `more`: of its environment."""
        environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'DBUS_SYSTEM_BUS_ADDRESS': self.bus.address,
                       **more}
        return self.guarded.run(os.path.join(programs(), 'parapetctl'), *words, check=check, env=environment)

    def close(self):
        """Ends all that was started; may be called at any time, also twice."""
        if hasattr(self, 'helper'):
            self.helper.stop()
        while self._open:
            self._open.pop().close()
        shutil.rmtree(self._temporary, ignore_errors=True)
        atexit.unregister(self.close)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
