#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the log may be, and what becomes of it when its folder or its disk fails: filtering goes on, the person is told,
and nothing is missing in the end."""
import contextlib
import os
import shutil
import subprocess

from case import LabCase, main
from lab import GUARDED
from netns import own_mounts
from probe import SILENT, ask, knock
from wait import wait_until

CONFIGURATION = '''# of the test
log-folders={allowed}, relative/path
log-software-line=microsoft
history-days=0
history-size-mb=100
timeout-udp=45
colour=red
'''


class LogCase(LabCase):
    def set_log(self, file='pfirewall.log'):
        self.lab.bus.change('set-log', dropped=True, connections=False, max_size_kb=4096, file=file)

    def drop(self, port):
        ask(self.lab.neighbour, GUARDED[0], port, seconds=0.1)

    def wait_for_line(self, file, port):
        def find():
            with open(file) as lines:
                return any(line.split()[7:8] == [str(port)] for line in lines)
        wait_until(lambda: os.path.exists(file) and find(), f'port {port} is in {file}')

    def wait_for_notice(self, text):
        wait_until(lambda: any(text in notice for notice in self.lab.bus.status()['notices']), f'"{text}" is told')


class Configured(LogCase):
    """With a configuration file, in which some lines are wrong."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.allowed = os.path.join(cls.lab.folder, 'allowed')
        os.makedirs(os.path.join(cls.allowed, 'below'))
        etc = cls.lab.helper.folders['CONFIGURATION_DIRECTORY']
        with open(os.path.join(etc, 'parapet.conf'), 'w') as file:
            file.write(CONFIGURATION.format(allowed=cls.allowed))
        cls.lab.helper.kill()
        cls.lab.helper.start()

    def test_a_log_in_an_allowed_folder_and_below_it(self):
        for port, name in ((6001, 'a.log'), (6002, 'below/b.log')):
            file = os.path.join(self.allowed, name)
            self.set_log(file)
            self.assertEqual(self.lab.bus.status()['log-file'], file)
            self.drop(port)
            self.wait_for_line(file, port)
            with open(file) as lines:
                self.assertIn('#Software: Microsoft Windows Firewall', lines.read())

    def test_parapetctl_names_it_by_its_path(self):
        file = os.path.join(self.allowed, 'c.log')
        self.lab.ctl('firewall', 'set', 'logging', 'filelocation=' + file, 'droppedpackets=ENABLE')
        self.assertIn(file, self.lab.ctl('firewall', 'show', 'logging').stdout)
        refused = self.lab.ctl('firewall', 'set', 'logging', 'filelocation=/etc/x.log', check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn('the Parapet Firewall service writes only below', refused.stderr)
        self.assertIn(self.allowed, refused.stderr)
        self.assertFalse(os.path.exists('/etc/x.log'))

    def test_a_way_out_of_the_folder_is_refused(self):
        for name in ('/../x.log', '/below/../../x.log', '-not/x.log'):
            with self.subTest(name), self.assertRaisesRegex(Exception, 'Firewall1.Error.Invalid'):
                self.set_log(self.allowed + name)

    def test_a_link_on_the_way_is_not_followed(self):
        elsewhere = self.file('elsewhere')
        os.makedirs(elsewhere, exist_ok=True)
        os.symlink(elsewhere, os.path.join(self.allowed, 'link'))
        self.set_log(os.path.join(self.allowed, 'link', 'x.log'))
        self.drop(6010)
        self.wait_for_notice('links are not followed')
        self.assertEqual(os.listdir(elsewhere), [])

    def test_wrong_lines_are_told_and_left_out(self):
        notices = '\n'.join(self.lab.bus.status()['notices'])
        for text in ('log-folders must name folders', 'history-days must be a whole number', '"colour" is not known'):
            self.assertIn(text, notices)
        self.assertNotIn('history-size-mb', notices)

    def test_timeouts_are_those_of_the_file(self):
        rules = self.lab.guarded.run('nft', 'list', 'table', 'inet', 'parapet').stdout
        self.assertRegex(rules, r'unreplied : 45')


class Failing(LogCase):
    @classmethod
    def setUpClass(cls):
        own_mounts()
        super().setUpClass()
        cls.folder = cls.lab.helper.folders['LOGS_DIRECTORY']
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', cls.folder], check=True)

    def setUp(self):
        super().setUp()
        self.set_log()
        self.drop(6100)
        self.wait_for_line(self.lab.helper.log, 6100)
        self.addCleanup(self.restore)

    def restore(self):
        subprocess.run(['mount', '-o', 'remount,rw', self.folder], check=True)
        for name in os.listdir(self.folder):
            path = os.path.join(self.folder, name)
            shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)

    def assert_it_filters(self, port):
        self.assertEqual(knock(self.lab.neighbour, GUARDED[0], port), SILENT)
        self.assertIn(str(port), self.lab.ctl('log', '--port', str(port)).stdout, 'the history goes on')

    def test_full_then_free_again(self):
        filler = os.open(os.path.join(self.folder, 'filler'), os.O_WRONLY | os.O_CREAT)
        with contextlib.suppress(OSError):
            while os.write(filler, b'x' * 512):
                pass
        os.close(filler)
        told, dropped = self.told(), self.lab.bus.status()['dropped']
        for port in range(6200, 6400):
            self.drop_at_once(port)
        self.wait_for_notice('No space left on device')
        self.assert_it_filters(6400)
        os.unlink(os.path.join(self.folder, 'filler'))
        self.drop(6401)
        self.wait_for_line(self.lab.helper.log, 6401)
        wait_until(lambda: self.lab.bus.status()['notices'] == [], 'it is well again')
        wait_until(lambda: self.told() - told >= self.lab.bus.status()['dropped'] - dropped, 'the rest is told as lost', 30)
        self.assertEqual(self.told() - told, self.lab.bus.status()['dropped'] - dropped)

    def drop_at_once(self, port):
        with self.lab.neighbour.socket(2, 2) as sender:
            sender.sendto(b'x', (GUARDED[0], port))

    def told(self):
        total = 0
        with open(self.lab.helper.log) as file:
            for fields in (line.split() for line in file if line[0] not in '#\n'):
                total += int(fields[15]) if fields[2] == 'INFO-EVENTS-LOST' else fields[2] == 'DROP'
        return total

    def test_read_only(self):
        self.lab.helper.kill()
        subprocess.run(['mount', '-o', 'remount,ro', self.folder], check=True)
        self.lab.helper.start()
        self.assert_it_filters(6500)
        self.wait_for_notice('Read-only file system')

    def test_replaced_by_a_link_or_a_fifo(self):
        for number, make in enumerate((lambda path: os.symlink('/etc/hostname', path), os.mkfifo)):
            os.unlink(self.lab.helper.log)
            make(self.lab.helper.log)
            self.assert_it_filters(6600 + number)
            self.wait_for_notice(self.lab.helper.log)
            os.unlink(self.lab.helper.log)
            self.drop(6610 + number)
            self.wait_for_line(self.lab.helper.log, 6610 + number)

    def test_the_folder_is_gone(self):
        moved = os.path.join(self.lab.folder, 'moved')
        subprocess.run(['umount', '--lazy', self.folder], check=True)
        os.rename(self.folder, moved)
        self.addCleanup(self.put_back, moved)
        self.assert_it_filters(6700)
        self.wait_for_notice('No such file or directory')
        os.symlink(moved, self.folder)
        self.drop(6701)
        self.wait_for_notice('links are not followed')
        self.assertEqual(os.listdir(moved), [])

    def put_back(self, moved):
        if os.path.islink(self.folder):
            os.unlink(self.folder)
        os.rename(moved, self.folder)
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', self.folder], check=True)


if __name__ == '__main__':
    main()
