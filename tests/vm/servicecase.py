# SPDX-License-Identifier: GPL-2.0-or-later
"""The installed service, and "outside": a neighbour in a network namespace of the machine."""
import contextlib
import json
import tempfile

from machine import MachineCase, another_version, debian_package

PORT = 7777  # the machine's early listener, TCP and UDP
HERE, OUTSIDE = '198.51.100.1', '198.51.100.2'
KNOCK = 'ip netns exec outside nc -z -w {patience} {options} {address} {port}'
UNIT = '/run/systemd/system/parapetd.service.d/test.conf'


class ServiceCase(MachineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine.run('vmtest-outside')
        cls.install()

    def wait_for_another(self, before, what):
        """Until there is a helper that is ready and is not the process `before`."""
        self.machine.wait_until(f'[ "$(systemctl show --value -p MainPID parapetd)" != {before} ] && systemctl is-active parapetd', what)

    def knock(self, port, address, patience, options=''):
        return self.machine.succeeds(KNOCK.format(port=port, address=address, patience=patience, options=options))

    def assert_open(self, port=PORT, address=HERE, **more):
        self.assertTrue(self.knock(port, address, 30, **more), f'{address} {port} answers')

    def assert_silent(self, port=PORT, address=HERE, **more):
        self.assertFalse(self.knock(port, address, 2, **more), f'{address} {port} is silent')

    def copy_the_next_version(self):
        with tempfile.TemporaryDirectory() as folder:
            self.machine.copy(another_version(debian_package(), folder), to='/root/next.deb')

    def main_pid(self):
        return self.machine.run('systemctl show --value --property=MainPID parapetd')

    @contextlib.contextmanager
    def traffic(self, what, place='--property=Nice=0'):
        """guest/traffic.py while this lasts; its report is what it is asked for afterwards."""
        self.machine.run(f'systemd-run --quiet --collect --unit={what} {place} python3 /opt/traffic.py {what} /root/{what}.json')
        report = {}
        try:
            yield report
        finally:
            self.machine.run(f'systemctl stop {what}')
        report.update(json.loads(self.machine.run(f'cat /root/{what}.json')))

    def ask_a_person(self):
        """What guest/session.py tells from a session of its own."""
        self.machine.run('systemd-run --quiet --collect --wait --unit=session --uid=tester --property=PAMName=login '
                         '--property=StandardOutput=file:/tmp/session.json python3 /opt/session.py', check=False)
        return json.loads(self.machine.run('cat /tmp/session.json'))

    def wait_for_the_end_of_the_rules(self):
        self.machine.wait_until('[ "$(systemctl is-active parapet-boot)" = inactive ]', 'the end of the other unit')
        self.assertEqual(self.machine.tables(), '')

    def change_unit(self, lines):
        self.machine.run(f"mkdir -p $(dirname {UNIT}); printf '[Service]\\n{lines}' >{UNIT}; systemctl daemon-reload")
        self.addCleanup(self.machine.run, f'rm -f {UNIT}; systemctl daemon-reload')

    @contextlib.contextmanager
    def no_gap(self):
        """While this lasts nobody gets in, and everything that this machine says is answered."""
        outside = '--property=NetworkNamespacePath=/run/netns/outside'
        with self.traffic('knock', outside) as knock, self.traffic('talk') as talk:  # who answers goes last
            self.machine.run('sleep 1')  # of traffic before
            yield
            self.machine.run('sleep 1')  # and after
        self.assertEqual(knock['answers'], [], f'of {knock["knocks"]} knocks')
        self.assertEqual((talk['answered'], talk['failed']), (talk['sent'], 0), f'of {talk}')
        for number in (knock['knocks'], talk['sent'], talk['begun']):
            self.assertGreater(number, 10)
