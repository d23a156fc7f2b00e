# SPDX-License-Identifier: GPL-2.0-or-later
"""What all lab tests share: a lab of their own, the firewall On and without exceptions before each test."""
import os
import sys
import unittest

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
        self.set_mode('on')
        for port in self.lab.bus.settings()['profiles']['standard']['ports']:
            self.lab.bus.change('remove-port', profile='standard', protocol=port['protocol'], port=port['port'])

    def set_mode(self, mode):
        self.lab.bus.change('set-opmode', profile='standard', mode=mode)

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
