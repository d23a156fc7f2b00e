#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A person is asked by the agent when a program begins to listen (xp-reference 1.14), and what the neighbour finds then."""
from windowcase import SHEET, WindowCase, main  # first: it knows where the lab's modules are

import time

from lab import GUARDED
from probe import OPEN, SILENT, knock
from programs import Running, install
from wait import wait_until

ALERT = 'Parapet Security Alert'
PORT = 8081
GUARD = 0.6  # seconds for which a new dialog takes no answer, and a little more


class Alert(WindowCase):
    def setUp(self):
        super().setUp()
        self.program = install(self.file('programs'), f'{self._testMethodName}')
        self.open_panel('--tray')

    def begin_to_listen(self):
        """The program, of an ordinary user."""
        return self.running(Running(self.lab.guarded, self.program, f'port={PORT}',
                                    before=('setpriv', '--reuid', '1000', '--clear-groups')))

    def wait_for_the_question(self):
        self.ui.wait_window(ALERT)
        time.sleep(GUARD)

    def answer(self, button):
        self.ui.click(button, role='button')
        self.ui.wait_no_window(ALERT)

    def row(self):
        for row in self.lab.bus.settings()['profiles']['standard']['programs']:
            if row['path'] == self.program:
                return row['enabled'], row['scope']
        return None

    def assert_found(self, expected):
        for address in GUARDED:
            self.assertEqual(knock(self.lab.neighbour, address, PORT), expected, address)

    def test_unblock_lets_the_neighbour_in(self):
        self.begin_to_listen()
        self.wait_for_the_question()
        self.shoot('alert')
        self.assertEqual(self.ui.audit(), [], 'every control that takes the focus has a name')
        self.assert_found(SILENT)
        self.answer('Unblock')
        self.assertEqual(self.row(), (True, 'LocalSubnet'))
        self.assert_found(OPEN)

    def test_keep_blocking_is_not_asked_again(self):
        first = self.begin_to_listen()
        self.wait_for_the_question()
        self.answer('Keep Blocking')
        self.assertEqual(self.row()[0], False)
        self.assert_found(SILENT)
        first.close()
        self.begin_to_listen()
        self.assert_found(SILENT)  # takes longer than a question
        self.assertEqual(self.ui.windows(ALERT), [])

    def test_ask_me_later_asks_at_the_next_start(self):
        first = self.begin_to_listen()
        self.wait_for_the_question()
        self.answer('Ask Me Later')
        self.assertIsNone(self.row())
        self.assert_found(SILENT)
        first.close()
        self.begin_to_listen()
        self.wait_for_the_question()
        self.answer('Ask Me Later')

    def test_what_is_typed_elsewhere_answers_nothing(self):
        self.open_panel()
        self.ui.activate(self.ui.wait_window(SHEET))
        self.begin_to_listen()
        self.ui.wait_window(ALERT)
        self.assertIn('active', self.ui.wait_window(SHEET).states, 'the question does not take the keyboard')
        self.ui.key('space')
        time.sleep(GUARD)
        self.ui.key('space')
        self.assertTrue(self.ui.windows(ALERT))
        self.assertIsNone(self.row())
        self.answer('Keep Blocking')

    def test_a_question_that_is_settled_elsewhere_goes(self):
        self.begin_to_listen()
        self.ui.wait_window(ALERT)
        self.change('set-program', path=self.program, name='Elsewhere', enabled=True, scope='*')
        self.ui.wait_no_window(ALERT)
        self.assertEqual(self.row(), (True, '*'))

    def test_the_agent_goes_on_when_the_helper_was_restarted(self):
        self.lab.helper.kill()
        wait_until(lambda: not self.lab.bus.has_owner(), 'the helper is gone')
        self.lab.helper.start()
        self.begin_to_listen()
        self.wait_for_the_question()
        self.answer('Keep Blocking')
        self.assertEqual(self.row()[0], False)

    def test_a_second_agent_ends_quietly(self):
        self.begin_to_listen()
        self.ui.wait_window(ALERT)  # the first is there
        self.open_panel('--tray')
        wait_until(lambda: self.panel.poll() is not None, 'the second agent ends')
        self.assertEqual(self.panel.returncode, 0)
        time.sleep(GUARD)
        self.answer('Keep Blocking')

    def test_who_listens_is_shown_with_a_way_to_an_exception(self):
        self.begin_to_listen()
        self.wait_for_the_question()
        self.answer('Ask Me Later')
        self.open_panel('--listening')
        self.ui.wait_window('Listening Programs')
        self.ui.type('Search', str(PORT))
        self.shoot('listening')


if __name__ == '__main__':
    main()
