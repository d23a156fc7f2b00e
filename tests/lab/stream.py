# SPDX-License-Identifier: GPL-2.0-or-later
"""A conversation that goes on and on, in a thread of its own: one question, its answer, the next question. So it is known of
every single packet whether it arrived."""
import socket
import threading

from probe import family

PATIENCE = 4  # seconds; much longer than an answer takes, and shorter than TCP takes to send anything again (no_second_try())


def no_second_try(machine):
    """TCP would hide the loss of a packet: it sends it again. On this machine not within the patience of a stream."""
    machine.sysctl('net.ipv4.tcp_early_retrans', 0)  # IPv6 too
    for version in ('-4', '-6'):
        for route in machine.run('ip', version, 'route', 'show', 'dev', 'eth0', 'proto', 'kernel').stdout.splitlines():
            machine.run('ip', version, 'route', 'change', *route.split(), 'dev', 'eth0', 'rto_min', f'{2 * PATIENCE}s')


class Stream:
    """With listener.cpp, which answers a datagram with its name and a byte with that byte. Begun when the first answer has come."""

    def __init__(self, machine, protocol, address, port):
        self.name = f'{protocol} from {machine.name} to {address} port {port}'
        self.answered, self.lost, self._ending = 0, False, False
        self._socket = machine.socket(family(address), socket.SOCK_DGRAM if protocol == 'udp' else socket.SOCK_STREAM)
        self._socket.settimeout(PATIENCE)
        self._socket.connect((address, port))
        if protocol == 'tcp':
            self._socket.recv(4096)  # its name
        self._exchange()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _exchange(self):
        self._socket.send(b'?')
        if not self._socket.recv(4096):
            raise ConnectionError('the other side has closed')
        self.answered += 1

    def _run(self):
        while not self._ending:
            try:
                self._exchange()
            except OSError:
                self.lost = True
                return

    def close(self):
        self._ending = True
        self._thread.join()
        self._socket.close()
