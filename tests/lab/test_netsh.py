#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands of "netsh firewall" through the real helper: each changes what the neighbour can reach."""
from case import LabCase, main
from lab import FAR, GUARDED
from probe import OPEN, SILENT, knock, ping
from programs import Running, install
from services import WebServer

WEB, SSH, OWN = 8080, 22, 4711


class Netsh(LabCase):
    far = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for port in (WEB, SSH):
            server = WebServer(cls.lab.guarded, port)
            cls.addClassCleanup(server.close)

    def netsh(self, line):
        done = self.lab.ctl('firewall', *line.split())
        self.assertEqual(done.stdout, 'Ok.\n\n', line)

    def assert_reached(self, port, expected):
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, port, 0.5), expected, (address, port))

    def test_portopening(self):
        for line, expected in ((f'add portopening TCP {WEB} Web', OPEN), (f'set portopening TCP {WEB} mode=DISABLE', SILENT),
                               (f'set portopening TCP {WEB} Web ENABLE CUSTOM {",".join(FAR)}', SILENT),
                               (f'set portopening TCP {WEB} scope=SUBNET', OPEN), (f'delete portopening TCP {WEB}', SILENT),
                               (f'add portopening TCP {WEB} Web interface=eth0', OPEN),
                               (f'delete portopening TCP {WEB} interface=eth0', SILENT)):
            self.netsh(line)
            self.assert_reached(WEB, expected)

    def test_allowedprogram(self):
        program = install(self.file('programs'), 'server')
        self.running(Running(self.lab.guarded, program, f'port={OWN}'))
        for line, expected in ((f'add allowedprogram {program} Server', OPEN),
                               (f'set allowedprogram {program} mode=DISABLE', SILENT),
                               (f'set allowedprogram {program} Server ENABLE CUSTOM {",".join(FAR)}', SILENT),
                               (f'set allowedprogram {program} scope=SUBNET', OPEN),
                               (f'delete allowedprogram {program}', SILENT),
                               (f'add allowedprogram program={program} name=Server profile=DOMAIN', SILENT),
                               (f'add allowedprogram program={program} name=Server profile=ALL', OPEN)):
            self.netsh(line)
            self.assert_reached(OWN, expected)
        self.assertRegex(self.lab.ctl('firewall', 'show', 'state').stdout, rf'(?m)^{OWN} .*{program}$')

    def test_opmode(self):
        self.netsh(f'add portopening TCP {WEB} Web')
        for line, expected in (('set opmode ENABLE DISABLE', SILENT), ('set opmode ENABLE', OPEN),
                               (f'delete portopening TCP {WEB}', SILENT), ('set opmode DISABLE interface=eth0', OPEN),
                               ('set opmode ENABLE interface=eth0', SILENT), ('set opmode DISABLE', OPEN)):
            self.netsh(line)
            self.assert_reached(WEB, expected)

    def test_service(self):
        for line, expected in (('set service SSH', OPEN), ('set service SSH scope=CUSTOM addresses=' + FAR[0], SILENT),
                               ('set service SSH ENABLE ALL', OPEN), ('set service SSH DISABLE', SILENT)):
            self.netsh(line)
            self.assert_reached(SSH, expected)

    def test_icmpsetting(self):
        for line, expected in (('set icmpsetting 8', True), ('set icmpsetting 8 DISABLE', False),
                               ('set icmpsetting 8 interface=eth0', True), ('set icmpsetting ALL DISABLE interface=eth0', False)):
            self.netsh(line)
            for address in GUARDED:
                self.assertEqual(ping(self.lab.neighbour, address), expected, (line, address))

    def test_dump_reset_and_exec(self):
        self.netsh(f'add portopening TCP {WEB} Web ENABLE SUBNET')
        self.netsh('set service SSH')
        self.netsh('set logging maxfilesize=100 droppedpackets=ENABLE')
        before = self.lab.bus.settings()
        script = self.file('script.txt')
        with open(script, 'w') as file:
            file.write(self.lab.ctl('firewall', 'dump').stdout)
        self.netsh('reset')
        self.assert_reached(WEB, SILENT)
        self.assert_reached(SSH, SILENT)
        self.lab.ctl('exec', script)
        self.assertEqual(self.lab.bus.settings(), before)
        self.assert_reached(WEB, OPEN)
        self.assert_reached(SSH, OPEN)

    def test_a_script_with_an_error_changes_nothing(self):
        script = self.file('wrong.txt')
        with open(script, 'w') as file:
            file.write(f'firewall add portopening TCP {WEB} Web\nfirewall add portopening TCP 65536 Wrong\n')
        done = self.lab.ctl('exec', script, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('2', done.stderr)
        self.assert_reached(WEB, SILENT)


if __name__ == '__main__':
    main()
