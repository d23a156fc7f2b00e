#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The package and its service on a real system: crash, restart, upgrade, stop, removal; a person's session; systemd's sockets."""
import datetime
import json
import sys

from machine import main
from servicecase import PORT, ServiceCase

SOCKET = '''
printf '[Socket]\\nListenStream=8888\\n' >/etc/systemd/system/web.socket
printf '[Service]\\nExecStart=/usr/lib/systemd/systemd-socket-proxyd 127.0.0.1:7777\\n' >/etc/systemd/system/web.service
systemctl daemon-reload; systemctl start web.socket
'''


class Service(ServiceCase):
    WITHOUT = 60000  # milliseconds until a helper is there again: some seconds, and much more on a busy build machine

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
            killed = float(self.machine.run(f'cut -d " " -f 1 /proc/uptime; kill -KILL {before}'))
            self.wait_for_another(before, 'the restart')
        self.assertEqual(self.machine.tables(), 'parapet')
        self.tell_time_without(killed)

    def said_at(self, words):
        """When the service manager said so last: seconds since the start of the machine."""
        lines = self.machine.run('journalctl --unit=parapetd --output=short-monotonic').splitlines()
        return max(float(line[1:].split(']')[0]) for line in lines if words in line)

    def unit_time(self, what):
        return int(self.machine.run(f'systemctl show --value --property={what}TimestampMonotonic parapetd')) / 1e6

    def tell_time_without(self, killed):
        """How long nobody judged, and where the time went."""
        moments = [killed, self.said_at('Main process exited'), self.said_at('Scheduled restart job'),
                   self.unit_time('ExecMainStart'), self.unit_time('ActiveEnter')]
        steps = [round(1000 * (later - moment)) for moment, later in zip(moments, moments[1:])]
        print('without a helper for {} ms: {} until noticed, {} of waiting, {} until its start, {} until ready'.format(
            sum(steps), *steps), file=sys.stderr)
        self.assertLess(sum(steps), self.WITHOUT)

    def test_a_restart_costs_nothing(self):
        with self.no_gap():
            self.machine.run('systemctl restart parapetd')
        self.assertEqual(self.machine.tables(), 'parapet')

    def test_one_that_hangs_is_replaced(self):
        self.change_unit('WatchdogSec=10\\n')
        self.machine.run('systemctl restart parapetd')
        before = self.main_pid()
        self.machine.run(f'kill -STOP {before}')
        self.wait_for_another(before, 'the watchdog bites')
        self.assertRegex(self.machine.run('journalctl --unit=parapetd --output=cat'), '(?i)watchdog timeout')

    def test_a_stop_takes_all_rules_away(self):
        self.machine.run('systemctl stop parapetd')
        self.wait_for_the_end_of_the_rules()
        self.assert_open()
        self.machine.run('systemctl start parapetd')
        self.assert_silent()

    def test_one_that_dies_again_and_again_can_be_stopped(self):
        self.change_unit('ExecStart=\\nExecStart=/bin/false\\nRestartSec=60\\n')
        self.machine.run('systemctl restart parapetd', check=False)
        self.assertEqual(self.machine.tables(), 'parapet')
        self.machine.run('systemctl stop parapetd')
        self.wait_for_the_end_of_the_rules()

    def test_a_person_is_asked_and_may_not_answer_for_the_administrator(self):
        report = self.ask_a_person()
        self.assertIn('/opt/session.py', report['alert']['process'])
        self.assertRegex(report['answer'], 'AccessDenied|Denied|NotAuthorized')
        self.assert_silent(9999)

    def test_a_socket_that_systemd_holds_belongs_to_its_program(self):
        self.machine.run(SOCKET)
        self.addCleanup(self.machine.run, 'systemctl stop web.socket web.service')
        self.assert_silent(8888)
        self.machine.run('parapetctl firewall add allowedprogram /usr/lib/systemd/systemd-socket-proxyd web')
        self.assert_open(8888)


class Sleep(ServiceCase):
    every = 200
    SECONDS = 15

    def logged(self):
        """The times of what was dropped, as seconds since 1970 (the machine lives in UTC)."""
        lines = [line.split() for line in self.machine.run('cat /var/log/parapet/pfirewall.log').splitlines()]
        return [datetime.datetime.fromisoformat(f'{line[0]}T{line[1]}+00:00').timestamp() for line in lines if 'DROP' in line]

    def now(self):
        return float(self.machine.run('date +%s.%N'))

    def test_a_sleep_changes_nothing(self):
        machine = self.machine
        self.change_unit('WatchdogSec=10\\n')
        machine.run('parapetctl firewall set logging droppedpackets=ENABLE; systemctl restart parapetd')
        before, rules, since = self.main_pid(), machine.run('nft -s -a list table inet parapet'), machine.probe_clock()
        with self.traffic('hold') as held:
            machine.wait_until('conntrack -L -p tcp --dport 5556 2>&1 | grep -q ESTABLISHED', 'the connection')
            asleep = self.now()
            machine.suspend(self.SECONDS)
            awake = self.now()
            machine.run('sleep 5')  # of probes
        self.assertGreater(awake - asleep, self.SECONDS)
        self.assert_silent_outside(machine.probes(since=since))
        self.assertEqual(machine.run('nft -s -a list table inet parapet'), rules)
        self.assertEqual(self.main_pid(), before)
        self.assertNotRegex(machine.run('journalctl --unit=parapetd --output=cat'), '(?i)watchdog timeout')
        self.assertEqual(held['answered'], held['sent'])
        self.assertGreater(held['last'], awake)
        times = self.logged()
        self.assertEqual(times, sorted(times))
        self.assertGreaterEqual(max(later - time for time, later in zip(times, times[1:])), self.SECONDS - 1, 'the sleep')
        self.assertTrue([time for time in times if awake < time <= self.now()], 'what was dropped since has its time')


class Upgrade(ServiceCase):
    def test_an_upgrade_costs_nothing_and_keeps_the_settings(self):
        self.machine.run('parapetctl firewall add portopening TCP 8080 test')
        before = self.main_pid()
        self.copy_the_next_version()
        with self.no_gap():
            self.machine.run('dpkg --install /root/next.deb')
        self.assertNotEqual(self.main_pid(), before)
        self.assertIn('8080', self.machine.run('parapetctl firewall show portopening'))


class Life(ServiceCase):
    """All that a machine sees of it, one after the other, probed from outside: from the installation to the last trace."""
    every = 200
    TRACES = ("find / -xdev -iname '*parapet*' -not -path '/root/*' -not -path '/proc/*' -not -path '/var/lib/dpkg/*' -not -path '/sys/*'; "
              "nft list tables; getent passwd group | grep -i parapet; systemctl list-units --all --no-legend --plain '*parapet*'; "
              "systemctl list-unit-files --no-legend '*parapet*'; busctl --acquired --no-legend | grep -i parapet; true")

    def outside(self, probes, kind):
        return probes['probes'][kind]['answered']

    def test_from_the_installation_to_the_last_trace(self):
        machine = self.machine
        machine.reboot()
        self.assertEqual(machine.tables(), 'parapet')
        self.assertIn('/opt/session.py', self.ask_a_person()['alert']['process'])
        crashed = self.main_pid()
        machine.run(f'kill -KILL {crashed}')
        self.wait_for_another(crashed, 'the restart')
        upgraded = self.main_pid()
        self.copy_the_next_version()
        machine.run('dpkg --install /root/next.deb')
        self.wait_for_another(upgraded, 'the new version')
        machine.run('sleep 3')  # of probes
        self.assert_silent_outside(machine.probes(boot=2))

        stopped = machine.probe_clock()
        machine.run('systemctl stop parapetd')
        self.wait_for_the_end_of_the_rules()
        machine.run('sleep 3')
        self.assertTrue(self.outside(machine.probes(boot=2, since=stopped), 'tcp4.open'))
        machine.run('systemctl disable parapetd')
        machine.reboot()
        self.assertEqual(machine.tables(), '')
        self.assertTrue(self.outside(machine.probes(boot=3), 'tcp4.open'))

        machine.run('systemctl enable --now parapetd')
        started = machine.probe_clock()
        machine.run('sleep 3')
        self.assert_silent_outside(machine.probes(boot=3, since=started))
        self.remove()

    def remove(self):
        self.machine.run('dpkg --remove parapet')
        self.assertEqual(self.machine.tables(), '')
        self.assertTrue(self.machine.succeeds('[ -e /var/lib/parapet/settings.db ] && [ -e /etc/parapet/boot-exclusions ]'))
        self.assertFalse(self.machine.succeeds('pgrep -x parapetd'))
        self.machine.run('dpkg --purge parapet')
        self.assertEqual(self.machine.run(self.TRACES), '')


if __name__ == '__main__':
    main()
