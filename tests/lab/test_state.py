#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The state of the helper on a disk that is full, read-only or damaged: filtering goes on, nothing is half-saved, nothing is
deleted, and the person is told."""
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess

from case import LabCase, main
from lab import GUARDED
from netns import own_mounts
from probe import OPEN, SILENT, ask, knock
from services import WebServer
from wait import wait_until

WEB, OTHER = 8080, 8081
LONG = ','.join(f'10.{number // 256}.{number % 256}.0/24' for number in range(900))  # a scope that takes some pages


def overwrite(path, bytes_, place=0):
    with open(path, 'r+b') as file:
        file.seek(place)
        file.write(bytes_)


def noise(length):
    return os.urandom(length)


class StateCase(LabCase):
    def setUp(self):
        super().setUp()
        self.state = self.lab.helper.folders['STATE_DIRECTORY']
        self.settings_file, self.history_file = (os.path.join(self.state, name) for name in ('settings.db', 'events.db'))
        for port in (WEB, OTHER):
            self.running(WebServer(self.lab.guarded, port))
        self.open_port('TCP', WEB)

    def ports(self):
        return [each['port'] for each in self.lab.bus.settings()['profiles']['standard']['ports']]

    def saved_ports(self):
        with contextlib.closing(sqlite3.connect(self.settings_file)) as database:
            return [port for port, in database.execute('SELECT port FROM port_exception')]

    def opened(self):
        rules = self.lab.guarded.run('nft', 'list', 'set', 'inet', 'parapet', 'open_tcp').stdout
        return re.findall(r'elements = \{ (.*) \}', rules)

    def assert_filters(self):
        for address in GUARDED:
            self.assertEqual((knock(self.lab.neighbour, address, WEB), knock(self.lab.neighbour, address, OTHER, 0.3)),
                             (OPEN, SILENT), address)

    def told(self, text):
        return [notice for notice in self.lab.bus.status()['notices'] if text in notice]

    def set_aside(self, file):
        return sorted(os.path.join(self.state, name) for name in os.listdir(self.state)
                      if re.fullmatch(os.path.basename(file) + r'\.damaged-\d{8}-\d{6}(-\d+)?', name))

    def restart(self, between=lambda: None):
        self.lab.helper.stop()
        between()
        self.lab.helper.start()


class NoRoom(StateCase):
    """The folder of the state on a small disk of its own."""

    @classmethod
    def setUpClass(cls):
        own_mounts()
        super().setUpClass()
        cls.disk = cls.give_disk('STATE_DIRECTORY', '2m')

    def setUp(self):
        self.free()
        super().setUp()
        self.addCleanup(self.free)

    def free(self):
        subprocess.run(['mount', '-o', 'remount,rw', self.disk], check=True)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(self.disk, 'filler'))
        if not self.lab.bus.has_owner():
            self.lab.helper.start()

    def fill(self):
        filler = os.open(os.path.join(self.disk, 'filler'), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for size in (4096, 1):
            with contextlib.suppress(OSError):
                while os.write(filler, b'x' * size):
                    pass
        os.close(filler)

    def make_read_only(self):
        subprocess.run(['mount', '-o', 'remount,ro', self.disk], check=True)

    def assert_refused(self, words):
        """A change; nothing of it is kept anywhere."""
        before = self.lab.bus.settings(), self.opened()
        with self.assertRaisesRegex(Exception, words):
            self.lab.bus.change_all([
                ('set-port', {'profile': 'standard', 'protocol': 'TCP', 'port': OTHER, 'name': 'x', 'enabled': True, 'scope': '*'}),
                *[('set-port', {'profile': 'standard', 'protocol': 'UDP', 'port': port, 'name': 'x', 'enabled': True,
                                'scope': LONG}) for port in range(1000, 1010)]])
        self.assertEqual((self.lab.bus.settings(), self.opened()), before)
        self.assert_filters()

    def assert_the_same_after_a_restart(self, opened):
        before = self.lab.bus.settings()
        self.restart()
        self.assertEqual(self.lab.bus.settings(), before)
        self.assertEqual(self.ports(), opened)

    def assert_well_again(self):
        self.open_port('TCP', OTHER)
        self.assertEqual(self.saved_ports(), [WEB, OTHER])
        self.assertEqual(self.told('can be saved'), [])
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], OTHER), OPEN)

    def test_a_full_disk_refuses_a_change(self):
        self.fill()
        self.assert_refused('disk is full. Free some space and try again')
        self.assertEqual(self.saved_ports(), [WEB])
        self.lab.helper.kill()
        self.lab.helper.start()
        self.assert_filters()
        self.free()
        self.assert_the_same_after_a_restart(opened=[WEB])
        self.assert_well_again()

    def test_a_helper_that_starts_on_a_full_disk(self):
        self.restart(self.fill)
        self.assertTrue(self.told('no change can be saved'), self.lab.bus.status()['notices'])
        self.assert_filters()
        self.assert_refused('No space left on device')
        self.free()
        self.assert_well_again()
        self.assert_the_same_after_a_restart(opened=[WEB, OTHER])

    def test_a_helper_that_starts_on_a_read_only_disk(self):
        for name, end in (('after a crash', self.lab.helper.kill), ('after a stop', self.lab.helper.stop)):
            with self.subTest(name):
                end()
                self.make_read_only()
                self.lab.helper.start()
                self.assertTrue(self.told('no change can be saved'), self.lab.bus.status()['notices'])
                self.assert_filters()
                self.assert_refused('read-only')
                self.lab.helper.kill()
                self.free()
        self.assert_well_again()

    def test_a_history_that_cannot_be_written_is_told_and_makes_up_for_it(self):
        self.restart(self.fill)
        for port in range(6000, 6010):
            ask(self.lab.neighbour, GUARDED[0], port, seconds=0.01)
        wait_until(lambda: self.told('events.db'), 'it is told')
        self.assert_filters()
        self.free()
        ask(self.lab.neighbour, GUARDED[0], 6010, seconds=0.1)
        wait_until(lambda: not self.told('events.db'), 'it is well again')
        wait_until(lambda: any(record.get('destination-port') == 6010 for record in self.lab.bus.records()), 'the history goes on')


class Damaged(StateCase):
    def sql(self, text):
        with contextlib.closing(sqlite3.connect(self.settings_file)) as database:
            database.executescript('PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;' + text)

    def assert_defaults(self, aside, words):
        """On, no exceptions; the damaged file as it was, by another name."""
        self.assertEqual(self.ports(), [])
        self.assertEqual(self.lab.bus.settings()['profiles']['standard']['opmode'], 'on')
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], WEB, 0.3), SILENT)
        self.assertIn(words, self.told(aside)[0])
        self.assertIn(aside, self.lab.ctl('diag').stdout)
        self.open_port('TCP', WEB)
        self.assertEqual(self.saved_ports(), [WEB], 'it saves again')

    def test_damaged_settings_are_set_aside(self):
        file = self.settings_file
        damages = {
            'cut': lambda: os.truncate(file, os.path.getsize(file) // 2),
            'empty': lambda: os.truncate(file, 0),
            'noise': lambda: overwrite(file, noise(os.path.getsize(file))),
            'noise in the middle': lambda: overwrite(file, noise(8192), 4096),
            'another schema': lambda: self.sql('ALTER TABLE profile RENAME COLUMN opmode TO mode'),
            'a newer version': lambda: self.sql('PRAGMA user_version = 99'),
            'a table is missing': lambda: self.sql('DROP TABLE program_exception'),
            'a row is missing': lambda: self.sql("DELETE FROM profile WHERE id = 'standard'"),
            'a word that means nothing': lambda: self.sql("UPDATE profile SET opmode = 'perhaps'"),
            'a port that is none': lambda: self.sql('UPDATE port_exception SET port = 65536')}
        for name, damage in damages.items():
            with self.subTest(name):
                before = self.set_aside(file)
                self.lab.helper.stop()
                damage()
                with open(file, 'rb') as damaged:
                    content = damaged.read()
                self.lab.helper.start()
                aside = [each for each in self.set_aside(file) if each not in before]
                self.assertEqual(len(aside), 1, os.listdir(self.state))
                with open(aside[0], 'rb') as kept:
                    self.assertEqual(kept.read(), content)
                self.assert_defaults(aside[0], 'newer version' if 'newer' in name else 'were damaged')

    def test_a_lost_or_damaged_wal_costs_no_setting(self):
        wal = self.settings_file + '-wal'
        damages = {'noise': lambda: overwrite(wal, noise(os.path.getsize(wal))),
                   'noise in the middle': lambda: overwrite(wal, noise(2000), os.path.getsize(wal) // 2),
                   'cut': lambda: os.truncate(wal, os.path.getsize(wal) // 3),
                   'lost': lambda: os.unlink(wal)}
        for name, damage in damages.items():
            with self.subTest(name):
                self.lab.bus.change_all([('set-port', {'profile': 'standard', 'protocol': 'TCP', 'port': OTHER, 'name': name,
                                                       'enabled': False, 'scope': LONG})])
                before = self.lab.bus.settings()
                self.lab.helper.kill()
                damage()
                self.lab.helper.start()
                self.assertEqual(self.lab.bus.settings(), before)
                self.assert_filters()

    def drop(self, port):
        ask(self.lab.neighbour, GUARDED[0], port, seconds=0.1)

    def in_history(self, port):
        return str(port) in self.lab.ctl('log', '--port', str(port), check=False).stdout

    def assert_history_begins_anew(self, port):
        wait_until(lambda: self.set_aside(self.history_file), 'it is set aside')
        wait_until(lambda: self.told('history was damaged'), 'it is told', 5)
        self.drop(port)
        wait_until(lambda: self.in_history(port), 'the new one is written and read')
        self.assertTrue(self.told(self.set_aside(self.history_file)[-1]), 'it is still told')
        for path in self.set_aside(self.history_file):
            os.unlink(path)
        self.assert_filters()

    def test_a_damaged_history_is_set_aside(self):
        file = self.history_file
        for number, (name, damage) in enumerate({
                'cut': lambda: os.truncate(file, 5000),
                'noise': lambda: overwrite(file, noise(os.path.getsize(file))),
                'a table is missing': self.drop_table}.items()):
            with self.subTest(name):
                self.drop(6100 + number)
                wait_until(lambda: self.in_history(6100 + number), 'there is a history')
                self.restart(damage)
                self.assert_history_begins_anew(6200 + number)

    def drop_table(self):
        with contextlib.closing(sqlite3.connect(self.history_file)) as database:
            database.execute('DROP TABLE minute')

    def test_a_history_that_is_damaged_while_it_is_written(self):
        self.drop(6300)
        wait_until(lambda: self.in_history(6300), 'there is a history')
        self.lab.helper.kill()
        with contextlib.closing(sqlite3.connect(self.history_file)) as database:
            root, page = (database.execute(sql).fetchone()[0] for sql in (
                "SELECT rootpage FROM sqlite_schema WHERE name = 'event'", 'PRAGMA page_size'))
        self.assertFalse(os.path.exists(self.history_file + '-wal'), 'all of it is in the file')
        overwrite(self.history_file, noise(page), (root - 1) * page)
        self.lab.helper.start()
        self.drop(6301)
        self.assert_history_begins_anew(6302)


if __name__ == '__main__':
    main()
