# SPDX-License-Identifier: GPL-2.0-or-later
"""What all lab tests share: a lab of their own, the default settings before each test."""
import os
import sys
import unittest

from defaults import to_defaults
from lab import Lab
from netns import become_root_of_own_user_namespace, end_like_ctrl_c

SKIPPED = 77  # tests/lab/CMakeLists.txt tells ctest


class LabCase(unittest.TestCase):
    far = False  # whether this case needs the far network

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(far=cls.far)
        cls.addClassCleanup(cls.lab.close)
        cls.lab.helper.start()

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
