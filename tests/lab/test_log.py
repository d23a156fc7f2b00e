#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every drop is told: in the records on the bus, and in pfirewall.log while that is on (XP SP2: 5)."""
import os
import socket

from case import LabCase, main
from lab import GUARDED, NEIGHBOUR
from probe import ask, family, knock, ping
from wait import wait_until

FIELDS = 17


class Log(LabCase):
    def setUp(self):
        super().setUp()
        self.set_log(dropped=True)

    def set_log(self, dropped, file='pfirewall.log'):
        self.lab.bus.change('set-log', dropped=dropped, connections=False, max_size_kb=4096, file=file)
        self.log = os.path.join(os.path.dirname(self.lab.helper.log), file)

    def lines(self):
        """The fields of every event in the file."""
        if not os.path.exists(self.log):
            return []
        with open(self.log, newline='') as file:
            return [line.rstrip('\r\n').split(' ') for line in file.readlines() if line[0] not in '#\r\n']

    def record(self, **wanted):
        wanted = {key.replace('_', '-'): value for key, value in wanted.items()}

        def find():
            return next((r for r in self.lab.bus.records() if all(r.get(k) == v for k, v in wanted.items())), None)
        return wait_until(find, f'a record with {wanted}')

    def line(self, address, port):
        def find():
            return next((f for f in self.lines() if f[5] == address and f[7] == str(port)), None)
        return wait_until(find, f'a line about {address} port {port}')

    def test_a_dropped_connection_is_told_with_its_facts(self):
        for port, (guarded, neighbour) in enumerate(zip(GUARDED, NEIGHBOUR), 4001):
            with self.subTest(guarded):
                knock(self.lab.neighbour, guarded, port)
                record = self.record(destination=guarded, destination_port=port)
                self.assertEqual(record['source'], neighbour)
                self.assertEqual((record['action'], record['direction'], record['reason'], record['interface']),
                                 ('DROP', 'in', 'no-exception', 'eth0'))
                self.assertEqual(record['tcp-flags'], 2, 'a SYN')
                fields = self.line(guarded, port)
                self.assertEqual(len(fields), FIELDS)
                self.assertEqual(fields[2:6] + [fields[7], fields[9], fields[16]],
                                 ['DROP', 'TCP', neighbour, guarded, str(port), 'S', 'RECEIVE'])

    def test_a_dropped_datagram_is_told_with_its_facts(self):
        for port, guarded in enumerate(GUARDED, 4101):
            with self.subTest(guarded):
                ask(self.lab.neighbour, guarded, port)
                self.record(destination=guarded, destination_port=port, protocol=socket.IPPROTO_UDP)
                fields = self.line(guarded, port)
                self.assertEqual(len(fields), FIELDS)
                self.assertEqual(fields[9:16], ['-'] * 7, 'no TCP and no ICMP fields')

    def test_a_dropped_ping_is_told(self):
        ping(self.lab.neighbour, GUARDED[0])
        self.record(destination=GUARDED[0], protocol=socket.IPPROTO_ICMP, icmp_type=8)
        ping(self.lab.neighbour, GUARDED[1])
        self.record(destination=GUARDED[1], protocol=socket.IPPROTO_ICMPV6, icmp_type=128)

    def test_twenty_datagrams_are_twenty_lines(self):
        for guarded in GUARDED:
            with self.subTest(guarded), self.lab.neighbour.socket(family(guarded), socket.SOCK_DGRAM) as sender:
                for number in range(20):
                    sender.sendto(b'x', (guarded, 4200 + number))
                wait_until(lambda: len([f for f in self.lines() if f[5] == guarded and f[7][:2] == '42']) == 20,
                           'twenty lines')

    def test_without_the_option_nothing_is_written_to_the_file(self):
        self.set_log(dropped=False)
        ask(self.lab.neighbour, GUARDED[0], 4300)  # one datagram: a SYN would be sent again a second later
        self.record(destination_port=4300)
        self.set_log(dropped=True)
        ask(self.lab.neighbour, GUARDED[0], 4301)
        self.line(GUARDED[0], 4301)
        self.assertNotIn('4300', [fields[7] for fields in self.lines()])

    def test_the_file_begins_with_the_header_that_readers_know(self):
        knock(self.lab.neighbour, GUARDED[0], 4400)
        self.line(GUARDED[0], 4400)
        with open(self.lab.helper.log, newline='') as file:
            header = [file.readline() for _ in range(5)]
        self.assertEqual(header[0], '#Version: 1.5\r\n')
        self.assertEqual(header[2], '#Time Format: Local\r\n')
        self.assertEqual(len(header[3].split()), 1 + FIELDS, header[3])
        self.assertEqual(header[4], '\r\n')

    def test_the_file_renamed_by_logrotate_is_begun_anew(self):
        knock(self.lab.neighbour, GUARDED[0], 4500)
        self.line(GUARDED[0], 4500)
        os.rename(self.lab.helper.log, self.lab.helper.log + '.1')
        knock(self.lab.neighbour, GUARDED[0], 4501)
        self.line(GUARDED[0], 4501)

    def test_another_name_of_the_file_takes_effect_at_once(self):
        self.set_log(dropped=True, file='other.log')
        ask(self.lab.neighbour, GUARDED[0], 4600)
        self.line(GUARDED[0], 4600)
        self.assertEqual(self.lab.bus.status()['log-file'], self.log)

    def test_a_file_that_is_no_log_of_ours_is_left_alone_and_told(self):
        name = os.path.join(os.path.dirname(self.lab.helper.log), 'diary.log')
        with open(name, 'w') as file:
            file.write('Dear diary\n')
        self.set_log(dropped=True, file='diary.log')
        ask(self.lab.neighbour, GUARDED[0], 4700)
        wait_until(lambda: any('diary.log' in notice for notice in self.lab.bus.status()['notices']), 'it is told')
        with open(name) as file:
            self.assertEqual(file.read(), 'Dear diary\n')
        self.set_log(dropped=True)
        ask(self.lab.neighbour, GUARDED[0], 4701)
        self.line(GUARDED[0], 4701)

    def test_a_file_elsewhere_is_refused(self):
        for name in ('/etc/shadow', '../settings.log', 'a/b.log', 'no-ending', '.log', ''):
            with self.subTest(name), self.assertRaisesRegex(Exception, 'Firewall1.Error.Invalid'):
                self.set_log(dropped=True, file=name)


if __name__ == '__main__':
    main()
