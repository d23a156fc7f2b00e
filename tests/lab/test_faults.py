#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A helper that dies, comes back, or meets a second one."""
import contextlib
import os
import shutil
import sqlite3

from case import LabCase, main
from daemons import SEARCH
from helper import Helper
from lab import GUARDED, NEIGHBOUR, programs
from probe import OPEN, SILENT, Download, ask, fetch, knock, ping
from services import UdpEcho, WebServer
from wait import wait_until

WEB, OTHER = 8080, 8081


class Killed(LabCase):
    """kill -9: judged flows go on, nothing new comes in, what the machine begins itself works."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for service in (WebServer(cls.lab.neighbour, 80), UdpEcho(cls.lab.neighbour, 53), WebServer(cls.lab.guarded, WEB)):
            cls.addClassCleanup(service.close)

    def setUp(self):
        super().setUp()
        self.downloads = [self.running(Download(self.lab.guarded, address, 80, self.file(f'own{n}')))
                          for n, address in enumerate(NEIGHBOUR)]
        self.kill()

    def kill(self):
        self.lab.helper.kill()
        self.addCleanup(lambda: self.lab.bus.has_owner() or self.lab.helper.start())

    def test_nothing_new_comes_in(self):
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), SILENT, address)
            self.assertFalse(ping(self.lab.neighbour, address), address)

    def test_a_running_download_goes_on(self):
        for download in self.downloads:
            self.assertTrue(download.goes_on())

    def test_a_new_connection_of_our_own_works(self):
        for address in NEIGHBOUR:
            self.assertEqual(fetch(self.lab.guarded, address, 80), 'It works.\n', address)

    def test_a_new_question_by_udp_is_answered(self):
        for address in NEIGHBOUR:
            self.assertEqual(ask(self.lab.guarded, address, 53), b'anybody there?', address)

    def test_own_pings_are_answered(self):
        for address in NEIGHBOUR:
            self.assertTrue(ping(self.lab.guarded, address), address)

    def test_ipv6_finds_its_neighbours_again(self):
        for machine in (self.lab.guarded, self.lab.neighbour):
            machine.run('ip', '-6', 'neighbour', 'flush', 'dev', 'eth0')
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[1], 80), 'It works.\n')

    def test_after_a_restart_running_flows_live_on(self):
        self.lab.helper.start()
        for download in self.downloads:
            self.assertTrue(download.goes_on())
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), SILENT, address)


class RulesTakenAway(LabCase):
    """Another tool removes or changes our rules: they are back within a second, and it is told who it was."""

    def setUp(self):
        super().setUp()
        self.running(WebServer(self.lab.neighbour, 80))
        self.running(WebServer(self.lab.guarded, WEB))

    def rules(self):
        return self.lab.guarded.run('nft', 'list', 'table', 'inet', 'parapet', check=False).stdout

    def assert_repaired(self):
        wait_until(lambda: 'ct mark' in self.rules() and self.lab.bus.status()['rules'], 'the rules are back', 1)
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), SILENT, address)
        wait_until(lambda: any('(nft) changed or removed' in notice for notice in self.lab.bus.status()['notices']), 'it is told')
        self.assertEqual(fetch(self.lab.guarded, NEIGHBOUR[0], 80), 'It works.\n')

    def test_all_rulesets_are_flushed(self):
        download = self.running(Download(self.lab.guarded, NEIGHBOUR[0], 80, self.file('flushed')))
        for _ in range(3):
            self.lab.guarded.run('nft', 'flush', 'ruleset')
            self.assert_repaired()
        self.assertTrue(download.goes_on())

    def test_a_rule_is_added_to_ours(self):
        self.lab.guarded.run('nft', 'insert', 'rule', 'inet', 'parapet', 'input', 'accept')
        self.assert_repaired()

    def test_our_chain_is_emptied(self):
        self.lab.guarded.run('nft', 'flush', 'chain', 'inet', 'parapet', 'input')
        self.assert_repaired()

    def test_our_table_is_put_to_sleep(self):
        """All rules stay where they are, and none is asked."""
        self.lab.guarded.run('nft', 'add table inet parapet { flags dormant; }')
        self.assert_repaired()

    def test_a_table_that_is_in_the_way_is_replaced(self):
        """By the name of ours, with a set that ours cannot be."""
        for name in ('open_tcp', 'program_tcp'):
            with self.subTest(name):
                self.lab.guarded.run('nft', 'delete table inet parapet; add table inet parapet; '
                                            f'add set inet parapet {name} {{ type ipv4_addr; }}')
                self.assert_repaired()

    def test_a_name_of_two_lines_stays_on_one(self):
        nft = self.file('x\nfalse')
        os.symlink(shutil.which('nft', path=SEARCH), nft)  # the kernel names a process after the file that was started
        self.lab.guarded.run(nft, 'flush', 'ruleset')
        wait_until(lambda: any('(x?false)' in notice for notice in self.lab.bus.status()['notices']), 'it is told')
        self.assertNotIn('\nfalse', self.lab.helper.said())
        self.assertNotIn('\nfalse', self.lab.ctl('diag').stdout)

    def test_another_firewall_is_told(self):
        def told():
            return [notice for notice in self.lab.bus.status()['notices'] if notice.startswith('Another firewall')]
        self.assertEqual(told(), [])
        for words in ('add table ip filter', 'add chain ip filter ufw-user-input',
                      'add chain ip filter INPUT { type filter hook input priority 0; policy drop; }',
                      'add rule ip filter INPUT accept'):
            self.lab.guarded.run('nft', words)
        notice = wait_until(told, 'it is told')
        self.assertIn('(ufw)', notice[0])
        self.lab.guarded.run('nft', 'delete', 'table', 'ip', 'filter')
        wait_until(lambda: not told(), 'it is over')

    def test_other_tables_are_theirs(self):
        self.lab.guarded.run('nft', 'add', 'table', 'inet', 'theirs')
        self.lab.guarded.run('nft', 'add', 'chain', 'inet', 'theirs', 'x')
        self.lab.guarded.run('nft', 'flush', 'chain', 'inet', 'parapet', 'input')
        self.assert_repaired()
        self.assertIn('chain x', self.lab.guarded.run('nft', 'list', 'table', 'inet', 'theirs').stdout)


class Refused(LabCase):
    """The kernel refuses a ruleset: the former one stays, and the change comes back with the kernel's own words."""

    def setUp(self):
        super().setUp()
        for port in (WEB, OTHER):
            self.running(WebServer(self.lab.guarded, port))
        self.open_port('TCP', WEB)

    def stand_in_the_way(self):
        """A set that no rule needs while no answers to multicast are wanted becomes one that ours cannot be."""
        self.change('set-multicast-response', on=False)
        self.lab.guarded.run('nft', 'delete set inet parapet answers_ip; add set inet parapet answers_ip { type mark; }')

    def state(self):
        rules = self.lab.guarded.run('nft', '--stateless', 'list', 'table', 'inet', 'parapet').stdout
        with contextlib.closing(sqlite3.connect(os.path.join(self.lab.helper.folders['STATE_DIRECTORY'], 'settings.db'))) as file:
            return self.lab.bus.settings(), rules, list(file.iterdump())

    def assert_reached(self, expected):
        for address in GUARDED:
            self.assertEqual([knock(self.lab.neighbour, address, port, 0.3) for port in (WEB, OTHER)], expected, address)

    def test_the_former_rules_stay_in_force(self):
        self.stand_in_the_way()
        before = self.state()
        refused = self.lab.ctl('firewall', 'add', 'portopening', 'TCP', str(OTHER), 'other', check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertRegex(refused.stderr, 'The kernel refused the rules; the former ones stay in force. Its words: .*File exists')
        self.assertEqual(self.state(), before)
        self.assert_reached([OPEN, SILENT])
        self.lab.helper.kill()
        self.lab.helper.start()
        self.assertEqual(self.lab.bus.settings(), before[0])
        self.assert_reached([OPEN, SILENT])
        self.open_port('TCP', OTHER)  # a new helper replaces what stands in the way
        self.assert_reached([OPEN, OPEN])

    def test_a_firewall_that_cannot_be_turned_on_stays_off_and_says_so(self):
        """Chains of another program in our table are so deep that ours have no place below them: the kernel allows 16."""
        self.set_mode('off')
        deep = ''.join(f'add chain inet parapet f{n}; ' for n in range(14)) + ''.join(
            f'add rule inet parapet f{n} jump {"published" if n == 13 else f"f{n + 1}"}; ' for n in range(14))
        self.lab.guarded.run('nft', deep + 'add chain inet parapet theirs { type filter hook input priority 5; }; '
                                           'add rule inet parapet theirs jump f0')
        wait_until(lambda: self.lab.bus.status()['rules'], 'the helper has looked at them')
        before = self.state()
        self.assertRaisesRegex(Exception, 'Its words: .*Too many links', self.set_mode, 'on')
        self.assertEqual(self.state(), before)
        self.lab.guarded.run('nft', 'delete table inet parapet')
        wait_until(lambda: 'to_engine' in self.state()[1], 'the helper has repaired it')
        self.set_mode('on')
        self.assert_reached([OPEN, SILENT])


class Restarted(LabCase):
    def test_settings_are_there_after_a_crash(self):
        self.running(WebServer(self.lab.guarded, WEB))
        self.open_port('TCP', WEB, 'Café "web" <b>')
        self.lab.ctl('firewall', 'add', 'portopening', 'UDP', '53', 'names', 'DISABLE')
        self.lab.bus.change('set-log', dropped=True, connections=True, max_size_kb=1234)
        self.lab.bus.change('set-opmode', profile='domain', mode='on-without-exceptions')
        before = self.lab.bus.settings()
        self.lab.helper.kill()
        self.lab.helper.start()
        self.assertEqual(self.lab.bus.settings(), before)
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), OPEN, address)

    def test_a_connection_by_an_exception_survives_crash_and_restart(self):
        self.running(WebServer(self.lab.guarded, WEB))
        self.open_port('TCP', WEB)
        download = self.running(Download(self.lab.neighbour, GUARDED[0], WEB, self.file('theirs')))
        self.lab.helper.kill()
        self.assertTrue(download.goes_on(), 'while there is no helper')
        self.lab.helper.start()
        self.assertTrue(download.goes_on(), 'with the new helper')

    def test_a_policy_made_after_the_restart_reaches_older_flows(self):
        self.running(WebServer(self.lab.guarded, WEB))
        self.open_port('TCP', WEB)
        download = self.running(Download(self.lab.neighbour, GUARDED[0], WEB, self.file('older')))
        self.lab.helper.kill()
        self.lab.helper.start()
        self.lab.ctl('firewall', 'delete', 'portopening', 'TCP', str(WEB))
        self.assertFalse(download.goes_on(2))

    def test_off_stays_off_after_a_crash(self):
        self.running(WebServer(self.lab.guarded, WEB))
        self.set_mode('off')
        self.lab.helper.kill()
        self.lab.helper.start()
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], WEB), OPEN)

    def test_stopped_by_an_administrator_it_leaves_no_table(self):
        self.running(WebServer(self.lab.guarded, WEB))
        self.addCleanup(self.lab.helper.start)
        self.assertIn('parapet', self.tables())
        self.assertEqual(self.lab.helper.stop(), 0)
        self.assertNotIn('parapet', self.tables())
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), OPEN, address)

    def tables(self):
        return self.lab.guarded.run('nft', 'list', 'tables').stdout


class SecondHelper(LabCase):
    """Only one can guard a machine; the other one says why it does not and changes nothing."""

    def assert_refused(self, second):
        before = self.ruleset()
        second.launch()
        self.assertNotEqual(second.refused(), 0)
        self.assertRegex(second.said(), r'(?i)another|already', 'a sentence that tells why')
        self.assertTrue(self.lab.bus.has_owner(), 'the first one is still there')
        self.assertEqual(self.ruleset(), before)

    def ruleset(self):
        return self.lab.guarded.run('nft', '--stateless', 'list', 'ruleset').stdout

    def second(self, namespace, bus, name, **folders):
        program = os.path.join(programs(), 'parapetd')
        return Helper(program, namespace, bus, self.file(name), **folders)

    def test_on_the_same_bus(self):
        self.assert_refused(self.second(self.lab.neighbour, self.lab.bus, 'same-bus'))

    def test_on_the_same_state(self):
        folders = {'STATE_DIRECTORY': self.lab.helper.folders['STATE_DIRECTORY']}
        self.assert_refused(self.second(self.lab.neighbour, self.second_bus(), 'same-state', **folders))

    def test_in_the_same_network_namespace(self):
        self.assert_refused(self.second(self.lab.guarded, self.second_bus(), 'same-network'))

    def second_bus(self):
        return self.running(self.lab.second_bus())


if __name__ == '__main__':
    main()
