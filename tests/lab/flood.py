# SPDX-License-Identifier: GPL-2.0-or-later
"""A flood from the neighbour (flooder.cpp), and what the kernel counted of it."""
import os
import re
import signal
import subprocess

from lab import SOURCE
from netns import end

FLOODER = os.environ.get('PARAPET_FLOODER', str(SOURCE / 'build' / 'release' / 'tests' / 'parapet_flooder'))
COUNTER = re.compile(r'counter (\w+) \{\s+packets (\d+)')
SENT = re.compile(r'sent (\d+) in ([\d.]+) seconds')


class Flood:
    """Runs until close() or its own end. `options`: of flooder.cpp, as words. `before`: words that run it in some other way."""

    def __init__(self, lab, address, before=(), **options):
        link = lab.guarded.run('ip', '-o', 'link', 'show', 'dev', 'eth0').stdout
        options |= {'device': 'eth0', 'to': re.search(r'link/ether (\S+)', link)[1], 'address': address}
        self._process = lab.neighbour.start(*before, FLOODER, *(f'{name}={value}' for name, value in options.items()),
                                            stdout=subprocess.PIPE, text=True)

    def wait(self, seconds=130):
        """Waits for its end; (packets, seconds)."""
        said = SENT.search(self._process.communicate(timeout=seconds)[0])
        return int(said[1]), float(said[2])

    def close(self):
        end(self._process, signal.SIGKILL)
        self._process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def counters(lab):
    text = lab.guarded.run('nft', 'list', 'counters', 'table', 'inet', 'parapet').stdout
    return {name: int(packets) for name, packets in COUNTER.findall(text)}


def dropped(lab):
    c = counters(lab)
    return c['queued'] - c['passed'] + c['spoofed'] + c['icmp_errors'] + c['published'] + c['flooded']
