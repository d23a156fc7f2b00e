#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""parapetctl diag on the real helper: what is wrong with the guarded machine is found, and nothing else."""
import json
import os
import socket

from case import LabCase, main
from lab import GUARDED
from netns import own_mounts
from services import WebServer
from wait import wait_until

WEB = 8080
CLOSED = 'add table inet other; add chain inet other in { type filter hook input priority 0; policy drop; }'
LETS_LOOPBACK_IN = '; add rule inet other in iif lo accept'


class Diag(LabCase):
    def diag(self, exit_code=0):
        """The findings by their check."""
        done = self.lab.ctl('diag', '--json', check=False)
        self.assertEqual(done.stderr, '')
        self.assertEqual(done.returncode, exit_code, done.stdout)
        report = json.loads(done.stdout)
        self.assertEqual(report['result'] == 'fail', exit_code == 1)
        found = {}
        for finding in report['findings']:
            found.setdefault(finding['check'], []).append(finding)
        return found

    def assert_found(self, check, result, *words, exit_code=0):
        findings = self.diag(exit_code)[check]
        for finding in findings:
            if finding['result'] == result and all(word in finding['text'] for word in words):
                return finding.get('advice', '')
        return self.fail(f'{check}: nothing with {result}, {words} in {findings}')

    def nft(self, text):
        self.lab.guarded.run('nft', text)


class Findings(Diag):
    def test_a_healthy_machine_passes(self):
        found = self.diag()
        for check in ('loopback', 'own-addresses', 'service', 'unit', 'queue', 'rules', 'notices', 'opmode', 'connections',
                      'settings', 'policy', 'log', 'log-space', 'log-options', 'other-firewalls', 'clock'):
            self.assertEqual([each['result'] for each in found[check]], ['pass'], found[check])
        for address in GUARDED:
            self.assertIn(address, found['own-addresses'][0]['text'])

    def test_the_text_has_a_line_for_each_finding(self):
        text = self.lab.ctl('diag').stdout
        for finding in sum(self.diag().values(), []):
            self.assertIn(f'{finding["result"].title():8}{finding["check"]:17}', text)

    def test_off_is_a_warning_and_no_failure(self):
        self.set_mode('off')
        advice = self.assert_found('opmode', 'warn', 'off')
        self.assertIn('parapetctl firewall set opmode ENABLE', advice)
        self.assert_found('rules', 'pass')

    def test_no_exceptions_pass_and_are_told(self):
        self.set_mode('on-without-exceptions')
        self.assert_found('opmode', 'pass', 'no exceptions')

    def test_a_connection_without_a_firewall(self):
        self.lab.ctl('firewall', 'set', 'opmode', 'DISABLE', 'interface=eth0')
        self.assert_found('connections', 'warn', 'eth0')

    def test_nothing_is_changed(self):
        before = self.lab.bus.settings(), self.lab.guarded.run('nft', '-s', 'list', 'ruleset').stdout
        self.diag()
        self.assertEqual((self.lab.bus.settings(), self.lab.guarded.run('nft', '-s', 'list', 'ruleset').stdout), before)


class Listening(Diag):
    """What "netstat -ano" beside "show state" was for."""

    def blocked(self):
        """The texts about ports that are blocked."""
        return [each['text'] for each in self.diag()['listening'] if each['result'] == 'warn']

    def is_told(self, port):
        return any(f'TCP port {port},' in text for text in self.blocked())

    def test_a_blocked_program_is_told_until_its_port_is_open(self):
        self.running(WebServer(self.lab.guarded, WEB))
        wait_until(lambda: self.is_told(WEB), 'the server that is blocked is told')
        self.assertEqual(len(self.blocked()), 1, 'one line for IPv4 and IPv6')
        self.open_port('TCP', WEB)
        self.assertFalse(self.is_told(WEB))

    def test_what_listens_on_loopback_alone_is_no_trouble(self):
        with self.lab.guarded.socket(socket.AF_INET, socket.SOCK_STREAM) as local, \
                self.lab.guarded.socket(socket.AF_INET, socket.SOCK_STREAM) as everywhere:
            for listener, address, port in ((local, '127.0.0.1', WEB), (everywhere, '0.0.0.0', WEB + 1)):
                listener.bind((address, port))
                listener.listen()
            wait_until(lambda: self.is_told(WEB + 1), 'the other one is told')
            self.assertFalse(self.is_told(WEB))


class OtherFirewalls(Diag):
    def tearDown(self):
        for family, table in (('inet', 'other'), ('ip', 'filter')):
            self.nft(f'add table {family} {table}; delete table {family} {table}')

    def test_a_table_that_drops_by_policy(self):
        self.nft(CLOSED + LETS_LOOPBACK_IN)
        advice = self.assert_found('other-firewalls', 'warn', 'inet other', 'drops what comes in unless')
        self.assertIn('nft list table inet other', advice)

    def test_a_table_that_drops_loopback_is_a_failure(self):
        self.nft(CLOSED)
        self.assert_found('loopback', 'fail', '127.0.0.1', exit_code=1)
        self.assert_found('own-addresses', 'fail', GUARDED[0], exit_code=1)
        self.assert_found('other-firewalls', 'warn', 'inet other', exit_code=1)

    def test_rules_that_drop_behind_a_jump(self):
        for rule in ('drop', 'reject'):
            with self.subTest(rule):
                self.nft('add table ip filter; add chain ip filter OUTPUT { type filter hook output priority 0; }; '
                         f'add chain ip filter x; add rule ip filter x tcp dport 25 {rule}; '
                         'add rule ip filter OUTPUT goto x')
                self.assert_found('other-firewalls', 'warn', 'ip filter', 'some of what goes out')
                self.tearDown()

    def test_rules_that_drop_behind_a_verdict_map(self):
        self.nft('add table inet other; add chain inet other x; add rule inet other x drop; '
                 'add chain inet other in { type filter hook prerouting priority 0; }; '
                 'add rule inet other in tcp dport vmap { 25 : jump x }')
        self.assert_found('other-firewalls', 'warn', 'inet other', 'some of what comes in')

    def test_what_concerns_others_is_not_told(self):
        """A table for containers, one that only counts, and a chain that nothing leads to."""
        self.nft('add table ip filter; add chain ip filter FORWARD { type filter hook forward priority 0; policy drop; }; '
                 'add table inet other; add chain inet other in { type filter hook input priority 0; }; '
                 'add rule inet other in counter accept; add chain inet other x; add rule inet other x drop')
        self.assert_found('other-firewalls', 'pass')

    def test_rules_that_another_program_flushed_or_added(self):
        """They are put back, and it is told who it was."""
        for what in ('flush ruleset', 'add rule inet parapet to_engine accept'):
            with self.subTest(what):
                self.nft(what)
                wait_until(lambda: self.lab.bus.status()['rules'], 'the rules are back')
                self.assert_found('rules', 'pass')
                self.assert_found('notices', 'warn', '(nft)', 'They were put back')
                self.restart()

    def test_our_own_changes_are_no_trouble(self):
        self.open_port('TCP', WEB)
        self.assert_found('rules', 'pass')
        self.set_mode('off')
        self.assert_found('rules', 'pass')
        self.set_mode('on')
        self.assert_found('rules', 'pass')

    def restart(self):
        self.lab.helper.kill()
        self.lab.helper.start()


class LogPlace(Diag):
    """A disk of its own for the log, which can be full and read-only."""

    @classmethod
    def setUpClass(cls):
        own_mounts()
        super().setUpClass()
        cls.folder = cls.give_disk('LOGS_DIRECTORY', '64k')

    def test_little_space_is_a_warning(self):
        self.assert_found('log-space', 'warn', '64 KB')

    def test_a_full_disk(self):
        self.lab.ctl('firewall', 'set', 'logging', 'droppedpackets=ENABLE')
        name = os.path.join(self.folder, 'full')
        self.addCleanup(os.unlink, name)
        with open(name, 'wb', buffering=0) as file, self.assertRaises(OSError):
            while True:
                file.write(b'x' * 4096)
        self.assert_found('log-space', 'fail', '0 KB', exit_code=1)
        self.lab.ctl('firewall', 'set', 'logging', 'droppedpackets=DISABLE')
        self.assert_found('log-space', 'warn', '0 KB')

    def test_a_disk_that_is_read_only(self):
        self.lab.ctl('firewall', 'set', 'logging', 'droppedpackets=ENABLE')
        self.addCleanup(self.lab.guarded.run, 'mount', '-o', 'remount,rw', self.folder)
        self.lab.guarded.run('mount', '-o', 'remount,ro', self.folder)
        self.assert_found('log', 'fail', 'Read-only file system', exit_code=1)


class Stopped(Diag):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.lab.helper.start)

    def test_by_an_administrator(self):
        self.lab.helper.stop()
        self.assert_found('service', 'fail', 'contact the Parapet Firewall service', exit_code=1)
        self.assert_found('loopback', 'pass', exit_code=1)

    def test_by_a_crash(self):
        self.lab.helper.kill()
        self.assert_found('service', 'fail', exit_code=1)


if __name__ == '__main__':
    main()
