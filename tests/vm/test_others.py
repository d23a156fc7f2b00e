#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Other programs that make rules on the same machine: it is told clearly what they do, their rules are never touched, and what
they redirect is judged like anything else."""
import json
import re

from machine import main
from servicecase import HERE, OUTSIDE, PORT, ServiceCase

HERE6 = '2001:db8:51::1'
TABLES = '''
nft list tables | grep -v ' inet parapet' | while read -r _ family name; do nft -s -a list table $family $name; done 2>/dev/null
'''
LIFE = ('systemctl stop parapetd', 'systemctl start parapetd', 'parapetctl firewall add portopening TCP 8081 test',
        'parapetctl firewall set opmode DISABLE', 'parapetctl firewall set opmode ENABLE',
        'parapetctl firewall delete portopening TCP 8081', 'systemctl restart parapetd')


class OthersCase(ServiceCase):
    """`start` runs beside Parapet for all tests of the class; then it has `tables`, if any."""
    image = 'others'
    start, tables = '', ''

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine.run(cls.start)
        if cls.tables:
            cls.machine.wait_until(f"nft list tables | grep -q '{cls.tables}'", 'the rules of the other program')

    def open_port(self, port, *scope):
        self.machine.run(f'parapetctl firewall add portopening TCP {port} test ENABLE {" ".join(scope)}')
        self.addCleanup(self.machine.run, f'parapetctl firewall delete portopening TCP {port}', check=False)

    def said(self):
        return self.machine.run('parapetctl firewall show state verbose=ENABLE')

    def diagnosed(self, check):
        """What parapetctl diag says about it: result and text of each finding."""
        report = json.loads(self.machine.run('parapetctl diag --json', check=False))
        return [(each['result'], each['text']) for each in report['findings'] if each['check'] == check]

    def assert_no_other_firewall(self):
        self.assertEqual(self.diagnosed('other-firewalls'), [('pass', 'No other firewall was found.')])
        self.assertNotIn('Another firewall', self.said())

    def assert_its_rules_stay(self):
        """To the byte, with the numbers that the kernel gave them, whatever Parapet does."""
        before = self.machine.run(TABLES)
        self.assertIn('table', before)
        for command in LIFE:
            self.machine.run(command)
            self.assertEqual(self.machine.run(TABLES), before, command)


class AnotherFirewall:
    """Filters what comes in as well: a packet must pass both."""
    name, switched_on, allow, end = '', '', '', ''

    def test_it_is_named(self):
        self.machine.wait_until(f"parapetctl firewall show state | tr -s '\\n ' ' ' | grep -q 'Another firewall .*({self.name})'",
                                'the notice')
        findings = self.diagnosed('other-firewalls')
        self.assertEqual({result for result, _ in findings}, {'warn'})
        self.assertIn(self.switched_on, findings[0][1])
        self.assertTrue([text for _, text in findings[1:] if re.search(self.tables.replace('table ', 'table.*'), text)], findings)

    def test_its_rules_stay(self):
        self.assert_its_rules_stay()

    def test_a_packet_must_pass_both(self):
        self.open_port(PORT)
        self.assert_silent()
        self.machine.run(self.allow)
        self.assert_open()
        self.machine.run(f'parapetctl firewall delete portopening TCP {PORT}')
        self.assert_silent()

    def test_when_it_has_gone_nothing_is_told(self):
        self.addCleanup(self.machine.run, self.start)
        self.machine.run(self.end)
        self.machine.wait_until("! parapetctl firewall show state | grep -q 'Another firewall'", 'the end of the notice')
        self.assert_no_other_firewall()


class Ufw(AnotherFirewall, OthersCase):
    name, switched_on = 'ufw', 'ufw is switched on.'
    start, end, tables = 'ufw --force enable', 'ufw --force disable', 'table ip filter'
    allow = f'ufw allow {PORT}/tcp'


class Firewalld(AnotherFirewall, OthersCase):
    name, switched_on = 'firewalld', 'firewalld is running.'
    start, end, tables = 'systemctl start firewalld', 'systemctl stop firewalld', 'table inet firewalld'
    allow = f'firewall-cmd --add-port={PORT}/tcp'


class Docker(OthersCase):
    """A container, published on port 8080, from an image made of one program, as there is no internet."""
    PUBLISHED = 8080
    start = f'''
        systemctl start docker && tar -C / -c bin/busybox | docker import - web &&
        docker run --detach --name web --publish {PUBLISHED}:80 web /bin/busybox httpd -f -p 80
    '''
    tables = 'table ip nat'

    def test_it_is_no_firewall_of_this_machine(self):
        self.assert_no_other_firewall()

    def test_its_rules_stay(self):
        self.assert_its_rules_stay()

    def test_a_published_port_is_judged(self):
        for address in (HERE, HERE6):
            self.assert_silent(self.PUBLISHED, address)
        self.assertIn(('warn', f'A container publishes TCP port {self.PUBLISHED}, and the firewall blocks it: no exception lets '
                       'others in.'), self.diagnosed('listening'))
        self.open_port(self.PUBLISHED)
        self.assertRegex(self.said(), rf'{self.PUBLISHED} .*\(published by a container\)')
        for address in (HERE, HERE6):
            self.assert_open(self.PUBLISHED, address)
        self.machine.run(f'parapetctl firewall delete portopening TCP {self.PUBLISHED}')
        for address in (HERE, HERE6):
            self.assert_silent(self.PUBLISHED, address)

    def test_a_container_goes_out(self):
        self.machine.run(f'docker exec web /bin/busybox ping -c 1 -w 30 {OUTSIDE}')

    def test_a_container_that_is_started_again_is_judged(self):
        self.machine.run('docker restart --time 1 web')
        self.assert_silent(self.PUBLISHED)
        self.open_port(self.PUBLISHED)
        self.assert_open(self.PUBLISHED)


class Libvirt(OthersCase):
    """The default network, with a namespace in the place of a virtual machine."""
    start, tables = 'systemctl start libvirtd; virsh net-start default', 'table ip filter'
    LEASE = 'ip netns exec virtual busybox udhcpc -f -n -q -t {tries} -i eth0 -s /bin/true'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine.run('ip netns add virtual; ip link add vnet0 type veth peer name eth0 netns virtual; '
                        'ip link set vnet0 master virbr0 up; ip -n virtual link set eth0 up')

    def test_it_is_no_firewall_of_this_machine(self):
        self.assert_no_other_firewall()

    def test_its_rules_stay(self):
        self.assert_its_rules_stay()

    def test_its_network_serves_when_it_may(self):
        """A virtual machine is a stranger like any other, until the administrator says otherwise."""
        self.assertFalse(self.machine.succeeds(self.LEASE.format(tries=2)))
        self.assertTrue([text for _, text in self.diagnosed('listening') if 'dnsmasq' in text and '67' in text])
        self.machine.run('parapetctl firewall set opmode DISABLE interface=virbr0')
        self.machine.run(self.LEASE.format(tries=10))
        self.machine.run('parapetctl firewall set opmode ENABLE interface=virbr0')
        self.assertFalse(self.machine.succeeds(self.LEASE.format(tries=2)))


class NetworkManager(OthersCase):
    """It has the interface to "outside"."""
    MOVED, MOVED_OUTSIDE = '203.0.113.1', '203.0.113.2'
    start = f'''
        ip address flush dev veth0; systemctl start NetworkManager && nmcli device set veth0 managed yes &&
        nmcli connection add type ethernet ifname veth0 con-name Desk ip4 {HERE}/24 ip6 {HERE6}/64 && nmcli connection up Desk
        ip -n outside address add {MOVED_OUTSIDE}/24 dev eth0
    '''

    def test_it_is_no_firewall_of_this_machine(self):
        self.assert_no_other_firewall()

    def test_its_name_is_that_of_the_connection(self):
        self.assertRegex(self.machine.run('parapetctl firewall show opmode'), r'\bDesk\b')

    def test_a_connection_is_filtered_from_the_first_moment(self):
        """Down and up, and deleted and made again."""
        with self.traffic('knock', '--property=NetworkNamespacePath=/run/netns/outside') as knock:
            for again in ('nmcli connection down Desk', 'nmcli device disconnect veth0', 'nmcli networking off; nmcli networking on'):
                self.machine.run(again)
                self.machine.run('nmcli connection up Desk; sleep 1')
        self.assertEqual(knock['answers'], [], f'of {knock["knocks"]} knocks')
        self.assertGreater(knock['knocks'], 10)

    def test_the_own_network_is_where_the_addresses_are(self):
        self.open_port(PORT, 'SUBNET')
        self.assert_open()
        self.addCleanup(self.machine.run, f'nmcli connection modify Desk ipv4.addresses {HERE}/24; nmcli connection up Desk')
        self.machine.run(f'nmcli connection modify Desk ipv4.addresses {self.MOVED}/24; nmcli connection up Desk')
        self.assert_open(address=self.MOVED)
        self.machine.run(f'ip route add {OUTSIDE} dev veth0')  # a stranger's address now
        self.assertTrue(self.machine.succeeds(f'ping -c 1 -w 20 {OUTSIDE}'), 'the stranger can be reached')
        self.assert_silent(address=self.MOVED, options=f'-s {OUTSIDE}')
        self.machine.run(f'parapetctl firewall set portopening TCP {PORT} test ENABLE ALL')
        self.assert_open(address=self.MOVED, options=f'-s {OUTSIDE}')


if __name__ == '__main__':
    main('others')
