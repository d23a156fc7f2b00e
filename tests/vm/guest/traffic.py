#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Traffic in the machine while something happens to its firewall. Until SIGTERM, then the report goes to a file.

traffic.py knock FILE   in the namespace "outside": knocks at the machine, and answers what it asks
traffic.py hold FILE    on the machine: one TCP connection to the neighbour outside of the whole machine
traffic.py talk FILE    on the machine: one long conversation with "outside", and short ones again and again
"""
import json
import select
import signal
import socket
import sys
import threading
import time

MACHINE, OUTSIDE = ('198.51.100.1', '2001:db8:51::1'), '198.51.100.2'
OPEN_PORT, ECHO = 7777, 9000
NEIGHBOUR = ('192.0.2.1', 5556)  # tests/vm/vmwatch.py
over = threading.Event()


def family(address):
    return socket.AF_INET6 if ':' in address else socket.AF_INET


def knock(report):
    threading.Thread(target=answer, daemon=True).start()
    while not over.is_set():
        for address in MACHINE:
            report['knocks'] += 1
            for kind, name in ((socket.SOCK_STREAM, 'TCP'), (socket.SOCK_DGRAM, 'UDP')):
                with socket.socket(family(address), kind) as caller:
                    caller.settimeout(0.1)
                    try:
                        caller.connect((address, OPEN_PORT))
                        if kind == socket.SOCK_DGRAM:
                            caller.send(b'?')
                            caller.recv(1)
                        report['answers'].append(f'{name} {address}: answered')
                    except TimeoutError:
                        pass
                    except OSError as error:
                        report['answers'].append(f'{name} {address}: {error}')


def hold(report):
    with socket.create_connection(NEIGHBOUR, 60) as connection:
        while not over.is_set():
            connection.send(b'?')
            report['sent'] += 1
            report['answered'] += len(connection.recv(1))
            report['last'] = time.time()
            over.wait(0.1)


def answer():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as echo:
        echo.bind(('0.0.0.0', ECHO))
        while True:
            echo.sendto(*echo.recvfrom(2048))


def wait_for_echo():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.settimeout(0.2)
        asker.connect((OUTSIDE, ECHO))
        while not over.is_set():
            try:
                asker.send(b'?')
                asker.recv(1)
                return
            except OSError:  # nobody is there yet
                over.wait(0.05)


def talk(report):
    wait_for_echo()
    threading.Thread(target=begin, args=(report,), daemon=True).start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as long:
        long.connect((OUTSIDE, ECHO))
        end = None
        while end is None or time.monotonic() < end and report['answered'] < report['sent']:
            if over.is_set():
                end = end or time.monotonic() + 5
            else:
                long.send(b'?')
                report['sent'] += 1
            if select.select([long], [], [], 0.02)[0]:
                report['answered'] += len(long.recv(1))


def begin(report):
    """A question from a new port each time; it is answered, or something stood in its way."""
    while not over.is_set():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as short:
            short.settimeout(5)
            short.connect((OUTSIDE, ECHO))
            short.send(b'?')
            report['begun'] += 1
            try:
                short.recv(1)
            except TimeoutError:
                report['failed'] += 1


def main():
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    what, file = sys.argv[1:]
    report = {'knock': {'knocks': 0, 'answers': []}, 'hold': {'sent': 0, 'answered': 0, 'last': 0},
              'talk': {'sent': 0, 'answered': 0, 'begun': 0, 'failed': 0}}[what]
    {'knock': knock, 'hold': hold, 'talk': talk}[what](report)
    with open(file, 'w') as out:
        json.dump(report, out)


main()
