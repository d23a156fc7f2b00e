# SPDX-License-Identifier: GPL-2.0-or-later
"""The machines that are measured: the guarded one and its neighbour, with servers that are there all the time."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

from firewalls import BareQueue, NoFirewall, Parapet, PlainNftables
from lab import GUARDED, NEIGHBOUR, Lab, programs
from netns import end
from programs import Running

CONNECT, STREAM, PROGRAM = 5001, 5002, 6001  # TCP
ECHO, COST, EVEN, ODD = 5003, 5004, 5005, 5006  # UDP
FLOOD_PORT, FLOOD_PORTS = 20_000, 10_000  # nobody listens there
CALLER_CORE, SERVER_CORE = 0, 1
COUNTERS = f'''table inet speed {{
  counter flood {{ }}
  counter even {{ }}
  chain seen {{
    type filter hook prerouting priority -400; policy accept;
    tcp dport {FLOOD_PORT}-{FLOOD_PORT + FLOOD_PORTS - 1} counter name flood
    udp dport {EVEN} counter name even
  }}
}}
'''
CONNTRACK_MAX = pathlib.Path('/proc/sys/net/netfilter/nf_conntrack_max')


class Bed:
    def __init__(self, milliseconds):
        self.milliseconds = milliseconds  # of one sample
        self._open = contextlib.ExitStack()
        self.lab = self._open.enter_context(Lab())
        self.guarded, self.neighbour, self.bus = self.lab.guarded, self.lab.neighbour, self.lab.bus
        self.load_program = os.path.join(programs(), 'speed_load')
        self._prepare()
        self.parapet = Parapet(self.lab)
        self.firewalls = {each.name: each for each in (
            self.parapet, BareQueue(self.guarded, self.load_program), NoFirewall(),
            PlainNftables(self.guarded, (CONNECT, STREAM, PROGRAM), (ECHO, COST, EVEN, ODD)))}
        self._serve()

    def _prepare(self):
        """The answers to made-up senders have a way, as on the Internet; Parapet has its exceptions."""
        self.guarded.run('ip', 'route', 'add', 'default', 'via', NEIGHBOUR[0])
        link = json.loads(self.guarded.run('ip', '-j', 'link', 'show', 'dev', 'eth0').stdout)
        self._mac = link[0]['address']
        os.chmod(self.lab.folder, 0o755)
        self._listens = os.path.join(self.lab.folder, 'listens')
        shutil.copy(self.load_program, self._listens)
        self.lab.helper.start()
        self.bus.change_all([self.port('TCP', port) for port in (CONNECT, STREAM)]
                            + [self.port('UDP', port) for port in (ECHO, COST, EVEN, ODD)]
                            + [('set-program', {'profile': 'standard', 'path': self._listens, 'name': 'listens',
                                                'enabled': True, 'scope': '*'})])
        self.lab.helper.stop()

    @staticmethod
    def port(protocol, port, enabled=True, scope='*'):
        return 'set-port', {'profile': 'standard', 'protocol': protocol, 'port': port, 'name': f'{protocol} {port}',
                            'enabled': enabled, 'scope': scope}

    @contextlib.contextmanager
    def sprayed(self, scope):
        """The ports to which many flows go, open to these senders."""
        self.bus.change_all([self.port('UDP', port, scope=scope) for port in (EVEN, ODD)])
        try:
            yield
        finally:
            self.bus.change_all([self.port('UDP', port) for port in (EVEN, ODD)])

    def _serve(self):
        for machine in (self.guarded, self.neighbour):
            for work, port in (('accept', CONNECT), ('sink', STREAM), ('echo', ECHO)):
                self._server(machine, self.load_program, work, port)
        self._server(self.guarded, self._listens, 'accept', PROGRAM)

    def _server(self, machine, program, work, port):
        words = ('taskset', '--cpu-list', str(SERVER_CORE % os.cpu_count()))
        running = Running(machine, program, work, f'port={port}', before=words)
        self._open.callback(lambda: (end(running.process), running.close()))

    # --- one firewall at a time ---

    @contextlib.contextmanager
    def on(self, firewall, core=None):
        firewall.start()
        try:
            if core is not None:
                firewall.pin(core % os.cpu_count())
            yield
        finally:
            firewall.stop()
            self.load(self.guarded, 'forget')

    # --- traffic ---

    def start(self, machine, work, core=CALLER_CORE, before=(), **options):
        words = ['taskset', '--cpu-list', str(core % os.cpu_count()), *before, self.load_program, work,
                 *(f'{name.replace("_", "-")}={value}' for name, value in options.items())]
        return machine.start(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    @staticmethod
    def finish(process, ask=False):
        """What it measured; with `ask` it is asked to end."""
        if ask:
            process.terminate()
        try:
            said, wrong = process.communicate(timeout=60)
        except BaseException:
            process.kill()
            process.communicate()
            raise
        if process.returncode != 0:
            raise RuntimeError(f'{process.args}: {wrong.strip()}')
        last = said.strip().rpartition('\n')[2]
        return json.loads(last) if last.startswith('{') else {}

    def load(self, machine, work, **options):
        return self.finish(self.start(machine, work, **options))

    def inward(self, work, port, **options):
        """Traffic from the neighbour to the guarded machine."""
        return self.load(self.neighbour, work, address=GUARDED[0], port=port, **options)

    def outward(self, work, port, **options):
        return self.load(self.guarded, work, address=NEIGHBOUR[0], port=port, **options)

    def frames(self, work, **options):
        """Made-up senders; starts and goes on."""
        return self.start(self.neighbour, work, device='eth0', to=self._mac, address=GUARDED[0], **options)

    # --- what the kernel knows ---

    @contextlib.contextmanager
    def counters(self):
        self.guarded.run('nft', COUNTERS)
        try:
            yield
        finally:
            self.guarded.run('nft', 'delete table inet speed')

    def seen(self, counter):
        """Packets that came in, whatever happened to them then."""
        text = self.guarded.run('nft', f'list counter inet speed {counter}').stdout
        return int(re.search(r'packets (\d+)', text)[1])

    def undecided(self):
        """Packets that a queue lost, or that wait in it now."""
        path = '/proc/net/netfilter/nfnetlink_queue'
        queues = self.guarded.run('cat', path).stdout.splitlines()
        # number, port, waiting, copy mode, copy range, lost at a full queue, lost at a full socket, ...
        return sum(int(words[2]) + int(words[5]) + int(words[6]) for words in (line.split() for line in queues))

    def flows(self):
        return int(self.guarded.run('cat', '/proc/sys/net/netfilter/nf_conntrack_count').stdout)

    def helper_memory(self):
        """Bytes of parapetd that are in memory."""
        with open(f'/proc/{self.lab.helper.pid}/status') as file:
            return int(re.search(r'VmRSS:\s*(\d+)', file.read())[1]) * 1024

    def helper_is_idle(self, seconds=0.3):
        """Waits until parapetd has had nothing to do for so long."""
        deadline, before = time.monotonic() + 60, None
        while time.monotonic() < deadline:
            with open(f'/proc/{self.lab.helper.pid}/stat') as file:
                used = file.read().rpartition(')')[2].split()[11:13]
            if used == before:
                return
            before = used
            time.sleep(seconds)

    def close(self):
        self._open.close()


@contextlib.contextmanager
def room_for_flows(count):
    """The machine's limit of tracked flows is this high meanwhile; it is one for all namespaces."""
    before = CONNTRACK_MAX.read_text()
    CONNTRACK_MAX.write_text(str(max(count, int(before))))
    try:
        yield
    finally:
        CONNTRACK_MAX.write_text(before)
