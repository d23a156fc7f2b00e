# SPDX-License-Identifier: GPL-2.0-or-later
"""A question by multicast DNS, as a simple asker puts it (RFC 6762 6.7): from any port, the answer comes by unicast."""
import ipaddress
import socket
import struct

from multicast import sending_from
from probe import family

PORT = 5353
GROUPS = {socket.AF_INET: '224.0.0.251', socket.AF_INET6: 'ff02::fb'}
ADDRESS = {socket.AF_INET: 1, socket.AF_INET6: 28}  # record types A (RFC 1035) and AAAA (RFC 3596)
IN, QUESTIONS, IDENTIFIER = 1, 1, 4711


def question(name, record_type):
    labels = b''.join(bytes([len(label)]) + label.encode() for label in name.split('.'))
    return struct.pack('!6H', IDENTIFIER, 0, QUESTIONS, 0, 0, 0) + labels + struct.pack('!BHH', 0, record_type, IN)


def resolves(machine, source, name, address, seconds):
    """Whether a question of `machine`, from its address `source`, is answered with `address`."""
    kind = family(address)
    with sending_from(machine, source) as asker:
        asker.settimeout(seconds)
        asker.sendto(question(name, ADDRESS[kind]), (GROUPS[kind], PORT))
        try:
            return ipaddress.ip_address(address).packed in asker.recv(65535)
        except TimeoutError:
            return False
