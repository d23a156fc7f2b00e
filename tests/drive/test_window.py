#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A person at the control panel, and what the neighbour finds afterwards."""
from windowcase import LIST, SHEET, WindowCase, main  # first: it knows where the lab's modules are

from lab import GUARDED
from probe import OPEN, SILENT, knock
from services import WebServer
from wait import wait_until

WEB = 8080


class Window(WindowCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        web = WebServer(cls.lab.guarded, WEB)
        cls.addClassCleanup(web.close)

    def press_ok(self):
        """Applies and waits: the sheet closes when the settings are in force."""
        self.ui.click('OK', role='button')
        wait_until(lambda: self.panel.poll() is not None, 'the sheet closes after OK')

    def assert_web(self, expected):
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, WEB), expected, address)

    def ports(self):
        return self.lab.bus.settings()['profiles']['standard']['ports']

    def test_the_sheet_opens_and_shows_on(self):
        self.open_sheet()
        self.ui.do('expect-checked "On (recommended)" on role=radio')
        self.ui.do('expect-checked "Off (not recommended)" off role=radio')
        self.ui.do('expect-checked "Don\'t allow exceptions" off')
        self.shoot('general-on')
        self.assertEqual(self.ui.audit(), [], 'every control that takes the focus has a name')

    def test_a_port_that_is_added_opens_and_unchecked_closes_again(self):
        self.assert_web(SILENT)
        self.open_sheet()
        self.ui.tab('Exceptions')
        self.ui.click('Add Port...', role='button')
        self.ui.wait_window('Add a Port')
        self.ui.type('Name', 'Trial web')
        self.ui.type('Port number', str(WEB))
        self.shoot('add-port')
        self.ui.click('OK', role='button')
        self.ui.wait_no_window('Add a Port')
        self.ui.do(f'expect-row-checked "{LIST}" "Trial web" on')
        self.shoot('exceptions')
        self.assert_web(SILENT)  # nothing takes effect before OK
        self.press_ok()
        self.assert_web(OPEN)
        self.open_sheet()
        self.ui.tab('Exceptions')
        self.ui.row_check(LIST, ['Trial web'], on=False)
        self.press_ok()
        self.assert_web(SILENT)
        self.assertEqual([port['name'] for port in self.ports()], ['Trial web'], 'the unchecked row stays')

    def test_off_and_on_again(self):
        self.open_sheet()
        self.ui.do('radio "Off (not recommended)"')
        self.press_ok()
        self.assert_web(OPEN)
        self.open_sheet()
        self.shoot('general-off')
        self.ui.do('radio "On (recommended)"')
        self.press_ok()
        self.assert_web(SILENT)

    def test_cancel_changes_nothing(self):
        before = self.lab.bus.settings()
        self.open_sheet()
        self.ui.do('radio "Off (not recommended)"')
        self.ui.click('Cancel', role='button')
        wait_until(lambda: self.panel.poll() is not None, 'the sheet closes after Cancel')
        self.assertEqual(self.lab.bus.settings(), before)
        self.assert_web(SILENT)

    def test_changes_by_the_command_line_show_in_the_open_window(self):
        self.open_sheet()
        self.lab.ctl('firewall', 'set', 'opmode', 'ENABLE', 'DISABLE')
        self.ui.do('expect-checked "Don\'t allow exceptions" on')
        self.open_port('UDP', 5353, 'From the shell')
        self.ui.tab('Exceptions')
        self.ui.do(f'expect-row-checked "{LIST}" "From the shell" on')
        self.lab.ctl('firewall', 'delete', 'portopening', 'UDP', '5353')
        self.ui.do(f'expect-no-row "{LIST}" "From the shell"')

    def test_the_log_window_shows_a_drop(self):
        self.open_sheet()
        self.ui.tab('Advanced')
        self.ui.click('View Log...', role='button')
        log = self.log_window()
        knock(self.lab.neighbour, GUARDED[0], 4777)
        view = wait_until(lambda: self.log_view(log), 'the list of the log window')
        wait_until(lambda: '4777' in self.cells(view), 'the drop is in the list')
        self.shoot('log')

    def log_window(self):
        def find():
            return next((w for w in self.ui.windows() if w.name != SHEET and 'Log' in w.name), None)
        return wait_until(find, 'the log window opens')

    def log_view(self, window):
        return next(iter(self.ui.find_all(role='view', within=window)), None)

    def cells(self, view, rows=30):
        """The texts of the first rows."""
        height, width = view.dims()
        return [view.cell(row, column).name for row in range(min(height, rows)) for column in range(width)]

    def test_without_a_helper_it_asks_whether_to_start_it(self):
        self.lab.helper.stop()
        self.open_panel()
        self.ui.do('expect-text "/associated service is not running/"')
        self.shoot('not-running')
        self.ui.click('No', role='button')
        wait_until(lambda: self.panel.poll() is not None, 'the program ends after No')

    def test_a_helper_that_goes_and_comes_is_followed(self):
        self.open_sheet()
        self.lab.helper.stop()
        self.ui.do('expect-enabled "On (recommended)" off role=radio')
        self.shoot('helper-gone')
        self.lab.helper.start()
        self.ui.do('expect-enabled "On (recommended)" on role=radio')


if __name__ == '__main__':
    main()
