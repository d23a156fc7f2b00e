#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A change takes effect on living connections: it cuts the flows that lose their permission, and no other."""
import concurrent.futures
import socket

from case import LabCase, main
from lab import FAR, GUARDED, NEIGHBOUR
from probe import Download
from services import UdpEcho, WebServer

SSH, WEB, OWN, SMB, NETBIOS = 22, 8080, 8081, 445, 139  # ports
SERVICE = 'file-and-printer-sharing'


class Revocation(LabCase):
    far = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for machine, ports in ((cls.lab.guarded, (SSH, WEB, SMB, NETBIOS)), (cls.lab.neighbour, (OWN,))):
            for port in ports:
                cls.addClassCleanup(WebServer(machine, port).close)

    def download(self, machine, address, port):
        name = f'{machine.name}-{port}-{address.replace(":", "-")}'
        return self.running(Download(machine, address, port, self.file(f'{self.id()}-{name}')))

    def downloads(self, port, machine=None):
        """One by IPv4 and one by IPv6, from the guarded machine."""
        return [self.download(machine or self.lab.neighbour, address, port) for address in GUARDED]

    def own_downloads(self):
        return [self.download(self.lab.guarded, address, OWN) for address in NEIGHBOUR]

    def assert_cut(self, lost, kept):
        """`lost` do not go on, `kept` do; all are watched at once."""
        downloads = [(each, False) for each in lost] + [(each, True) for each in kept]
        with concurrent.futures.ThreadPoolExecutor(len(downloads)) as pool:
            going = list(pool.map(lambda row: row[0].goes_on(5 if row[1] else 2), downloads))
        self.assertEqual(going, [expected for _, expected in downloads])

    def set_web(self, enabled=True, scope='*', port=WEB):
        self.change('set-port', protocol='TCP', port=port, name='Web', enabled=enabled, scope=scope)

    def set_service(self, enabled=True, smb=True, scope='*'):
        """`smb`, `scope`: the check and the scope of TCP 445; the other ports are as in the catalogue."""
        row = {'protocol': 'TCP', 'port': SMB, 'enabled': smb, 'scope': scope}
        self.change('set-service', service=SERVICE, enabled=enabled, ports=[row])

    def set_connection_port(self, enabled, port=WEB):
        self.lab.bus.change('set-connection-port', connection='eth0', protocol='TCP', port=port, name='Web',
                            enabled=enabled)

    def test_a_port_that_is_unchecked(self):
        self.set_web()
        self.set_web(port=SSH)
        lost, kept = self.downloads(WEB), self.downloads(SSH) + self.own_downloads()
        self.set_web(enabled=False)
        self.assert_cut(lost, kept)

    def test_a_port_whose_scope_becomes_a_list(self):
        self.set_web()
        lost, kept = self.downloads(WEB), self.downloads(WEB, self.lab.far) + self.own_downloads()
        self.set_web(scope=','.join(FAR))
        self.assert_cut(lost, kept)

    def test_a_port_that_is_opened_by_a_service_too(self):
        self.set_web(port=SSH)
        self.change('set-service', service='ssh', enabled=True, ports=[])
        kept = self.downloads(SSH)
        self.change('remove-port', protocol='TCP', port=SSH)
        self.assert_cut([], kept)
        self.change('set-service', service='ssh', enabled=False, ports=[])
        self.assert_cut(kept, [])

    def test_a_port_of_a_service_whose_scope_is_narrowed(self):
        self.set_service()
        lost, kept = self.downloads(SMB, self.lab.far), self.downloads(SMB) + self.downloads(NETBIOS)
        self.set_service(scope='LocalSubnet')
        self.assert_cut(lost, kept)

    def test_a_port_of_a_service_that_is_unchecked(self):
        self.set_service()
        lost, kept = self.downloads(SMB), self.downloads(NETBIOS) + self.own_downloads()
        self.set_service(smb=False)
        self.assert_cut(lost, kept)

    def test_a_service_that_is_unchecked(self):
        self.set_service()
        self.set_web()
        lost, kept = self.downloads(SMB) + self.downloads(NETBIOS), self.downloads(WEB) + self.own_downloads()
        self.set_service(enabled=False)
        self.assert_cut(lost, kept)

    def test_a_port_of_a_connection(self):
        self.set_connection_port(True)
        self.set_web(port=SSH)
        lost, kept = self.downloads(WEB), self.downloads(SSH) + self.own_downloads()
        self.set_connection_port(False)
        self.assert_cut(lost, kept)

    def test_a_port_of_a_connection_goes_on_where_the_profile_opens_it_too(self):
        self.set_connection_port(True)
        self.set_web(scope='LocalSubnet')
        lost, kept = self.downloads(WEB, self.lab.far), self.downloads(WEB)
        self.lab.bus.change('remove-connection-port', connection='eth0', protocol='TCP', port=WEB)
        self.assert_cut(lost, kept)

    def test_it_is_in_force_when_the_call_returns_also_where_programs_have_exceptions(self):
        """Whose socket it is has to be found out; until then nothing more passes. (Seen: 6 of 44 still answered.)"""
        self.change('set-program', path='/usr/bin/true', name='another', enabled=True, scope='*')
        echo = self.running(UdpEcho(self.lab.guarded, OWN))
        for _ in range(20):
            self.change('set-port', protocol='UDP', port=OWN, name='Echo', enabled=True, scope='*')
            with self.lab.neighbour.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
                asker.settimeout(5)
                asker.connect((GUARDED[0], OWN))
                asker.send(b'before')
                self.assertEqual(asker.recv(100), b'before')
                self.change('remove-port', protocol='UDP', port=OWN)
                asker.send(b'after')
                asker.settimeout(0.2)
                self.assertRaises(TimeoutError, asker.recv, 100)
        self.assertNotIn(b'after', [data for data, _ in echo.heard])

    def test_a_flow_that_is_cut_stays_cut_through_many_changes(self):
        """The sets of open ports have numbers that are used again; the flow keeps that of the set that let it in."""
        self.running(UdpEcho(self.lab.guarded, OWN))
        for protocol, port, kind in (('TCP', WEB, socket.SOCK_STREAM), ('UDP', OWN, socket.SOCK_DGRAM)):
            with self.subTest(protocol), self.lab.neighbour.socket(socket.AF_INET, kind) as asker:
                self.change('set-port', protocol=protocol, port=port, name='test', enabled=True, scope='*')
                asker.settimeout(5)
                asker.connect((GUARDED[0], port))
                if protocol == 'UDP':
                    asker.send(b'before')
                    self.assertEqual(asker.recv(100), b'before')
                self.change('set-port', protocol=protocol, port=port, name='test', enabled=False, scope='*')
                asker.settimeout(0.2)
                for other in range(7000, 7004):  # each closing of one is another number
                    self.set_web(port=other)
                    self.set_web(port=other, enabled=False)
                    asker.send(b'GET / HTTP/1.0\r\n\r\n')
                    self.assertRaises(TimeoutError, asker.recv, 100)

    def test_who_may_stay_stays_through_many_changes(self):
        self.set_web()
        self.change('set-port', protocol='UDP', port=OWN, name='Echo', enabled=True, scope='*')
        self.running(UdpEcho(self.lab.guarded, OWN))
        kept = self.downloads(WEB)
        with self.lab.neighbour.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.settimeout(5)
            asker.connect((GUARDED[0], OWN))
            for number in range(8):
                self.set_web(port=7000 + number)
                self.set_web(port=7000 + number, enabled=False)
                asker.send(b'%d' % number)
                self.assertEqual(asker.recv(100), b'%d' % number)
        self.assert_cut([], kept)

    def test_without_exceptions_all_that_came_in_is_cut(self):
        self.set_web()
        self.set_service()
        self.set_connection_port(True, SSH)
        lost = [each for port in (WEB, SMB, SSH) for each in self.downloads(port)]
        kept = self.own_downloads()
        self.set_mode('on-without-exceptions')
        self.assert_cut(lost, kept)


if __name__ == '__main__':
    main()
