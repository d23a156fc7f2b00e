#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every window and dialog by keyboard alone: reached, used and left without touching the pointer."""
from windowcase import LIST, SHEET, WindowCase, main  # first: it knows where the lab's modules are

from wait import wait_until


class Keyboard(WindowCase):
    def press(self, keys, *, opens):
        """The keys open the window with this title, and the keyboard is in it."""
        self.ui.key(*keys.split())
        self.at(opens)

    def at(self, title):
        wait_until(lambda: any('active' in window.states for window in self.ui.windows(title)), f'{title} is active')

    def leave(self, title, *, back, keys='Escape'):
        self.ui.key(*keys.split())
        self.ui.wait_no_window(title)
        self.at(back)

    def look_at(self, keys, title, *, back=SHEET):
        """Opens a dialog, takes its picture, asks whether every control of it has a name, leaves it."""
        self.press(keys, opens=title)
        self.shoot('keyboard-' + title.lower().replace(' ', '-').strip('/'))
        self.assertEqual(self.ui.audit(), [], title)
        self.leave(title, back=back)

    def open_tab(self, number):
        self.open_sheet()
        self.at(SHEET)
        self.ui.key(*['ctrl+Tab'] * number)

    def profile(self):
        return self.lab.bus.settings()['profiles']['standard']

    def press_ok(self):
        self.ui.key('Return')
        wait_until(lambda: self.panel.poll() is not None, 'the sheet closes')

    def test_general(self):
        self.open_sheet()
        self.at(SHEET)
        self.ui.key('alt+o', 'alt+d')
        self.ui.do('expect-checked "Don\'t allow exceptions" on')
        self.look_at('F1', '/Firewall Help/')
        self.press_ok()
        self.assertEqual(self.profile()['opmode'], 'on-without-exceptions')

    def test_exceptions_a_port(self):
        self.open_tab(1)
        self.press('alt+o', opens='Add a Port')
        self.ui.keys('Web')
        self.ui.key('alt+p')
        self.ui.keys('8080')
        self.ui.key('alt+u')
        self.press('alt+c', opens='Change Scope')
        self.ui.key('alt+n')
        self.leave('Change Scope', back='Add a Port', keys='Return')
        self.leave('Add a Port', back=SHEET, keys='Return')
        self.ui.do(f'expect-row-checked "{LIST}" "Web" on')
        self.press_ok()
        [port] = self.profile()['ports']
        self.assertEqual((port['protocol'], port['port'], port['scope']), ('UDP', 8080, 'LocalSubnet'))

    def test_exceptions_edit_and_delete(self):
        self.open_port('TCP', 8080, 'Zebra')
        self.open_tab(1)
        self.ui.key('alt+p', 'End')
        self.look_at('alt+e', 'Edit a Port')
        self.press('Delete', opens='Delete a Port')
        self.leave('Delete a Port', back=SHEET)
        self.ui.do(f'expect-row-checked "{LIST}" "Zebra" on')
        self.ui.key('space')
        self.ui.do(f'expect-row-checked "{LIST}" "Zebra" off')
        self.press('alt+d', opens='Delete a Port')
        self.leave('Delete a Port', back=SHEET, keys='alt+y')
        self.ui.do(f'expect-no-row "{LIST}" "Zebra"')

    def test_exceptions_services_and_programs(self):
        self.lab.bus.change('set-program', profile='standard', path='/usr/bin/aardvark', name='Aardvark', enabled=True,
                            scope='*')
        self.open_tab(1)
        self.ui.key('alt+p')
        self.press('Return', opens='Edit a Program')
        self.look_at('alt+c', 'Change Scope', back='Edit a Program')
        self.leave('Edit a Program', back=SHEET)
        self.ui.key('Down')
        self.press('Return', opens='Edit a Service')
        self.look_at('alt+c', 'Change Scope', back='Edit a Service')
        self.leave('Edit a Service', back=SHEET)
        self.press('alt+r', opens='Add a Program')
        self.look_at('alt+c', 'Change Scope', back='Add a Program')
        self.press('alt+b', opens='Browse')
        self.leave('Browse', back='Add a Program')
        self.leave('Add a Program', back=SHEET)
        self.look_at('alt+w', '/Firewall Help/')

    def test_advanced_connections(self):
        self.open_tab(2)
        self.press('alt+s', opens='Advanced Settings')
        self.look_at('alt+a', 'Service Settings', back='Advanced Settings')
        self.ui.key('ctrl+Tab')
        self.shoot('keyboard-connection-icmp')
        self.leave('Advanced Settings', back=SHEET)

    def test_advanced_logging(self):
        self.open_tab(2)
        self.press('alt+e', opens='Log Settings')
        self.press('alt+a', opens='Save As')
        self.leave('Save As', back='Log Settings')
        self.ui.key('alt+d')
        self.leave('Log Settings', back=SHEET, keys='Return')
        self.press_ok()
        self.assertTrue(self.lab.bus.settings()['log']['dropped'])

    def test_advanced_icmp_and_defaults(self):
        self.open_port('TCP', 8080, 'Zebra')
        self.open_tab(2)
        self.press('alt+t', opens='ICMP Settings')
        self.ui.key('alt+m', 'Home', 'space')
        self.leave('ICMP Settings', back=SHEET, keys='Return')
        self.look_at('alt+r', 'Restore Defaults Confirmation')
        self.press_ok()
        self.assertEqual(self.profile()['icmp'], ['echo-request'])
        self.open_tab(2)
        self.press('alt+r', opens='Restore Defaults Confirmation')
        self.leave('Restore Defaults Confirmation', back=SHEET, keys='alt+y')
        self.press_ok()
        self.assertEqual((self.profile()['icmp'], self.profile()['ports']), ([], []))

    def test_the_log(self):
        self.open_tab(2)
        self.press('alt+v', opens='Security Log')
        self.shoot('keyboard-log')
        self.ui.key('Escape')
        self.ui.wait_no_window('Security Log')

    def test_the_security_status(self):
        self.lab.bus.change('set-opmode', profile='standard', mode='off')
        self.open_panel('--status')
        self.at('Security Status')
        self.press('alt+r', opens='Recommendation')
        self.leave('Recommendation', back='Security Status')
        self.press('alt+p', opens=SHEET)
        self.leave(SHEET, back='Security Status')


if __name__ == '__main__':
    main()
