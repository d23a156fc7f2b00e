# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of ratios: what each row has come to, as text and as data."""
import dataclasses
import statistics

from ratios import Estimate, summary, verdict
from rows import OURS, Row


@dataclasses.dataclass(frozen=True)
class Line:
    row: Row
    figures: dict[str, float]  # median of each firewall
    value: Estimate  # the ratio, or ours where it stands alone
    rounds: int
    verdict: str


def line(row, samples):
    """samples: {firewall: [figure of each round]}; those of one round belong together."""
    ours = samples[OURS]
    values = ours if not row.against else [mine / other for mine, other in zip(ours, samples[row.against])]
    value = summary(row, values)
    figures = {name: statistics.median(each) for name, each in samples.items() if each}
    return Line(row, figures, value, len(values), verdict(row, value))


def number(value):
    for border, digits in ((100, 0), (10, 1), (0, 2)):
        if abs(value) >= border:
            return f'{value:,.{digits}f}'
    return f'{value:.2f}'


def shown(each):
    """The cells of a line: row, each firewall's figure, ratio, interval, goal, verdict."""
    unit = f' {each.row.unit}' if each.row.unit else ''
    figures = [number(each.figures[name]) + unit if name in each.figures else ''
               for name in (OURS, 'nftables', 'bare queue', 'none')]
    goal = f'{">=" if each.row.at_least else "<="} {each.row.limit:g}'
    if each.row.against:
        ratio, between = f'{each.value.median:.2f}', f'{each.value.low:.2f}-{each.value.high:.2f}'
        goal += ' of a bare queue' if each.row.against == 'bare queue' else ''
    else:
        ratio, between = '', f'{number(each.value.low)}-{number(each.value.high)}'
        figures[0] = number(each.value.median) + unit
    return [each.row.title, *figures, ratio, between, goal, each.verdict]


HEAD = ['row', 'Parapet', 'nftables', 'bare queue', 'no firewall', 'ratio', '95 %', 'goal', 'verdict']


def text(lines):
    cells = [HEAD] + [shown(each) for each in lines]
    widths = [max(len(row[at]) for row in cells) for at in range(len(HEAD))]
    return '\n'.join('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in cells)


def markdown(lines):
    rows = [HEAD, ['---'] * len(HEAD)] + [shown(each) for each in lines]
    return '\n'.join('| ' + ' | '.join(row) + ' |' for row in rows)


def data(lines, samples):
    return [{'row': each.row.key, 'title': each.row.title, 'unit': each.row.unit, 'against': each.row.against,
             'limit': each.row.limit, 'at_least': each.row.at_least, 'median': each.value.median, 'low': each.value.low,
             'high': each.value.high, 'verdict': each.verdict, 'samples': samples[each.row.key]} for each in lines]
