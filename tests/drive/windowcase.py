# SPDX-License-Identifier: GPL-2.0-or-later
"""What the window tests share: a virtual display, the panel on it, and a lab behind it. Pictures go to build/shots/window."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lab'))

from case import LabCase, main  # noqa: E402, F401
from lab import SOURCE, programs  # noqa: E402
from netns import end  # noqa: E402
from uidrive import Session  # noqa: E402

SHEET = 'Parapet Firewall'
LIST = 'Programs and Services'
SHOTS = SOURCE / 'build' / 'shots' / 'window'


class WindowCase(LabCase):
    @classmethod
    def setUpClass(cls):
        # The session is opened first and so closed last: it ends every descendant of this process that is left.
        session = Session(size='1280x900', out=str(SHOTS), verbose=False)
        cls.addClassCleanup(session.close)
        session.open()
        super().setUpClass()
        session.system_bus = cls.lab.bus.address
        cls.ui = session

    def setUp(self):
        if not self.lab.bus.has_owner():
            self.lab.helper.start()
        super().setUp()
        self.panel = None

    def open_panel(self, *options):
        self.panel = self.ui.start([programs() + '/parapet', *options])
        self.addCleanup(self.close_panel, self.panel)

    def open_sheet(self):
        self.open_panel()
        self.ui.wait_window(SHEET)

    def close_panel(self, panel):
        end(panel)
        self.ui.apps.remove(panel)

    def shoot(self, name):
        self.ui.shot(str(SHOTS / f'{name}.png'))
