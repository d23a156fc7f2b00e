# SPDX-License-Identifier: GPL-2.0-or-later
"""Sockets that speak to all on a link."""
import socket
import struct

from probe import family


def sending_from(machine, source, port=0, interface='eth0'):
    """A UDP socket of `machine` at its address `source`; what it sends to a group or to all leaves by `interface`."""
    kind = family(source)
    made = machine.socket(kind, socket.SOCK_DGRAM)
    made.bind((source, port))
    with machine.entered():
        index = socket.if_nametoindex(interface)
    if kind == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
    else:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, struct.pack('=8xi', index))  # ip(7): ip_mreqn
    return made
