#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Parapet beside plain nftables (the kernel's limit) and beside a bare queue (the price of NFQUEUE), in turn, in network
namespaces that it makes and removes. Needs root. A full run takes about twenty minutes and writes docs/performance.md."""
import argparse
import collections
import contextlib
import json
import os
import pathlib
import random
import re
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SOURCE / 'tests' / 'lab'), str(SOURCE / 'bench' / 'speed')]

import page  # noqa: E402
import table  # noqa: E402
from bed import Bed  # noqa: E402
from netns import end_like_ctrl_c  # noqa: E402
from rows import GROUPS  # noqa: E402

FULL_ROUNDS = 15
PRIORITY = -15


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--rounds', type=int, help=f'default {FULL_ROUNDS}, with --quick 3')
    parser.add_argument('--rows', default='', metavar='KEYS',
                        help='only rows whose key matches one of these regular expressions, parted by commas')
    parser.add_argument('--quick', action='store_true', help='short samples')
    parser.add_argument('--list', action='store_true', help='the keys of all rows')
    parser.add_argument('--json', metavar='FILE', help='every figure of every round')
    parser.add_argument('--limit', type=float, default=25, metavar='MINUTES', help='no new round after this time')
    given = parser.parse_args()
    given.rounds = given.rounds or (3 if given.quick else FULL_ROUNDS)
    return given


@contextlib.contextmanager
def ahead_of_others():
    """What else the machine does disturbs less; everything that is measured has the same priority. Where the kernel shares out
    time by sessions (autogroup), only that of the session counts."""
    session = pathlib.Path('/proc/self/autogroup')
    os.nice(PRIORITY)
    before = re.search(r'nice (-?\d+)', session.read_text())[1] if session.exists() else ''
    if before:
        session.write_text(str(PRIORITY))
    try:
        yield
    finally:
        if before:
            session.write_text(before)


def wanted_keys(patterns):
    every = [row.key for group in GROUPS for row in group.rows]
    chosen = [key for key in every if any(re.search(each, key) for each in patterns.split(','))]
    if not chosen:
        sys.exit(f'--rows {patterns}: there is no such row; there are {", ".join(every)}')
    return chosen


class Run:
    def __init__(self, bed, keys):
        self._bed, self._keys = bed, keys
        self.samples = {key: collections.defaultdict(list) for key in keys}
        self.problems = []

    def round(self, number, rounds):
        groups = [group for group in GROUPS if any(row.key in self._keys for row in group.rows)]
        for group in groups:
            if number >= (group.rounds or rounds):
                continue
            print(f'round {number + 1} of {rounds}: {group.name:30}', end='\r' if sys.stdout.isatty() else '\n',
                  flush=True)
            for _ in range(group.times):
                self._measure(group)

    def _measure(self, group):
        """All firewalls or none: figures of a round belong together."""
        figures = {}
        try:
            for name in random.sample(group.firewalls, len(group.firewalls)):
                with self._bed.on(self._bed.firewalls[name], group.core):
                    figures[name] = group.measure(self._bed, self._keys)
        except (RuntimeError, TimeoutError, OSError) as error:
            self.problems.append(f'{group.name}: {error}')
            print(f'\nnot measured: {self.problems[-1]}', flush=True)
            return
        for key in self._keys:
            for name, measured in figures.items():
                if key in measured:
                    self.samples[key][name].append(measured[key])

    def lines(self):
        return [table.line(row, self.samples[row.key]) for group in GROUPS for row in group.rows
                if row.key in self._keys and self.samples[row.key]]


def is_full(given, lines, rounds):
    return not given.rows and not given.quick and rounds >= FULL_ROUNDS and len(lines) == sum(
        len(group.rows) for group in GROUPS)


def main():
    given = options()
    keys = wanted_keys(given.rows)
    if given.list:
        print('\n'.join(f'{row.key:24} {row.title}' for group in GROUPS for row in group.rows if row.key in keys))
        return 0
    if os.geteuid() != 0:
        sys.exit('Measuring needs root: the priorities, limits and namespaces of the machine. Try again with sudo.')
    end_like_ctrl_c()
    load, start, rounds = os.getloadavg()[0], time.monotonic(), 0
    with ahead_of_others(), contextlib.closing(Bed(100 if given.quick else 500)) as bed:
        run = Run(bed, keys)
        while rounds < given.rounds and time.monotonic() - start < given.limit * 60:
            run.round(rounds, given.rounds)
            rounds += 1
    lines = run.lines()
    print(f'\n{table.text(lines)}\n\n{rounds} rounds, {time.monotonic() - start:.0f} seconds, load before {load:.1f}')
    if given.json:
        with open(given.json, 'w') as file:
            json.dump({'rounds': rounds, 'load': load, 'rows': table.data(lines, run.samples), 'problems': run.problems},
                      file, indent=1)
    if is_full(given, lines, rounds):
        page.write(SOURCE / 'docs' / 'performance.md', lines, rounds, load)
    return 1 if run.problems or any(line.verdict == 'FAILED' for line in lines) else 0


if __name__ == '__main__':
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
