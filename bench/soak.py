#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Mixed traffic with a policy change every second, in the lab: no wrong verdict, no flow lost, no leak. Needs root.

Ends with 0 when nothing was wrong; --minutes says how long (30).
"""
import argparse
import contextlib
import os
import pathlib
import random
import re
import socket
import sys
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SOURCE / 'tests' / 'lab'), str(SOURCE / 'bench' / 'speed')]

from bed import CONNECT, PROGRAM, STREAM, Bed  # noqa: E402
from lab import GUARDED, NEIGHBOUR  # noqa: E402
from netns import end_like_ctrl_c  # noqa: E402
from probe import OPEN, SILENT, knock  # noqa: E402
from programs import Running, install  # noqa: E402

TOGGLED, STEADY, JUDGED, OUTSIDE, CLOSED = 7001, 7002, 7003, 7004, 7005
SLICE = 5000  # milliseconds of one load
SHORT, PATIENT = 0.2, 5.0  # seconds to wait for what must not come, and for what must
TABLE_BYTES = 60 << 20  # the flows stand in one block of more than this, which fills with use and is bounded
MOST = 90 << 20  # bytes of the rest: 35 MB at the start and 32 MB of SQLite's cache, which fills in a quarter of an hour
WARM, MAY_GROW = 0.5, 8 << 20  # after this part of a long run it grows by no more than this
LONG = 20 * 60  # seconds


class Conversation:
    """One TCP connection that goes on for a long time."""

    def __init__(self, machine, address, port):
        self._socket = machine.socket(socket.AF_INET6 if ':' in address else socket.AF_INET, socket.SOCK_STREAM)
        self._socket.settimeout(PATIENT)
        self._socket.connect((address, port))
        self._socket.recv(4096)  # the listener's name

    def answers(self, seconds=PATIENT):
        """Whether a byte comes back."""
        self._socket.settimeout(seconds)
        try:
            self._socket.send(b'x')
            return self._socket.recv(1) == b'x'
        except OSError:
            return False

    def close(self):
        self._socket.close()


class Soak:
    def __init__(self, bed, folder):
        self._bed, self._open = bed, contextlib.ExitStack()
        self._stop = threading.Event()
        self.problems, self.counts, self.memory = [], {}, []
        bed.parapet.start()
        self._open.callback(bed.parapet.stop)
        programs = {name: install(folder, name) for name in ('toggled', 'steady', 'judged', 'outside')}
        for name, machine, port in (('toggled', bed.guarded, TOGGLED), ('steady', bed.guarded, STEADY),
                                    ('judged', bed.guarded, JUDGED), ('outside', bed.neighbour, OUTSIDE)):
            self._open.enter_context(contextlib.closing(Running(machine, programs[name], f'port={port}')))
        bed.bus.change_all([bed.port('TCP', STEADY), ('set-program', {
            'profile': 'standard', 'path': programs['judged'], 'name': 'judged', 'enabled': True, 'scope': '*'})])

    def _wrong(self, what):
        self.problems.append(what)
        print(f'WRONG: {what}', flush=True)

    def _count(self, what, number=1):
        self.counts[what] = self.counts.get(what, 0) + number

    # --- what goes on all the time, each in a thread of its own ---

    def _converse(self, what, machine, address, port):
        with contextlib.closing(Conversation(machine, address, port)) as conversation:
            while not self._stop.wait(0.05):
                if not conversation.answers():
                    self._wrong(f'a lasting connection {what} does not go on')
                    return
                self._count(f'answers {what}')

    def _connect(self, what, machine, address, port):
        while not self._stop.is_set():
            answer = self._bed.finish(self._bed.start(machine, 'connect', address=address, port=port, at_once=8,
                                                      pause=10_000, milliseconds=SLICE))
            self._count(f'connections {what}', answer['made'])
            if answer['failed']:
                self._wrong(f'{answer["failed"]} connections {what} were not made')

    def _stream(self):
        while not self._stop.wait(SLICE / 1000):
            answer = self._bed.inward('streams', STREAM, streams=2, milliseconds=500)
            self._count('megabytes', answer['bytes'] >> 20)
            if not answer['bytes']:
                self._wrong('a stream did not arrive')

    def _strangers(self):
        """Nobody may come in where nothing is open."""
        while not self._stop.wait(0.1):
            self._count('knocks')
            if knock(self._bed.neighbour, GUARDED[random.randrange(2)], CLOSED, SHORT) != SILENT:
                self._wrong('a closed port answered')

    def _run(self, function, *arguments):
        try:
            function(*arguments)
        except Exception as error:  # whatever it is, it belongs into the result
            self._wrong(f'{function.__name__}: {error!r}')

    # --- what changes ---

    def _set(self, enabled):
        """One change: the port that is tried, and what else people change."""
        bed = self._bed
        others = [bed.port('TCP', 8000 + number, random.random() < 0.5) for number in range(100)]
        log = ('set-log', {'dropped': random.random() < 0.5, 'connections': random.random() < 0.5,
                           'max_size_kb': 4096})
        bed.bus.change_all([bed.port('TCP', TOGGLED, enabled), log, *others])
        self._count('changes')

    def _try_change(self):
        for address in GUARDED:
            self._set(True)
            if knock(self._bed.neighbour, address, TOGGLED, PATIENT) != OPEN:
                self._wrong(f'{address}: an opened port does not answer')
                continue
            with contextlib.closing(Conversation(self._bed.neighbour, address, TOGGLED)) as conversation:
                if not conversation.answers():
                    self._wrong(f'{address}: a permitted connection does not go on')
                self._stop.wait(0.7)
                self._set(False)
                if conversation.answers(SHORT):
                    self._wrong(f'{address}: a connection goes on that is not permitted any more')
                if knock(self._bed.neighbour, address, TOGGLED, SHORT) != SILENT:
                    self._wrong(f'{address}: a closed port answers')
            self._stop.wait(0.3)

    def _memory_but_table(self):
        """Bytes resident, without the flow table."""
        with open(f'/proc/{self._bed.lab.helper.pid}/smaps') as file:
            sizes = re.findall(r'^Size:\s+(\d+) kB.*?^Rss:\s+(\d+) kB', file.read(), re.MULTILINE | re.DOTALL)
        return sum(int(resident) for size, resident in sizes if int(size) * 1024 < TABLE_BYTES) * 1024

    def run(self, seconds):
        bed, inside, outside = self._bed, GUARDED[0], NEIGHBOUR[0]
        work = [(self._converse, 'to an open port', bed.neighbour, GUARDED[1], STEADY),
                (self._converse, 'to a program', bed.neighbour, inside, JUDGED),
                (self._converse, 'outbound', bed.guarded, outside, OUTSIDE),
                (self._connect, 'to an open port', bed.neighbour, inside, CONNECT),
                (self._connect, 'to a program', bed.neighbour, inside, PROGRAM),
                (self._connect, 'outbound', bed.guarded, outside, CONNECT),
                (self._stream,), (self._strangers,)]
        threads = [threading.Thread(target=self._run, args=each) for each in work]
        for thread in threads:
            thread.start()
        try:
            self._change_until(time.monotonic() + seconds, seconds)
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def _change_until(self, end, seconds):
        while time.monotonic() < end:
            self._try_change()
            self.memory.append(self._memory_but_table())
            if len(self.memory) % 30 == 1:
                print(f'{max(end - time.monotonic(), 0):5.0f} s left: {self.memory[-1] / 2**20:.1f} MB without the flow '
                      f'table, {self.counts}', flush=True)
        grown = self.memory[-1] - max(self.memory[:max(int(len(self.memory) * WARM), 1)])
        if max(self.memory) > MOST or (seconds >= LONG and grown > MAY_GROW):
            self._wrong(f'too much memory: {max(self.memory) / 2**20:.1f} MB at most, {grown / 2**20:.1f} MB more than in '
                        'the first half')

    def close(self):
        self._open.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--minutes', type=float, default=30)
    given = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit('Soaking needs root. Try again with sudo.')
    end_like_ctrl_c()
    with contextlib.closing(Bed(500)) as bed, contextlib.closing(Soak(bed, bed.lab.folder)) as soak:
        soak.run(given.minutes * 60)
        memory = [each / 2**20 for each in soak.memory]
        print(f'\n{given.minutes:g} minutes: {soak.counts}\nmemory without the flow table: {memory[0]:.1f} MB at first, '
              f'{max(memory):.1f} at most, {memory[-1]:.1f} in the end\n{len(soak.problems)} problems')
        if soak.problems:
            print(bed.lab.helper.said()[-2000:])
    return 1 if soak.problems else 0


if __name__ == '__main__':
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
