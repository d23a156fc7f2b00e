#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Real programs as exceptions, each with each scope, from inside and outside the subnet (XP SP2: 1.8, 1.9, 2, 3.4)."""
import concurrent.futures

from case import LabCase, main
from daemons import Avahi, Nginx, Samba, Sshd, path_of
from lab import FAR, GUARDED, NEIGHBOUR, NEIGHBOUR_FAR_SIDE
from mdns import resolves
from probe import OPEN, SILENT, fetch, knock
from wait import wait_until

WEB, SSH, SMB, NETBIOS = 8080, 22, 445, 139  # ports
HOST = 'guarded.local'

# scope, whether it reaches from inside the subnet, and from outside
FAR_ONLY = '198.51.100.0/255.255.255.0,2001:db8:51::1-2001:db8:51::ff'
SCOPES = (
    ('*', True, True),
    ('LocalSubnet', True, False),
    (FAR_ONLY, False, True),
    (','.join(NEIGHBOUR), True, False),
    (FAR_ONLY + ',LocalSubnet', True, True),
)


def patience(expected):
    """Seconds: long for what must come, however busy this machine is; short for what must not."""
    return 10 if expected else 1


def all_at_once(attempt, rows):
    """What `attempt`(*row) answers for each row, as [(row, answer), ...]."""
    with concurrent.futures.ThreadPoolExecutor(len(rows)) as pool:
        return list(zip(rows, pool.map(lambda row: attempt(*row), rows)))


class ServiceCase(LabCase):
    far = True

    def set_service(self, name, enabled=True, **ports):
        """`ports`: what differs from the catalogue, as TCP_445={'scope': '*'}."""
        rows = []
        for port, different in ports.items():
            protocol, number = port.split('_')
            rows.append({'protocol': protocol, 'port': int(number), 'enabled': True, 'scope': '*', **different})
        self.change('set-service', service=name, enabled=enabled, ports=rows)

    def assert_reached(self, attempt, near, far):
        """`attempt`(machine, address, seconds) tells whether the service was reached; all are made at once."""
        machines = ((self.lab.neighbour, near), (self.lab.far, far))
        wanted = [(machine, address, expected) for machine, expected in machines for address in GUARDED]
        outcomes = all_at_once(lambda machine, address, expected: attempt(machine, address, patience(expected)), wanted)
        for (machine, address, expected), reached in outcomes:
            with self.subTest(address=address, asker=machine.name):
                self.assertEqual(reached, expected)

    def assert_follows_scope(self, attempt, set_scope):
        for scope, near, far in SCOPES:
            with self.subTest(scope):
                set_scope(scope)
                self.assert_reached(attempt, near, far)

    def knock(self, address, port):
        return knock(self.lab.neighbour, address, port)


class Web(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(Nginx(cls.lab.guarded, cls.lab.folder + '/nginx', WEB).close)

    def is_fetched(self, machine, address, seconds):
        return fetch(machine, address, WEB, seconds) == 'It works.\n'

    def set_port(self, scope):
        self.change('set-port', protocol='TCP', port=WEB, name='Web', enabled=True, scope=scope)

    def test_nginx_without_an_exception_is_not_reached(self):
        self.assert_reached(self.is_fetched, False, False)

    def test_nginx_by_a_port_exception_follows_its_scope(self):
        self.assert_follows_scope(self.is_fetched, self.set_port)


class SecureShell(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path_of('ssh')
        cls.sshd = Sshd(cls.lab.guarded, cls.lab.folder + '/ssh')
        cls.addClassCleanup(cls.sshd.close)

    def test_ssh_without_an_exception_is_not_reached(self):
        self.assert_reached(self.sshd.logs_in, False, False)

    def test_ssh_follows_the_scope_of_its_port(self):
        self.assert_follows_scope(self.sshd.logs_in, lambda scope: self.set_service('ssh', TCP_22={'scope': scope}))

    def test_ssh_without_a_scope_of_its_own_is_for_any_computer(self):
        self.set_service('ssh')
        self.assert_reached(self.sshd.logs_in, True, True)

    def test_ssh_switched_off_is_not_reached_whatever_its_port_says(self):
        self.set_service('ssh', enabled=False, TCP_22={'scope': '*'})
        self.assert_reached(self.sshd.logs_in, False, False)


class FileSharing(ServiceCase):
    NAME = 'file-and-printer-sharing'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path_of('smbclient')
        cls.samba = Samba(cls.lab.guarded, cls.lab.folder + '/samba')
        cls.addClassCleanup(cls.samba.close)

    def is_read_on_139(self, machine, address, seconds):
        return self.samba.is_read(machine, address, seconds, NETBIOS)

    def test_samba_without_an_exception_is_not_reached(self):
        self.assert_reached(self.samba.is_read, False, False)

    def test_samba_without_a_scope_of_its_own_is_for_the_subnet(self):
        self.set_service(self.NAME)
        self.assert_reached(self.samba.is_read, True, False)

    def test_samba_follows_the_scope_of_its_port(self):
        self.assert_follows_scope(self.samba.is_read,
                                  lambda scope: self.set_service(self.NAME, TCP_445={'scope': scope}))

    def test_each_port_is_checked_and_scoped_alone(self):
        """xp-reference 13, point 8."""
        self.set_service(self.NAME, TCP_445={'enabled': False}, TCP_139={'scope': FAR_ONLY})
        self.assert_reached(self.samba.is_read, False, False)
        self.assert_reached(self.is_read_on_139, False, True)

    def test_a_service_is_customized_while_a_port_differs_from_the_catalogue(self):
        """xp-reference 13, point 8."""
        for ports in {'TCP_445': {'enabled': False}}, {'TCP_445': {'scope': '*'}}, {}:
            with self.subTest(ports):
                self.set_service(self.NAME, **ports)
                row, = self.lab.bus.settings()['profiles']['standard']['services']
                self.assertEqual((row['service'], row['enabled'], len(row['ports'])), (self.NAME, True, len(ports)))

    def test_a_port_of_the_same_number_is_a_row_of_its_own(self):
        """xp-reference 2: switching the service off does not close what a person opened separately."""
        self.change('set-port', protocol='TCP', port=SMB, name='Samba', enabled=True, scope=FAR_ONLY)
        self.set_service(self.NAME)
        self.assert_reached(self.samba.is_read, True, True)
        self.set_service(self.NAME, enabled=False)
        self.assert_reached(self.samba.is_read, False, True)

    def test_the_other_ports_of_the_machine_stay_closed(self):
        self.set_service(self.NAME, TCP_445={'scope': '*'})
        for address in GUARDED:
            self.assertEqual([self.knock(address, port) for port in (SMB, 135)], [OPEN, SILENT], address)


class MulticastDns(ServiceCase):
    """A question to the group; the one from outside comes with an address that is not of the subnet."""
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(Avahi(cls.lab.guarded, cls.lab.folder + '/avahi', HOST.split('.')[0]).close)

    def setUp(self):
        super().setUp()
        self.former = {record['id'] for record in self.lab.bus.records()}

    def assert_resolves(self, near, far):
        wanted = [(source, address, expected) for sources, expected in ((NEIGHBOUR, near), (NEIGHBOUR_FAR_SIDE, far))
                  for source, address in zip(sources, GUARDED)]
        for (source, _, expected), resolved in all_at_once(self.resolves, wanted):
            with self.subTest(source=source):
                self.assertEqual(resolved, expected)

    def resolves(self, source, address, expected):
        return resolves(self.lab.neighbour, source, HOST, address, patience(expected))

    def assert_dropped(self, source, reason):
        """There is a new record of a question from this address that was dropped for this reason."""
        def find():
            return next((record for record in self.lab.bus.records() if record['id'] not in self.former
                         and (record.get('source'), record.get('reason')) == (source, reason)), None)
        record = wait_until(find, f'a record about {source}: {reason}')
        self.assertIn(record['destination'], ('224.0.0.251', 'ff02::fb'))
        return record

    def test_avahi_without_an_exception_is_not_asked(self):
        self.assert_resolves(False, False)
        for source in NEIGHBOUR:
            self.assert_dropped(source, 'no-exception')

    def test_avahi_follows_the_scope_of_its_port(self):
        for scope, near, far in SCOPES:
            with self.subTest(scope):
                self.set_service('mdns', UDP_5353={'scope': scope})
                self.assert_resolves(near, far)

    def test_a_question_from_outside_the_subnet_is_out_of_scope_and_recorded(self):
        self.set_service('mdns')
        self.assert_resolves(True, False)
        for source in NEIGHBOUR_FAR_SIDE:
            record = self.assert_dropped(source, 'out-of-scope')
            self.assertEqual(record['rule'], 'service mdns UDP:5353')


if __name__ == '__main__':
    main()
