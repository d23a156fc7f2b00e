#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ports that a container publishes: redirected and forwarded, so that no input hook sees them. They are judged by the port that
was asked for, like any other inbound; other forwarding is left alone."""
import os
import re

from case import LabCase, main
from lab import GUARDED, NEIGHBOUR, programs, version
from netns import Namespace, connect
from probe import OPEN, SILENT, Download, ask, knock, ping
from services import UdpEcho, WebServer
from wait import wait_until

BRIDGE, CONTAINER = ('172.17.0.1', '2001:db8:17::1'), ('172.17.0.2', '2001:db8:17::2')
PUBLISHED, INNER = 8080, 80
# As container engines make it: new connections to an address of this machine go to the container.
RULES = f'''
add table inet containers
add chain inet containers to_container {{ type nat hook prerouting priority dstnat; }}
add rule inet containers to_container fib daddr type local tcp dport {PUBLISHED} dnat ip to {CONTAINER[0]}:{INNER}
add rule inet containers to_container fib daddr type local tcp dport {PUBLISHED} dnat ip6 to [{CONTAINER[1]}]:{INNER}
add rule inet containers to_container fib daddr type local udp dport {PUBLISHED} dnat ip to {CONTAINER[0]}:{INNER}
add chain inet containers leave {{ type nat hook postrouting priority srcnat; }}
add rule inet containers leave iifname "bridge0" oifname "eth0" masquerade
'''


class Containers(LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        guarded = cls.lab.guarded
        cls.container = Namespace('container')
        cls.addClassCleanup(cls.container.close)
        connect(guarded, 'port0', [], cls.container, 'eth0', [CONTAINER[0] + '/24', CONTAINER[1] + '/64'])
        guarded.run('ip', 'link', 'add', 'bridge0', 'type', 'bridge')
        for address, length in zip(BRIDGE, (24, 64)):
            guarded.run('ip', 'address', 'add', f'{address}/{length}', 'dev', 'bridge0', 'nodad')
        guarded.run('ip', 'link', 'set', 'port0', 'master', 'bridge0')
        guarded.run('ip', 'link', 'set', 'bridge0', 'up')
        guarded.sysctl('net.ipv4.ip_forward', 1)
        guarded.sysctl('net.ipv6.conf.all.forwarding', 1)
        for router in BRIDGE:
            cls.container.run('ip', f'-{version(router)}', 'route', 'add', 'default', 'via', router)
        for address in CONTAINER:
            cls.lab.neighbour.run('ip', f'-{version(address)}', 'route', 'add', address, 'via', GUARDED[version(address) == 6])
        guarded.run('nft', '-f', '-', input=RULES)
        for address in CONTAINER:
            wait_until(lambda: ping(cls.lab.neighbour, address, 0.2), f'the way to {address} is open')
        web, echo = WebServer(cls.container, INNER), UdpEcho(cls.container, INNER)
        for server in (web, echo):
            cls.addClassCleanup(server.close)

    def dropped(self):
        text = self.lab.guarded.run('nft', 'list', 'counter', 'inet', 'parapet', 'published').stdout
        return int(re.search(r'packets (\d+)', text).group(1))

    def assert_published(self, expected):
        for guarded in GUARDED:
            with self.subTest(guarded):
                self.assertEqual(knock(self.lab.neighbour, guarded, PUBLISHED), expected)

    def test_the_boot_time_policy_covers_it(self):
        def parapetd(*words):
            self.lab.guarded.run(os.path.join(programs(), 'parapetd'), *words, env=self.lab.helper.folders)

        exclusions = os.path.join(self.lab.helper.folders['CONFIGURATION_DIRECTORY'], 'boot-exclusions')
        self.lab.helper.stop()
        self.addCleanup(self.lab.helper.start)
        parapetd('--boot-policy', 'load')
        self.assert_published(SILENT)
        with open(exclusions, 'w') as file:
            file.write(f'{PUBLISHED}/tcp\n')
        self.addCleanup(os.remove, exclusions)
        parapetd('--boot-policy', 'load')
        self.assert_published(OPEN)

    def test_nothing_opens_it(self):
        before = self.dropped()
        self.assert_published(SILENT)
        self.assertIsNone(ask(self.lab.neighbour, GUARDED[0], PUBLISHED))
        self.assertGreaterEqual(self.dropped() - before, 3)

        def told():
            return [r for r in self.lab.bus.records() if r.get('reason') == 'not-published']
        records = wait_until(lambda: len(told()) >= 3 and told(), 'the drops are told')
        self.assertEqual({(r['action'], r['direction'], r['interface']) for r in records}, {('DROP', 'in', 'eth0')})
        self.assertEqual({r['source'] for r in records}, set(NEIGHBOUR))

    def test_it_is_listed(self):
        """As nft makes the rules, and as Docker does it by iptables."""
        def published():
            rows = [r for r in self.lab.bus.listening() if r.get('published')]
            return {(r['protocol'], r['port'], r['reach']) for r in rows}
        self.assertEqual(published(), {('TCP', PUBLISHED, 'blocked'), ('UDP', PUBLISHED, 'blocked')})
        for rule in ('-N DOCKER', '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
                     '-A DOCKER ! -i docker0 -p tcp -m tcp --dport 9090 -j DNAT --to-destination 172.17.0.3:80'):
            self.lab.guarded.run('iptables', '-t', 'nat', *rule.split())
        self.addCleanup(self.lab.guarded.run, 'nft', 'delete', 'table', 'ip', 'nat')
        self.open_port('TCP', 9090)
        expected = {('TCP', PUBLISHED, 'blocked'), ('UDP', PUBLISHED, 'blocked'), ('TCP', 9090, 'open')}
        wait_until(lambda: published() == expected, 'the new rule is noticed')
        self.assertIn('(published by a container)', self.lab.ctl('firewall', 'show', 'state', 'verbose=ENABLE').stdout)

    def test_a_port_exception_opens_it_and_its_end_cuts_it(self):
        self.open_port('TCP', PUBLISHED)
        self.assert_published(OPEN)
        download = self.running(Download(self.lab.neighbour, GUARDED[0], PUBLISHED, self.file('published')))
        self.assertTrue(download.goes_on())
        self.lab.ctl('firewall', 'delete', 'portopening', 'TCP', str(PUBLISHED))
        wait_until(lambda: not download.goes_on(1), 'it is cut, once what was on its way is there')
        self.assert_published(SILENT)

    def test_the_scope_is_kept(self):
        self.lab.ctl('firewall', 'add', 'portopening', 'TCP', str(PUBLISHED), 'x', 'ENABLE', 'CUSTOM', '203.0.113.0/24')
        self.assert_published(SILENT)
        self.lab.ctl('firewall', 'set', 'portopening', 'TCP', str(PUBLISHED), 'x', 'ENABLE', 'CUSTOM', ','.join(NEIGHBOUR))
        self.assert_published(OPEN)
        self.lab.ctl('firewall', 'set', 'portopening', 'TCP', str(PUBLISHED), 'x', 'ENABLE', 'SUBNET')
        self.assert_published(OPEN)

    def test_without_exceptions_nothing_gets_in(self):
        self.open_port('TCP', PUBLISHED)
        self.set_mode('on-without-exceptions')
        self.assert_published(SILENT)

    def test_off_and_back_on(self):
        self.set_mode('off')
        self.assert_published(OPEN)
        download = self.running(Download(self.lab.neighbour, GUARDED[0], PUBLISHED, self.file('before')))
        self.set_mode('on')
        self.assertTrue(download.goes_on(), 'what began while the firewall was off stays')
        self.assert_published(SILENT)

    def test_a_connection_without_a_firewall(self):
        self.lab.bus.change('set-connection-filter', connection='eth0', filtered=False)
        self.addCleanup(self.lab.bus.change, 'set-connection-filter', connection='eth0', filtered=True)
        self.assert_published(OPEN)

    def test_other_forwarding_is_left_alone(self):
        for container in CONTAINER:
            with self.subTest(container):
                self.assertEqual(knock(self.lab.neighbour, container, INNER), OPEN, 'routed, not redirected')
        web = self.running(WebServer(self.lab.neighbour, 81))
        for neighbour in NEIGHBOUR:
            with self.subTest(neighbour):
                self.assertEqual(knock(self.container, neighbour, 81), OPEN, 'a container goes out')


if __name__ == '__main__':
    main()
