# SPDX-License-Identifier: GPL-2.0-or-later
"""What really arrives on a machine's network card, taken before any filter of that machine."""
import dataclasses
import ipaddress
import socket
import struct

from wait import wait_until

ETH_P_ALL, PACKET_OUTGOING = 0x0003, 4
ETH_IPV4, ETH_ARP, ETH_IPV6 = 0x0800, 0x0806, 0x86DD
HOP_BY_HOP, ICMPV6 = 0, 58
NEIGHBOUR_DISCOVERY = range(133, 138)           # RFC 4861
MULTICAST_LISTENER = (130, 131, 132, 143)       # RFC 2710, RFC 3810


@dataclasses.dataclass(frozen=True)
class Packet:
    ether_type: int
    protocol: int = -1      # IP protocol behind a hop-by-hop header; -1 if not IP
    source: str = ''
    destination: str = ''
    first_bytes: bytes = b''  # of the transport header

    @property
    def is_housekeeping(self):
        """ARP, neighbour discovery, multicast listener reports: what every machine sends by itself."""
        if self.protocol == ICMPV6:
            return self.first_bytes[0] in NEIGHBOUR_DISCOVERY or self.first_bytes[0] in MULTICAST_LISTENER
        return self.ether_type == ETH_ARP


def read(frame):
    ether_type = struct.unpack_from('!H', frame, 12)[0]
    if ether_type == ETH_IPV4:
        header = (frame[14] & 0x0F) * 4
        return Packet(ether_type, frame[23], socket.inet_ntop(socket.AF_INET, frame[26:30]),
                      socket.inet_ntop(socket.AF_INET, frame[30:34]), frame[14 + header:34 + header])
    if ether_type == ETH_IPV6:
        protocol, transport = frame[20], 54
        if protocol == HOP_BY_HOP:
            protocol, transport = frame[54], 54 + (frame[55] + 1) * 8
        return Packet(ether_type, protocol, str(ipaddress.ip_address(frame[22:38])),
                      str(ipaddress.ip_address(frame[38:54])), frame[transport:transport + 20])
    return Packet(ether_type)


class Sniffer:
    def __init__(self, namespace, interface='eth0'):
        self._socket = namespace.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self._socket.bind((interface, ETH_P_ALL))
        self._socket.setblocking(False)
        self.arrived = []

    def _read_all(self):
        while True:
            try:
                frame, sender = self._socket.recvfrom(2048)
            except BlockingIOError:
                return
            if sender[2] != PACKET_OUTGOING:
                self.arrived.append(read(frame))

    def answers(self):
        """All that arrived so far besides housekeeping."""
        self._read_all()
        return [packet for packet in self.arrived if not packet.is_housekeeping]

    def wait_for(self, condition, what, seconds=5):
        return wait_until(lambda: next(filter(condition, self.answers()), None), what, seconds)

    def close(self):
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
