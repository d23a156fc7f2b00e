#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers to own multicast and broadcast, without any exception (XP SP2: 3.6; xp-reference 13, point 10)."""
import socket
import time

from case import LabCase, main
from lab import FAR, GUARDED, NEIGHBOUR
from multicast import sending_from
from probe import family
from wait import wait_until

SSDP, WINDOW = 1900, 3.0  # port, seconds
GROUPS = {socket.AF_INET: '239.255.255.250', socket.AF_INET6: 'ff02::c'}
SEARCH = (b'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 2\r\nST: ssdp:all\r\n\r\n')
ANSWER = b'HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n\r\n'


class Search:
    """A UPnP search by the guarded machine, from a port of its own."""

    def __init__(self, machine, address, group=None):
        self.address, self._group = address, group or GROUPS[family(address)]
        self._socket = sending_from(machine, address)
        self.port = self._socket.getsockname()[1]
        self.ask()

    def ask(self):
        self.asked = time.monotonic()
        self._socket.sendto(SEARCH, (self._group, SSDP))

    def is_answered(self, machine, source, seconds=0.7):
        """Whether an answer that `machine` sends now, from its address `source`, arrives."""
        with sending_from(machine, source, SSDP) as device:
            device.sendto(ANSWER, (self.address, self.port))
        self._socket.settimeout(seconds)
        try:
            return self._socket.recv(65535) == ANSWER
        except TimeoutError:
            return False

    def wait_until_after(self, seconds):
        """This many seconds have gone since the last question."""
        wait_until(lambda: time.monotonic() >= self.asked + seconds, 'time goes by', seconds + 5)

    def close(self):
        self._socket.close()


class Multicast(LabCase):
    far = True

    def searches(self, group=None):
        """One by IPv4 and one by IPv6, each with the address of the neighbour and the one of the far machine."""
        for address, neighbour, far in zip(GUARDED, NEIGHBOUR, FAR):
            yield self.running(Search(self.lab.guarded, address, group)), neighbour, far

    def assert_answered(self, search, source, expected, what=''):
        with self.subTest(search.address):
            self.assertEqual(search.is_answered(self.lab.neighbour, source), expected, what)

    def assert_window(self, searches):
        """Open for three seconds, then closed, open again after a new question."""
        searches[-1][0].wait_until_after(WINDOW - 1)
        for search, neighbour, _ in searches:
            self.assert_answered(search, neighbour, True, 'within three seconds')
            self.assertLess(time.monotonic() - search.asked, WINDOW, 'this machine is too slow for the test')
        searches[-1][0].wait_until_after(WINDOW + 0.5)
        for search, neighbour, _ in searches:
            self.assert_answered(search, neighbour, False, 'after three seconds')
            search.ask()
            self.assert_answered(search, neighbour, True, 'after a new question')

    def test_a_search_is_answered_within_three_seconds_and_not_later(self):
        """xp-reference 13, point 10."""
        self.assert_window(list(self.searches()))

    def test_a_broadcast_is_answered_within_three_seconds_and_not_later(self):
        """xp-reference 13, point 10."""
        groups = ('255.255.255.255', '192.0.2.255')
        self.assert_window([(self.running(Search(self.lab.guarded, GUARDED[0], group)), NEIGHBOUR[0], FAR[0])
                            for group in groups])

    def test_any_computer_may_answer(self):
        for search, _, far in self.searches():
            with self.subTest(far):
                self.assertTrue(search.is_answered(self.lab.far, far))

    def test_an_answer_to_another_port_is_dropped(self):
        for search, neighbour, _ in self.searches():
            other = self.running(Search(self.lab.guarded, search.address, neighbour))  # asked one computer, not a group
            with self.subTest(neighbour):
                self.assertFalse(other.is_answered(self.lab.far, FAR[GUARDED.index(search.address)]))
                self.assertTrue(search.is_answered(self.lab.neighbour, neighbour), 'the port that asked')

    def test_without_the_setting_no_answer_is_received(self):
        self.change('set-multicast-response', on=False)
        for search, neighbour, _ in self.searches():
            self.assert_answered(search, neighbour, False)

    def test_switching_the_setting_off_closes_a_window_that_is_open(self):
        for search, neighbour, _ in self.searches():
            self.change('set-multicast-response', on=True)
            search.ask()
            self.assert_answered(search, neighbour, True)
            self.change('set-multicast-response', on=False)
            self.assert_answered(search, neighbour, False)

    def test_without_exceptions_an_answer_is_received(self):
        """It answers what this computer began."""
        self.set_mode('on-without-exceptions')
        for search, neighbour, _ in self.searches():
            self.assert_answered(search, neighbour, True)

    def test_an_answer_by_dhcp_is_always_received(self):
        """xp-reference 13, point 10: also with the setting off."""
        client = self.running(self.lab.guarded.socket(socket.AF_INET, socket.SOCK_DGRAM))
        client.bind(('0.0.0.0', 68))
        client.settimeout(1)
        self.change('set-multicast-response', on=False)
        for mode in ('on', 'on-without-exceptions'):
            self.set_mode(mode)
            for target in (GUARDED[0], '255.255.255.255'):
                with self.subTest(mode=mode, target=target):
                    with sending_from(self.lab.neighbour, NEIGHBOUR[0], 67) as server:
                        server.sendto(b'offer', (target, 68))
                    self.assertEqual(client.recv(100), b'offer')

    def test_another_port_than_that_of_a_dhcp_server_does_not_get_through(self):
        client = self.running(self.lab.guarded.socket(socket.AF_INET, socket.SOCK_DGRAM))
        client.bind(('0.0.0.0', 68))
        client.settimeout(0.7)
        with sending_from(self.lab.neighbour, NEIGHBOUR[0], 66) as stranger:
            stranger.sendto(b'offer', (GUARDED[0], 68))
        self.assertRaises(TimeoutError, client.recv, 100)


if __name__ == '__main__':
    main()
