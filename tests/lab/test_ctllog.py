#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""parapetctl log and explain, against the real helper."""
import json
import os
import subprocess

from case import LabCase, main
from lab import GUARDED, NEIGHBOUR, programs
from netns import end
from probe import OPEN, ask, knock
from services import WebServer
from wait import wait_until

WEB = 8080


class CtlLog(LabCase):
    def log(self, *words):
        return self.lab.ctl('log', *words).stdout

    def drop(self, port, address=GUARDED[0]):
        ask(self.lab.neighbour, address, port, seconds=0.1)
        wait_until(lambda: self.log('--port', str(port)), 'the drop is in the log')

    def test_a_drop_is_found_by_every_filter(self):
        self.drop(5001)
        for words in (['--port', '5001'], ['--address', '192.0.2.0/24'], ['--protocol', 'udp'], ['--since', '1h'],
                      ['--reason', 'no-exception'], ['--interface', 'eth0'], ['--action', 'DROP'], ['--text', '5001']):
            with self.subTest(words):
                self.assertIn(f'-> {GUARDED[0]}:5001 in eth0: no-exception', self.log(*words))
        for words in (['--port', '5002'], ['--address', '203.0.113.0/24'], ['--until', '1h'], ['--interface', 'lo'],
                      ['--action', 'OPEN'], ['--text', "'; DROP TABLE event; --"]):
            with self.subTest(words):
                self.assertEqual(self.log(*words), '')

    def test_the_formats_are_what_other_programs_read(self):
        self.drop(5003, GUARDED[1])
        record = json.loads(self.log('--port', '5003', '--format', 'json'))
        self.assertEqual((record['source.ip'], record['destination.port']), (NEIGHBOUR[1], 5003))
        self.assertEqual(self.log('--port', '5003', '--format', 'csv').count('\n'), 2)
        self.assertEqual(len(self.log('--port', '5003', '--format', 'w3c').splitlines()[-1].split(' ')), 17)

    def test_the_newest_are_printed_oldest_first(self):
        for port in (5010, 5011, 5012):
            self.drop(port)
        lines = self.log('--protocol', 'UDP', '--count', '2').splitlines()
        self.assertEqual([line.split(' -> ')[1].split(' ')[0][-4:] for line in lines], ['5011', '5012'])

    def test_follow_shows_what_comes_also_after_a_restart(self):
        environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8',
                       'DBUS_SYSTEM_BUS_ADDRESS': self.lab.bus.address}
        with open(self.file('followed'), 'wb') as output:
            follower = self.lab.guarded.start(os.path.join(programs(), 'parapetctl'), 'log', '--follow', '--protocol',
                                              'UDP', env=environment, stdout=output, stderr=subprocess.STDOUT)
        self.addCleanup(end, follower)

        def followed(port):
            def find():
                ask(self.lab.neighbour, GUARDED[0], port, seconds=0.1)
                with open(self.file('followed')) as file:
                    return f':{port} in eth0' in file.read()
            wait_until(find, f'port {port} is followed', 15)
        followed(5020)
        self.lab.helper.kill()
        self.lab.helper.start()
        followed(5021)

    def test_explain_says_what_then_happens(self):
        self.running(WebServer(self.lab.guarded, WEB))
        self.assertIn('No exception allows TCP port 8080', self.explain(f'tcp {NEIGHBOUR[0]} -> {WEB}'))
        self.lab.ctl('firewall', 'add', 'portopening', 'TCP', str(WEB), 'web')
        for guarded, neighbour in zip(GUARDED, NEIGHBOUR):
            answer = self.explain(f'tcp [{neighbour}]:4000 -> [{guarded}]:{WEB} in eth0')
            self.assertIn('It would be let in.', answer)
            self.assertIn('Rule:   port TCP:8080', answer)
            self.assertEqual(knock(self.lab.neighbour, guarded, WEB), OPEN)
        self.assertIn('icmp-not-allowed', self.explain(f'icmp {NEIGHBOUR[0]} -> echo-request'))
        self.assertIn('host-need', self.explain(f'udp {NEIGHBOUR[0]}:67 -> 68'))
        self.assertIn('not-from-host', self.explain('tcp 224.0.0.1 -> 22'))
        self.set_mode('off')
        self.assertIn('firewall-off', self.explain(f'tcp {NEIGHBOUR[0]} -> 22'))
        refused = self.lab.ctl('explain', f'tcp {NEIGHBOUR[0]} -> 22 in wlan7', check=False)
        self.assertEqual((refused.returncode, refused.stderr), (1, 'There is no network interface of that name.\n'))

    def explain(self, question):
        return self.lab.ctl('explain', question).stdout


if __name__ == '__main__':
    main()
