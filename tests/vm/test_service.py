#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The package and its service on a real system: crash, restart, upgrade, stop, removal; a person's session; systemd's sockets."""
import contextlib
import json
import tempfile

from machine import MachineCase, another_version, debian_package, main

PORT = 7777  # the machine's early listener, TCP and UDP
KNOCK = 'ip netns exec outside nc -z -w {patience} 198.51.100.1 {port}'
UNIT = '/run/systemd/system/parapetd.service.d/test.conf'
SOCKET = '''
printf '[Socket]\\nListenStream=8888\\n' >/etc/systemd/system/web.socket
printf '[Service]\\nExecStart=/usr/lib/systemd/systemd-socket-proxyd 127.0.0.1:7777\\n' >/etc/systemd/system/web.service
systemctl daemon-reload; systemctl start web.socket
'''


class ServiceCase(MachineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine.run('vmtest-outside')
        cls.install()

    def assert_open(self, port=PORT):
        self.assertTrue(self.machine.succeeds(KNOCK.format(port=port, patience=30)), f'{port} answers')

    def assert_silent(self, port=PORT):
        self.assertFalse(self.machine.succeeds(KNOCK.format(port=port, patience=2)), f'{port} is silent')

    def main_pid(self):
        return self.machine.run('systemctl show --value --property=MainPID parapetd')

    def change_unit(self, lines):
        self.machine.run(f"mkdir -p $(dirname {UNIT}); printf '[Service]\\n{lines}' >{UNIT}; systemctl daemon-reload")
        self.addCleanup(self.machine.run, f'rm -f {UNIT}; systemctl daemon-reload')

    @contextlib.contextmanager
    def no_gap(self):
        """While this lasts nobody gets in, and everything that this machine says is answered."""
        units = {'knock': '--property=NetworkNamespacePath=/run/netns/outside', 'talk': '--property=Nice=0'}
        for what, place in units.items():
            self.machine.run(f'systemd-run --quiet --collect --unit={what} {place} python3 /opt/traffic.py {what} /root/{what}.json')
        self.machine.run('sleep 1')  # of traffic before
        try:
            yield
            self.machine.run('sleep 1')  # and after
        finally:
            self.machine.run('systemctl stop talk; systemctl stop knock')  # who answers goes last
        knock, talk = (json.loads(self.machine.run(f'cat /root/{what}.json')) for what in units)
        self.assertEqual(knock['answers'], [], f'of {knock["knocks"]} knocks')
        self.assertEqual((talk['answered'], talk['failed']), (talk['sent'], 0), f'of {talk}')
        for number in (knock['knocks'], talk['sent'], talk['begun']):
            self.assertGreater(number, 10)


class Service(ServiceCase):
    def setUp(self):
        self.machine.run('systemctl start parapetd')

    def test_it_guards_by_the_native_queue(self):
        self.assertEqual(self.machine.tables(), 'parapet')
        self.assertIn('queue', self.machine.run('nft list chain inet parapet to_engine'))
        self.assertRegex(self.machine.run('journalctl --unit=parapetd --output=cat'), 'Guarding with nft queue, settings on')
        self.assert_silent()

    def test_it_has_nothing_to_complain_about(self):
        said = self.machine.run(f'journalctl --priority=warning --output=cat --quiet _PID={self.main_pid()}')
        self.assertEqual(said, '')

    def test_its_rights_are_few(self):
        exposure = self.machine.run('systemd-analyze security --no-pager parapetd.service').splitlines()[-1]
        self.assertLessEqual(float(exposure.split(':')[1].split()[0]), 2.5)

    def test_a_port_exception_lets_in(self):
        self.machine.run(f'parapetctl firewall add portopening TCP {PORT} test')
        self.addCleanup(self.machine.run, f'parapetctl firewall delete portopening TCP {PORT}')
        self.assert_open()

    def test_a_crash_costs_nothing(self):
        with self.no_gap():
            before = self.main_pid()
            self.machine.run(f'kill -KILL {before}')
            self.machine.wait_until('journalctl --unit=parapetd --output=cat --lines=1 | grep -q Started', 'the restart')
        self.assertNotEqual(self.main_pid(), before)
        self.assertEqual(self.machine.tables(), 'parapet')

    def test_a_restart_costs_nothing(self):
        with self.no_gap():
            self.machine.run('systemctl restart parapetd')
        self.assertEqual(self.machine.tables(), 'parapet')

    def test_one_that_hangs_is_replaced(self):
        self.change_unit('WatchdogSec=10\\n')
        self.machine.run('systemctl restart parapetd')
        before = self.main_pid()
        self.machine.run(f'kill -STOP {before}')
        self.machine.wait_until(f'[ "$(systemctl show --value -p MainPID parapetd)" != {before} ] && systemctl is-active parapetd',
                                'the watchdog bites')
        self.assertRegex(self.machine.run('journalctl --unit=parapetd --output=cat'), '(?i)watchdog timeout')

    def test_a_stop_takes_all_rules_away(self):
        self.machine.run('systemctl stop parapetd')
        self.machine.wait_until('[ "$(systemctl is-active parapet-boot)" = inactive ]', 'the end of the other unit')
        self.assertEqual(self.machine.tables(), '')
        self.assert_open()
        self.machine.run('systemctl start parapetd')
        self.assert_silent()

    def test_one_that_dies_again_and_again_can_be_stopped(self):
        self.change_unit('ExecStart=\\nExecStart=/bin/false\\nRestartSec=60\\n')
        self.machine.run('systemctl restart parapetd', check=False)
        self.assertEqual(self.machine.tables(), 'parapet')
        self.machine.run('systemctl stop parapetd')
        self.machine.wait_until('[ "$(systemctl is-active parapet-boot)" = inactive ]', 'the end of the other unit')
        self.assertEqual(self.machine.tables(), '')

    def test_a_person_is_asked_and_may_not_answer_for_the_administrator(self):
        self.machine.run('systemd-run --quiet --collect --wait --unit=session --uid=tester --property=PAMName=login '
                         '--property=StandardOutput=file:/tmp/session.json python3 /opt/session.py', check=False)
        report = json.loads(self.machine.run('cat /tmp/session.json'))
        self.assertIn('/opt/session.py', report['alert']['process'])
        self.assertRegex(report['answer'], 'AccessDenied|Denied|NotAuthorized')
        self.assert_silent(9999)

    def test_a_socket_that_systemd_holds_belongs_to_its_program(self):
        self.machine.run(SOCKET)
        self.addCleanup(self.machine.run, 'systemctl stop web.socket web.service')
        self.assert_silent(8888)
        self.machine.run('parapetctl firewall add allowedprogram /usr/lib/systemd/systemd-socket-proxyd web')
        self.assert_open(8888)


class Upgrade(ServiceCase):
    def test_an_upgrade_costs_nothing_and_keeps_the_settings(self):
        self.machine.run('parapetctl firewall add portopening TCP 8080 test')
        with tempfile.TemporaryDirectory() as folder:
            self.machine.copy(another_version(debian_package(), folder), to='/root/next.deb')
        before = self.main_pid()
        with self.no_gap():
            self.machine.run('dpkg --install /root/next.deb')
        self.assertNotEqual(self.main_pid(), before)
        self.assertIn('8080', self.machine.run('parapetctl firewall show portopening'))


class Removal(ServiceCase):
    def test_removal_leaves_settings_and_purge_nothing(self):
        machine = self.machine
        machine.run('dpkg --remove parapet')
        self.assertEqual(machine.tables(), '')
        self.assert_open()
        self.assertTrue(machine.succeeds('[ -e /var/lib/parapet/settings.db ] && [ -e /etc/parapet/boot-exclusions ]'))
        self.assertFalse(machine.succeeds('pgrep -x parapetd'))
        machine.run('dpkg --purge parapet')
        left = machine.run("find / -xdev -iname '*parapet*' -not -path '/root/*' -not -path '/proc/*' "
                           "-not -path '/var/lib/dpkg/*' -not -path '/sys/*'")
        self.assertEqual(left, '')


if __name__ == '__main__':
    main()
