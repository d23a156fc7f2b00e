# SPDX-License-Identifier: GPL-2.0-or-later
"""Waiting for something to happen, with a deadline. Nothing in the lab sleeps for a guessed time."""
import time

PAUSE = 0.02


def wait_until(condition, what, seconds=10.0):
    """What `condition` answered once that is true; TimeoutError with `what` when the deadline passes first."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise TimeoutError(f'{what}: not within {seconds:g} seconds')
        time.sleep(PAUSE)
