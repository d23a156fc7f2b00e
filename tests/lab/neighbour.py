#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The neighbour of the trial lab: knocks on a few doors every few seconds and says in plain words what it finds.

usage: neighbour.py ADDRESS...       (runs inside the neighbour's network namespace)
"""
import concurrent.futures
import sys
import time

from netns import ThisMachine, end_like_ctrl_c
from probe import OPEN, REFUSED, ask, fetch, knock

WEB = 8080
DOORS = [('TCP', port) for port in (22, 80, 445, 3389, WEB)] + [('UDP', port) for port in (137, 1900)]
BETWEEN_ROUNDS, REMINDER = 3, 30  # seconds
NO_ANSWER = 'no answer (silent)'


def found(address, protocol, port):
    """What one attempt finds, in words."""
    here = ThisMachine()
    if protocol == 'UDP':
        answer = ask(here, address, port)
        return NO_ANSWER if answer is None else answered(answer)
    outcome = knock(here, address, port)
    if outcome == OPEN and port == WEB:
        return 'got through: ' + fetch(here, address, port).strip()
    return answered(outcome)


def answered(outcome):
    words = {OPEN: 'got through', REFUSED: 'nobody listens there, says the machine'}
    return words.get(outcome, NO_ANSWER)


def one_round(addresses):
    """{door: {what was found: [the IP versions that found it]}}"""
    attempts = [(door, address) for door in DOORS for address in addresses]
    with concurrent.futures.ThreadPoolExecutor(len(attempts)) as pool:
        outcomes = pool.map(lambda attempt: found(attempt[1], *attempt[0]), attempts)
        news = {door: {} for door in DOORS}
        for (door, address), outcome in zip(attempts, outcomes):
            news[door].setdefault(outcome, []).append('IPv6' if ':' in address else 'IPv4')
    return news


def tell(door, outcomes, versions):
    for outcome, which in outcomes.items():
        by = '' if len(which) == versions else f' ({", ".join(which)})'
        print(f'neighbour: {door[0]} {door[1]}{by}: {outcome}', flush=True)


def main(addresses):
    end_like_ctrl_c()
    told, last_reminder = {}, time.monotonic()
    while True:
        news = one_round(addresses)
        remind = time.monotonic() - last_reminder > REMINDER
        for door, outcomes in news.items():
            if outcomes != told.get(door) or (remind and door == ('TCP', WEB)):
                tell(door, outcomes, len(addresses))
        if remind:
            last_reminder = time.monotonic()
        told = news
        time.sleep(BETWEEN_ROUNDS)


if __name__ == '__main__':
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        pass
