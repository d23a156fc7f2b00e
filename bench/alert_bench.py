#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How long it takes from listen() to the question, and what a program exception adds to a new connection, in the lab."""
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE / 'tests' / 'lab'))

from alertagent import Agent  # noqa: E402
from defaults import to_defaults  # noqa: E402
from lab import GUARDED, Lab  # noqa: E402
from netns import become_root_of_own_user_namespace, end_like_ctrl_c  # noqa: E402
from programs import Running, install  # noqa: E402

ALERTS, ROUNDS = (5, 3) if '--quick' in sys.argv else (30, 15)
CONNECTIONS, PORT = 100, 4711
# Tells when it calls listen(), by the clock that all processes share.
LISTEN = ('import socket, sys, time\n'
          'made = socket.socket()\n'
          f'made.bind(("", {PORT}))\n'
          'print("ready", flush=True)\n'
          'sys.stdin.readline()\n'
          'before = time.monotonic()\n'
          'made.listen()\n'
          'print(before, flush=True)\n'
          'sys.stdin.read()\n')
AS_USER = ('setpriv', '--reuid=1000', '--regid=1000', '--clear-groups')


def listen_to_alert(lab, folder):
    """Each time another program: a script of its own."""
    agent, times = Agent(lab.bus), []
    for number in range(ALERTS):
        script = os.path.join(folder, f'listens{number}.py')
        with open(script, 'w') as file:
            file.write(LISTEN)
        running = Running(lab.guarded, '/usr/bin/python3', script, before=AS_USER)
        running.process.stdin.write(b'now\n')
        running.process.stdin.flush()
        if not agent.wait(lambda: any(alert['process'].get('program') == script for alert in agent.alerts)):
            sys.exit(f'no alert for {script}')
        heard = time.monotonic()
        times.append(heard - float(running.process.stdout.readline()))
        running.close()
    agent.close()
    return times


def connections(lab):
    """Seconds of one connection after the other to the program that listens."""
    with lab.neighbour.entered():
        start = time.perf_counter()
        for _ in range(CONNECTIONS):
            with socket.create_connection((GUARDED[0], PORT), 5) as caller:
                caller.recv(1)
        return (time.perf_counter() - start) / CONNECTIONS


def exceptions(lab, folder):
    """The same program, let in by its port and by itself, in turns."""
    program = install(folder, 'server')
    by_port = ('set-port', {'profile': 'standard', 'protocol': 'TCP', 'port': PORT, 'name': 'port', 'enabled': True,
                            'scope': '*'})
    by_program = ('set-program', {'profile': 'standard', 'path': program, 'name': 'program', 'enabled': True,
                                  'scope': '*'})
    running = Running(lab.guarded, program, f'port={PORT}')
    port, itself = [], []
    for _ in range(ROUNDS):
        for change, times in ((by_port, port), (by_program, itself)):
            lab.bus.change_all(to_defaults(lab.bus.settings()) + [change])
            times.append(connections(lab))
    running.close()
    return port, itself


def show(what, times):
    times = sorted(times)
    print(f'{what:55} median {statistics.median(times) * 1e3:8.3f} ms   worst {times[-1] * 1e3:8.3f} ms', flush=True)


def main():
    become_root_of_own_user_namespace()
    end_like_ctrl_c()
    with Lab() as lab, tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        lab.helper.start()
        if subprocess.run([*AS_USER, 'true'], capture_output=True).returncode == 0:
            show(f'listen() to Security Alert ({lab.bus.status().get("watch", "?")})', listen_to_alert(lab, folder))
        port, itself = exceptions(lab, folder)
        show('a connection, by a port exception', port)
        show('a connection, by a program exception', itself)
        print(f'{"ratio program / port, median of pairs":55} '
              f'{statistics.median(b / a for a, b in zip(port, itself)):.2f}')


if __name__ == '__main__':
    main()
