#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A VPN set up the way wg-quick does it keeps working.

Its own datagrams carry a firewall mark, and policy routing sends everything else into the tunnel. Strict reverse path
filtering then needs the mark on the answers too; wg-quick keeps it in the conntrack mark, where ours is as well. The
kernel module is not needed to try this: the endpoint's socket is a plain one with the same mark.
"""
import socket

from case import LabCase, main
from lab import FAR
from netns import connect
from probe import ask, fetch
from services import UdpEcho, WebServer

MARK = 51820  # the firewall mark and the table, as wg-quick chooses them
TUNNEL_US, TUNNEL_PEER = '10.51.0.1', '10.51.0.2'

# wg-quick(8), add_default() of its Linux version; the tunnel is called wg0
WG_QUICK_RULES = f'''
table ip wg-quick-wg0 {{
  chain preraw {{
    type filter hook prerouting priority -300;
    iifname != "wg0" ip daddr {TUNNEL_US} fib saddr type != local drop
  }}
  chain premangle {{ type filter hook prerouting priority -150; meta l4proto udp meta mark set ct mark; }}
  chain postmangle {{ type filter hook postrouting priority -150; meta l4proto udp meta mark {MARK} ct mark set mark; }}
}}
'''


class WireGuard(LabCase):
    far = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        guarded, far = cls.lab.guarded, cls.lab.far
        connect(guarded, 'wg0', [TUNNEL_US + '/24'], far, 'tunnel', [TUNNEL_PEER + '/24'])
        guarded.run('ip', 'route', 'add', 'default', 'via', TUNNEL_PEER, 'dev', 'wg0', 'table', str(MARK))
        guarded.run('ip', 'rule', 'add', 'not', 'fwmark', str(MARK), 'table', str(MARK))
        guarded.run('ip', 'rule', 'add', 'table', 'main', 'suppress_prefixlength', '0')
        guarded.sysctl('net.ipv4.conf.all.src_valid_mark', 1)
        for scope in ('all', 'eth0', 'wg0'):
            guarded.sysctl(f'net.ipv4.conf.{scope}.rp_filter', 1)
        guarded.run('nft', '--file', '-', input=WG_QUICK_RULES)
        for service in (UdpEcho(far, MARK), WebServer(far, 80)):
            cls.addClassCleanup(service.close)

    def assert_endpoint_answers(self):
        """One long conversation on one socket, as WireGuard has it."""
        with self.lab.guarded.socket(socket.AF_INET, socket.SOCK_DGRAM) as endpoint:
            endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, MARK)
            endpoint.settimeout(1)
            for number in range(20):
                endpoint.sendto(b'%d' % number, (FAR[0], MARK))
                self.assertEqual(endpoint.recv(100), b'%d' % number)

    def assert_new_endpoints_answer(self):
        """Twenty first packets: a new socket each time, as after roaming."""
        for number in range(20):
            self.assertEqual(ask(self.lab.guarded, FAR[0], MARK, b'%d' % number, mark=MARK), b'%d' % number)

    def test_the_endpoint_is_reached_with_the_firewall_on(self):
        for mode in ('off', 'on', 'on-without-exceptions', 'on'):
            with self.subTest(mode):
                self.set_mode(mode)
                self.assert_endpoint_answers()
                self.assert_new_endpoints_answer()

    def test_the_endpoint_is_reached_after_kill_9(self):
        self.addCleanup(self.lab.helper.start)
        self.lab.helper.kill()
        self.assert_endpoint_answers()
        self.assert_new_endpoints_answer()

    def test_everything_else_goes_through_the_tunnel(self):
        with_tunnel = self.lab.guarded.run('ip', 'route', 'get', FAR[0]).stdout
        self.assertIn('dev wg0', with_tunnel)
        self.assertEqual(fetch(self.lab.guarded, FAR[0], 80), 'It works.\n')


if __name__ == '__main__':
    main()
