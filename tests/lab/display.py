# SPDX-License-Identifier: GPL-2.0-or-later
"""A virtual display with a small window manager, for a machine without a screen."""
import os
import subprocess

from netns import end

SIZE = '1280x900x24'


def has_screen():
    return bool(os.environ.get('DISPLAY') or os.environ.get('WAYLAND_DISPLAY'))


class VirtualDisplay:
    def __init__(self, folder):
        self._messages = open(os.path.join(folder, 'display.txt'), 'wb')
        self._processes = []
        self.environment = {'QT_QPA_PLATFORM': 'xcb', 'LANG': 'C.UTF-8'}
        for name in ('XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME'):  # the person's own desktop settings are left alone
            self.environment[name] = os.path.join(folder, name.lower())
            os.makedirs(self.environment[name], mode=0o700, exist_ok=True)
        self.environment['DISPLAY'] = ':' + self._start_and_read(
            'Xvfb', '-displayfd', '{fd}', '-screen', '0', SIZE, '-nolisten', 'tcp', '-noreset')
        # The window manager reads its theme over a session bus; without one, windows have no title bar.
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = self._start_and_read(
            'dbus-daemon', '--session', '--nofork', '--print-address={fd}')
        self._start(['xfwm4', '--compositor=off'])

    def _start(self, words, **more):
        process = subprocess.Popen(['setpriv', '--pdeathsig', 'KILL', *words], env=os.environ | self.environment,
                                   stdin=subprocess.DEVNULL, stdout=self._messages, stderr=self._messages, **more)
        self._processes.append(process)

    def _start_and_read(self, *words):
        """Starts a server that says where it is by writing a line to the file descriptor {fd}."""
        readable, writable = os.pipe()
        self._start([word.format(fd=writable) for word in words], pass_fds=(writable,))
        os.close(writable)
        with open(readable) as answer:
            line = answer.readline().strip()
        if not line:
            raise RuntimeError(f'{words[0]} did not start, see {self._messages.name}')
        return line

    def shoot(self, file):
        """Writes the screen to `file`; a reader never sees half a picture."""
        root, extension = os.path.splitext(file)
        fresh = root + '.new' + extension
        words = ['import', '-silent', '-window', 'root', fresh]
        if subprocess.run(words, env=os.environ | self.environment, stderr=subprocess.DEVNULL).returncode == 0:
            os.replace(fresh, file)

    def close(self):
        for process in reversed(self._processes):
            end(process)
        self._messages.close()
