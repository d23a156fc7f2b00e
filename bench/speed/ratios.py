# SPDX-License-Identifier: GPL-2.0-or-later
"""From figures to a verdict: paired ratios, their median, and an interval that holds it with 95 %."""
import dataclasses
import math
import statistics


@dataclasses.dataclass(frozen=True)
class Estimate:
    median: float
    low: float
    high: float


def estimate(values):
    """The interval of the median by order statistics (binomial); of a few values it is all there is."""
    ordered = sorted(values)
    count, outside, skip = len(ordered), 0.0, 0
    while skip < (count - 1) // 2:
        outside += math.comb(count, skip) / 2 ** (count - 1)  # both ends
        if outside > 0.05:
            break
        skip += 1
    skip = max(skip - 1, 0)
    return Estimate(statistics.median(ordered), ordered[skip], ordered[-1 - skip])


def summary(row, values):
    """What counts of all rounds of a row."""
    if row.of_rounds == 'median':
        return estimate(values)
    worst = min(values) if row.at_least else max(values)
    return Estimate(statistics.fmean(values) if row.of_rounds == 'mean' else worst, min(values), max(values))


def verdict(row, value):
    """A row fails when its whole interval is beyond the limit."""
    def meets(figure):
        return figure >= row.limit if row.at_least else figure <= row.limit
    if meets(value.median):
        return 'reached'
    noisy = row.of_rounds == 'median' and meets(value.high if row.at_least else value.low)
    return 'within noise' if noisy else 'FAILED'
