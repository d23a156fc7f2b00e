#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What bench/speed.py makes of figures: the interval of a median, and when a row fails."""
import pathlib
import sys
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / 'tests' / 'lab'), str(SOURCE / 'bench' / 'speed')]

from ratios import Estimate, estimate, verdict  # noqa: E402
from rows import GROUPS, Row  # noqa: E402
from table import line, shown  # noqa: E402


class Ratios(unittest.TestCase):
    def test_interval_of_a_median_by_its_ranks(self):
        for count, low, high in ((1, 1, 1), (3, 1, 3), (5, 1, 5), (6, 1, 6), (9, 2, 8), (15, 4, 12), (30, 10, 21)):
            with self.subTest(count=count):
                found = estimate(range(1, count + 1))
                self.assertEqual((found.low, found.high), (low, high))

    def test_row_fails_only_with_its_whole_interval(self):
        least, most = (Row('key', 'title', '', at_least, 1.0) for at_least in (True, False))
        for row, low, median, high, expected in ((least, 0.9, 1.0, 1.1, 'reached'), (least, 0.9, 0.95, 1.0, 'within noise'),
                                                 (least, 0.8, 0.9, 0.99, 'FAILED'), (most, 0.9, 1.0, 1.1, 'reached'),
                                                 (most, 1.0, 1.1, 1.2, 'within noise'), (most, 1.01, 1.1, 1.2, 'FAILED')):
            with self.subTest(row=row.at_least, median=median):
                self.assertEqual(verdict(row, Estimate(median, low, high)), expected)

    def test_one_lost_packet_is_too_many(self):
        row = Row('key', 'title', '', False, 0, '', 'worst')
        self.assertEqual(line(row, {'parapet': [0, 0, 0, 1, 0]}).verdict, 'FAILED')

    def test_figures_of_one_round_are_compared_with_each_other(self):
        row = Row('key', 'title', 'ns', False, 1.03)
        made = line(row, {'parapet': [10, 200, 3000], 'nftables': [10, 100, 3000]})
        self.assertEqual((made.value.median, made.value.high), (1.0, 2.0))
        self.assertEqual(shown(made)[1:3], ['200 ns', '100 ns'])

    def test_keys_are_used_once(self):
        keys = [row.key for group in GROUPS for row in group.rows]
        self.assertEqual(len(keys), len(set(keys)))


if __name__ == '__main__':
    unittest.main()
