#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the control panel on the trial lab, or on this machine with --host. `./dev run` is the way to call it."""
import argparse
import contextlib
import fcntl
import os
import pathlib
import shutil
import sys
import tempfile
import time

from bus import PrivateBus
from display import VirtualDisplay, has_screen
from helper import Helper
from lab import GUARDED, SOURCE, Lab, programs
from netns import (PYTHON, ThisMachine, become_root_of_own_user_namespace, end, end_like_ctrl_c,
                   way_in)
from services import WebServer

WEB = 8080
ORDINARY = 1000  # the first ordinary user of a Debian
LOG_SIZE_KB = 4096
PICTURE_EVERY = 2  # seconds


def say(*words):
    print(*words, flush=True)


def only_once(folder):
    """Holds a lock as long as this process lives: two trials would share one screenshot and one log."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = open(folder / 'lock', 'w')
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f'A trial is running already in {folder}.')
    return lock


def tell_shell(bus):
    address = f'{way_in()}DBUS_SYSTEM_BUS_ADDRESS={bus.address}'
    say(f'Shell:  {address} {programs()}/parapetctl firewall show state')


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return str(folder)


def open_lab(stack, home):
    """The lab, its neighbour and a web server to open; the panel's bus."""
    lab = stack.enter_context(Lab(folder=fresh(home / 'lab')))
    lab.helper.start()
    lab.bus.change('set-log', dropped=True, connections=False, max_size_kb=LOG_SIZE_KB)
    stack.callback(WebServer(lab.guarded, WEB, 'the trial web server says hello\n').close)
    say(f'The trial lab is up. A neighbour knocks every few seconds on TCP 22, 80, 445, 3389, {WEB} and UDP 137, 1900.')
    say(f'Try it: Exceptions > Add Port..., TCP {WEB}, OK. A trial web server listens there, and the neighbour will tell.')
    if os.geteuid() == 0 and not way_in():  # in a user namespace there is no ordinary user
        say('Be asked: begin to listen as an ordinary user of the lab, in another shell:')
        say(f'        nsenter --net={lab.guarded.path} setpriv --reuid={ORDINARY} --clear-groups {PYTHON} -m http.server 8000')
    say(f'Log:    {lab.helper.log}')
    tell_shell(lab.bus)
    neighbour = lab.neighbour.start(PYTHON, '-B', str(SOURCE / 'tests' / 'lab' / 'neighbour.py'), *GUARDED)
    stack.callback(end, neighbour)
    return lab.bus


def open_host(stack, home):
    """The helper on this very machine; its settings stay in the folder for the next time."""
    folder = home / 'host'
    folder.mkdir(parents=True, exist_ok=True)
    temporary = tempfile.mkdtemp(prefix='parapet-host-')
    stack.callback(shutil.rmtree, temporary, ignore_errors=True)
    bus = PrivateBus(temporary, SOURCE / 'resources' / 'dbus')
    stack.callback(bus.close)
    helper = Helper(os.path.join(programs(), 'parapetd'), ThisMachine(), bus, str(folder))
    stack.callback(helper.stop)
    helper.start()
    say('Parapet now guards THIS MACHINE: what others begin is dropped unless an exception allows it.')
    say('Established connections (such as this ssh session) go on. When you stop, protection ends and all is as before.')
    say(f'Settings and log: {folder}')
    tell_shell(bus)
    return bus


def open_display(stack, home):
    if has_screen():
        return None
    display = VirtualDisplay(str(home))
    stack.callback(display.close)
    say(f'There is no screen, so the panel is on a virtual one: see {home}/screenshot.png (new every few seconds).')
    return display


def watch(panel, display, picture, seconds):
    """Until the window is closed or the time is over; the picture of a virtual display is kept new."""
    finish = time.monotonic() + seconds if seconds else float('inf')
    next_picture = time.monotonic()
    while panel.poll() is None and time.monotonic() < finish:
        if display and time.monotonic() >= next_picture:
            display.shoot(str(picture))
            next_picture = time.monotonic() + PICTURE_EVERY
        time.sleep(0.2)
    return panel.poll()


def run(options):
    with contextlib.ExitStack() as stack:
        home = options.folder
        bus = open_host(stack, home) if options.host else open_lab(stack, home)
        display = open_display(stack, home)
        environment = os.environ | {'DBUS_SYSTEM_BUS_ADDRESS': bus.address} | (display.environment if display else {})
        panel = ThisMachine().start(os.path.join(programs(), 'parapet'), env=environment)
        stack.callback(end, panel)
        agent = ThisMachine().start(os.path.join(programs(), 'parapet'), '--tray', env=environment)
        stack.callback(end, agent)
        say('Close the window or press Ctrl-C to end.')
        status = watch(panel, display, home / 'screenshot.png', options.seconds)
    say('Ended; nothing is left running.')
    return status or 0


def main():
    parser = argparse.ArgumentParser(prog='dev run', description=__doc__)
    parser.add_argument('--host', action='store_true', help='guard this machine instead of the trial lab (root)')
    parser.add_argument('--for', dest='seconds', type=float, metavar='SECONDS', help='end by itself after this time')
    parser.add_argument('--folder', type=pathlib.Path, default=SOURCE / 'build' / 'run',
                        help='where state, log and screenshot go (default: build/run)')
    options = parser.parse_args()
    if options.host and os.geteuid() != 0:
        sys.exit('Guarding this machine needs root.')
    if not options.host:
        become_root_of_own_user_namespace()
    end_like_ctrl_c()
    lock = only_once(options.folder)  # noqa: F841  (held until the end)
    try:
        return run(options)
    except KeyboardInterrupt:
        return 0
    except (RuntimeError, TimeoutError) as problem:
        sys.exit(f'dev run: {problem}')


if __name__ == '__main__':
    sys.exit(main())
