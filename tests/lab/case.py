# SPDX-License-Identifier: GPL-2.0-or-later
"""What all lab tests share: a lab of their own, the default settings before each test."""
import os
import subprocess
import sys
import tempfile
import unittest

from defaults import to_defaults
from lab import Lab
from netns import become_root_of_own_user_namespace, end_like_ctrl_c
from programs import AS_USER
from w3crules import faults

SKIPPED = 77  # tests/lab/CMakeLists.txt tells ctest


class LabCase(unittest.TestCase):
    far = False  # whether this case needs the far network

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(far=cls.far)
        cls.addClassCleanup(cls.lab.close)
        cls.addClassCleanup(cls.check_log_files)
        cls.lab.helper.start()

    @classmethod
    def check_log_files(cls):
        """Whatever a test was about: every line that it brought about keeps the published rules."""
        folder = cls.lab.helper.folders['LOGS_DIRECTORY']
        logs = [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith('pfirewall.log')]
        found = [fault for path in logs if os.path.isfile(path) for fault in faults(path)]
        if found:
            raise AssertionError(f'{len(found)} faults in the log:\n' + '\n'.join(found[:20]))

    @classmethod
    def give_disk(cls, folder, size):
        """A small disk of its own for a folder of the helper, which begins anew on it. Its path. Needs own_mounts()."""
        cls.lab.helper.stop()
        disk = cls.lab.helper.folders[folder]
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'tmpfs', disk], check=True)
        cls.addClassCleanup(subprocess.run, ['umount', '--lazy', disk], check=True)
        cls.lab.helper.start()
        return disk

    def setUp(self):
        self.lab.bus.change_all(to_defaults(self.lab.bus.settings()))

    def change(self, verb, **arguments):
        """A change to the profile that is in force."""
        self.lab.bus.change(verb, profile='standard', **arguments)

    def set_mode(self, mode):
        self.change('set-opmode', mode=mode)

    def open_port(self, protocol, port, name='for the test'):
        self.lab.ctl('firewall', 'add', 'portopening', protocol, str(port), name)

    def running(self, thing):
        """Registers what must be closed after the test."""
        self.addCleanup(thing.close)
        return thing

    def open_folder(self):
        """For the time of a test, one that every user gets at, unlike the lab's own."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o755)
        return folder.name

    def needs_user(self):
        if subprocess.run([*AS_USER, 'true'], capture_output=True).returncode:
            self.skipTest('no other user can be had here')

    def file(self, name):
        return os.path.join(self.lab.folder, name)


def main():
    try:
        become_root_of_own_user_namespace()
    except PermissionError as reason:
        print(f'skipped: {reason}')
        sys.exit(SKIPPED)
    end_like_ctrl_c()
    unittest.main(verbosity=2)
