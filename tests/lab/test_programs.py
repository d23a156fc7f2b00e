#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Program exceptions: what a program listens on is open while it listens, and it is that very program (xp-reference 3.2)."""
import os
import shutil
import socket
import tempfile

from case import LabCase, main
from daemons import Nginx, path_of
from lab import GUARDED
from netns import PYTHON
from probe import OPEN, SILENT, ask, family, fetch, knock
from programs import Running, install, told
from wait import wait_until

PORT = 4711
SOON = 0.5  # seconds; silence for so long is silence here
PATIENT = 5  # for an answer that must come


class Programs(LabCase):
    def setUp(self):
        super().setUp()
        self.a, self.b = install(self.file('programs'), 'a'), install(self.file('programs'), 'b')

    def allow(self, path, enabled=True, scope='*'):
        self.change('set-program', path=path, name=os.path.basename(path), enabled=enabled, scope=scope)

    def disallow(self, path):
        self.change('remove-program', path=path)

    def listens(self, *words, **more):
        return self.running(Running(self.lab.guarded, *words, **more))

    def told(self, address, port=PORT, seconds=SOON):
        return told(self.lab.neighbour, address, port, seconds)

    def ask(self, address, port=PORT, seconds=SOON):
        answer = ask(self.lab.neighbour, address, port, seconds=seconds)
        return answer.decode() if isinstance(answer, bytes) else answer


class WhoseSocketItIs(Programs):
    def test_the_port_is_open_while_the_program_listens_and_to_no_other_program(self):
        self.allow(self.a)
        for protocol, reached in (('tcp', self.told), ('udp', self.ask)):
            for address in GUARDED:
                with self.subTest(protocol, address=address):
                    with_a = self.listens(self.a, protocol, f'port={PORT}')
                    self.assertEqual(reached(address, seconds=PATIENT), self.a)
                    with_a.close()
                    other = self.listens(self.b, protocol, f'port={PORT}')
                    self.assertIsNone(reached(address))
                    other.close()

    def test_any_port_that_it_chooses(self):
        self.allow(self.a)
        self.listens(self.a, 'port=4711', '/', 'port=14711', '/', 'udp', 'port=24711')
        self.assertEqual(self.told(GUARDED[0], 4711, seconds=PATIENT), self.a)
        self.assertEqual(self.told(GUARDED[1], 14711, seconds=PATIENT), self.a)
        self.assertEqual(self.ask(GUARDED[0], 24711, seconds=PATIENT), self.a)

    def test_an_unchecked_row_opens_nothing_and_a_scope_is_kept(self):
        self.listens(self.a, f'port={PORT}')
        self.allow(self.a, enabled=False)
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(self.a, scope='203.0.113.0/24')
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(self.a, scope='LocalSubnet')
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.a)

    def test_ipv6_alone_and_ipv4_alone(self):
        self.allow(self.a)
        self.listens(self.a, 'v6only', f'port={PORT}')
        self.listens(self.b, 'address=0.0.0.0', f'port={PORT}')
        self.assertEqual(self.told(GUARDED[1], seconds=PATIENT), self.a)
        self.assertIsNone(self.told(GUARDED[0]), 'IPv4 goes to the other program')

    def test_the_more_specific_bind_receives(self):
        self.allow(self.a)
        for protocol, reached in (('tcp', self.told), ('udp', self.ask)):
            with self.subTest(protocol):
                everywhere = self.listens(self.a, protocol, f'port={PORT}', 'reuseport')
                here = self.listens(self.b, protocol, f'address={GUARDED[0]}', f'port={PORT}', 'reuseport')
                self.assertIsNone(reached(GUARDED[0]))
                self.assertEqual(reached(GUARDED[1], seconds=PATIENT), self.a)
                here.close()
                self.assertEqual(wait_until(lambda: reached(GUARDED[0]), 'the other one receives now'), self.a)
                everywhere.close()

    def test_a_socket_bound_to_the_device_receives_before_others(self):
        self.allow(self.a)
        bound = self.listens(self.b, f'port={PORT}', 'reuseport', 'device=eth0')
        self.listens(self.a, f'port={PORT}', 'reuseport')
        for address in GUARDED:
            self.assertIsNone(self.told(address))
        bound.close()
        self.assertEqual(wait_until(lambda: self.told(GUARDED[0]), 'the other one receives now'), self.a)

    def test_of_programs_that_share_a_port_only_the_allowed_one_is_reached(self):
        self.allow(self.a)
        self.listens(self.a, f'port={PORT}', 'reuseport')
        self.listens(self.b, f'port={PORT}', 'reuseport')
        answers = [self.told(GUARDED[0], seconds=0.2) for _ in range(40)]
        self.assertEqual(set(answers), {self.a, None})

    def test_processes_that_share_the_socket(self):
        self.allow(self.a)
        self.listens(self.a, f'port={PORT}', 'children=3')
        for _ in range(5):
            self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.a)

    def test_a_process_that_became_another_program(self):
        self.listens(self.a, f'port={PORT}', 'exec=' + self.b)
        self.allow(self.a)
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(self.b)
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.b)

    def test_a_socket_in_the_hands_of_two_programs_needs_both(self):
        self.listens(self.a, f'port={PORT}', 'with=' + self.b)
        self.allow(self.a)
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(self.b)
        self.assertIn(self.told(GUARDED[0]), (self.a, self.b))

    def test_another_users_program(self):
        self.allow(self.a)
        os.chmod(self.lab.folder, 0o755)
        self.listens(self.a, f'port={PORT}', before=('setpriv', '--reuid', '1000', '--clear-groups'))
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.a)

    def test_a_listener_of_another_network_namespace_opens_nothing_here(self):
        self.allow(self.a)
        self.running(Running(self.lab.neighbour, self.a, f'port={PORT}'))
        self.assertIsNone(self.told(GUARDED[0]))

    def test_multicast_is_for_all_who_listen_or_for_nobody(self):
        group = '239.255.47.11'
        self.listens(self.a, 'udp', 'address=0.0.0.0', f'port={PORT}', f'group={group}', 'device=eth0', 'reuseport')
        self.listens(self.b, 'udp', 'address=0.0.0.0', f'port={PORT}', f'group={group}', 'device=eth0', 'reuseport')
        self.allow(self.a)
        self.assertEqual(self.answers_of_the_group(group), set())
        self.allow(self.b)
        self.assertEqual(self.answers_of_the_group(group), {self.a, self.b})
        self.disallow(self.a)
        self.assertEqual(self.answers_of_the_group(group), set())

    def answers_of_the_group(self, group):
        with self.lab.neighbour.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton('192.0.2.2'))
            asker.sendto(b'anybody there?', (group, PORT))
            asker.settimeout(SOON)
            answers = set()
            try:
                while True:
                    answers.add(asker.recv(4096).decode())
            except TimeoutError:
                return answers


class WhichFileItIs(Programs):
    def test_a_link_names_the_program_that_it_leads_to(self):
        link = self.file('programs/link')
        if not os.path.islink(link):
            os.symlink('a', link)
        self.allow(link)
        self.listens(self.a, f'port={PORT}')
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.a)

    def test_an_upgrade_while_it_runs(self):
        self.allow(self.a)
        old = self.listens(self.a, f'port={PORT}')
        os.rename(install(self.file('programs'), 'a.new'), self.a)
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.a, 'what ran before the upgrade')
        old.close()
        self.listens(self.a, f'port={PORT}')
        self.assertEqual(wait_until(lambda: self.told(GUARDED[0]), 'what runs after it'), self.a)
        wait_until(lambda: any(self.a in notice for notice in self.lab.bus.status()['notices']), 'the user is told')

    def test_another_file_that_goes_by_the_same_path_is_another_program(self):
        """In a mount namespace of its own the path leads to a file of its own."""
        self.allow(self.a)
        os.makedirs(self.file('container'), exist_ok=True)
        shutil.copy(self.b, self.file('container/a'))
        inside = ('unshare', '--mount', 'sh', '-c', 'mount --bind "$0" "$1" && shift && exec "$@"',
                  self.file('container'), self.file('programs'))
        self.listens(self.a, f'port={PORT}', before=inside)
        self.assertIsNone(self.told(GUARDED[0]))

    def with_root_of_its_own(self, name):
        """/programs/a of a container runs; the folder that is its root."""
        root = self.file(name)
        for folder in ('usr', 'lib', 'lib64', 'programs'):
            os.makedirs(os.path.join(root, folder), exist_ok=True)
        shutil.copy(self.b, os.path.join(root, 'programs/a'))
        mounts = 'cd "$0" && for each in usr lib lib64; do mount --rbind /$each $each; done && exec chroot . "$@"'
        self.listens('/programs/a', f'port={PORT}', before=('unshare', '--mount', 'sh', '-c', mounts, root))
        return root

    def test_a_flatpak_is_its_id(self):
        root = self.with_root_of_its_own('flatpak')
        with open(os.path.join(root, '.flatpak-info'), 'w') as file:
            file.write('[Application]\nname=org.example.Chat\n')
        self.allow('flatpak:org.example.Other')
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow('flatpak:org.example.Chat')
        wait_until(lambda: self.told(GUARDED[0]) == '/programs/a', 'it is reached under its id')

    def test_an_appimage_is_its_image(self):
        """It runs from a folder that it mounts anew with each start."""
        image = install(self.file('programs'), 'Chat.AppImage')
        folder = tempfile.mkdtemp(prefix='.mount_Chat', dir='/tmp')
        self.addCleanup(shutil.rmtree, folder)
        chat = install(folder, 'chat')
        self.listens(chat, f'port={PORT}', env=os.environ | {'APPIMAGE': image})
        self.allow(self.a)
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(image)
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), chat)

    def test_a_container_with_a_root_of_its_own(self):
        """Its /usr/bin/a is not ours, though it says so."""
        self.allow(self.a)
        self.allow('/programs/a')
        root = self.with_root_of_its_own('root')
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(os.path.join(root, 'programs/a'))
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), '/programs/a', 'under its real name it may be allowed')


class WhatAnInterpreterRuns(Programs):
    SERVER = ('#!/usr/bin/python3\nimport http.server\n'
              'print("ready", flush=True)\n'
              'class Page(http.server.SimpleHTTPRequestHandler):\n'
              '    def log_message(self, *_): pass\n'
              f'http.server.ThreadingHTTPServer(("", {PORT}), Page).serve_forever()\n')

    def server(self, name):
        path = self.file(name)
        with open(path, 'w') as file:
            file.write(self.SERVER)
        os.chmod(path, 0o755)
        return path

    def test_a_script_is_the_program_not_its_interpreter(self):
        script, other = self.server('script.py'), self.server('other.py')
        for words in ((script,), (PYTHON, '-B', script), (PYTHON, '-B', os.path.basename(script))):
            with self.subTest(words):
                running = self.listens(*words, cwd=self.lab.folder)
                self.allow(PYTHON)
                self.allow(other)
                self.assertEqual(self.knock(), SILENT)
                self.allow(script)
                self.assertEqual(self.knock(PATIENT), OPEN)
                self.disallow(script)
                running.close()

    def test_an_interpreter_without_a_file_is_itself(self):
        self.listens(PYTHON, '-m', 'http.server', str(PORT), said=None, stderr=-3, cwd=self.lab.folder)
        wait_until(lambda: knock(self.lab.guarded, '127.0.0.1', PORT) == OPEN, 'the web server is ready')
        self.assertEqual(self.knock(), SILENT)
        self.allow(PYTHON)
        self.assertEqual(self.knock(PATIENT), OPEN)

    def knock(self, seconds=SOON):
        return knock(self.lab.neighbour, GUARDED[0], PORT, seconds)


class RealPrograms(Programs):
    def test_nginx_with_workers(self):
        self.running(Nginx(self.lab.guarded, self.file('nginx'), 8080, workers=2))
        self.assertEqual(fetch(self.lab.neighbour, GUARDED[0], 8080, 1), '')
        self.allow(path_of('nginx'))
        for address in GUARDED:
            self.assertEqual(fetch(self.lab.neighbour, address, 8080), 'It works.\n')

    def test_socat(self):
        self.listens(path_of('socat'), f'TCP-LISTEN:{PORT},fork,reuseaddr', 'SYSTEM:echo hello', said=None)
        wait_until(lambda: told(self.lab.guarded, '127.0.0.1', PORT), 'socat listens')
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(path_of('socat'))
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), 'hello\n')

    def test_a_socket_that_waits_for_its_program_is_the_programs(self):
        activate = path_of('systemd-socket-activate')
        self.listens(activate, '-l', str(PORT), self.a, 'inherited', said=None, stderr=-3)
        wait_until(lambda: f'{PORT:04X}' in self.lab.guarded.run('cat', '/proc/net/tcp6').stdout, 'it listens')
        self.allow(activate)
        self.assertIsNone(self.told(GUARDED[0]))
        self.allow(self.a)
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.a)
        self.assertEqual(self.told(GUARDED[0], seconds=PATIENT), self.a, 'and now the program itself listens')


class LivingFlows(Programs):
    def connect(self, address):
        caller = self.running(self.lab.neighbour.socket(family(address), socket.SOCK_STREAM))
        caller.settimeout(5)
        caller.connect((address, PORT))
        self.assertEqual(caller.recv(4096).decode(), self.a)
        return caller

    def answers(self, caller, seconds=2):
        caller.settimeout(seconds)
        try:
            caller.sendall(b'x')
            return caller.recv(1) == b'x'
        except OSError:
            return False

    def test_connections_end_with_the_exception(self):
        self.allow(self.a)
        self.listens(self.a, f'port={PORT}')
        callers = [self.connect(address) for address in GUARDED]
        for caller in callers:
            self.assertTrue(self.answers(caller))
        self.allow(self.a, enabled=False)
        for caller in callers:
            self.assertFalse(self.answers(caller))

    def test_they_go_on_when_a_port_exception_takes_over_and_when_other_rows_change(self):
        self.allow(self.a)
        self.listens(self.a, f'port={PORT}')
        caller = self.connect(GUARDED[0])
        self.allow(self.b)
        self.assertTrue(self.answers(caller))
        self.open_port('TCP', PORT)
        self.disallow(self.a)
        self.assertTrue(self.answers(caller))
        self.allow(self.a)
        self.lab.ctl('firewall', 'delete', 'portopening', 'TCP', str(PORT))
        self.assertTrue(self.answers(caller))

    def test_what_is_said_by_udp_ends_with_the_socket(self):
        """Who gets the port next is another program, and asked about anew."""
        self.allow(self.a)
        for address in GUARDED:
            with self.subTest(address), self.lab.neighbour.socket(family(address), socket.SOCK_DGRAM) as asker:
                asker.settimeout(SOON)
                asker.connect((address, PORT))
                server = self.listens(self.a, 'udp', f'port={PORT}')
                self.assertTrue(self.is_answered_by(asker, self.a))
                server.close()
                successor = self.listens(self.b, 'udp', f'port={PORT}')
                wait_until(lambda: not self.is_answered_by(asker, self.b), 'the successor is not reached', 2)
                self.assertFalse(self.is_answered_by(asker, self.b))
                successor.close()

    def is_answered_by(self, asker, name):
        try:
            asker.send(b'who is there?')
            return asker.recv(4096).decode() == name
        except OSError:  # silence, or nobody listens
            return False

    def test_they_live_through_a_restart_of_the_helper_and_end_with_the_exception_after_it(self):
        self.allow(self.a)
        self.listens(self.a, f'port={PORT}')
        callers = [self.connect(address) for address in GUARDED]
        self.lab.helper.kill()
        self.lab.helper.start()
        for caller in callers:
            self.assertTrue(self.answers(caller))
        self.allow(self.b)
        for caller in callers:
            self.assertTrue(self.answers(caller))
        self.disallow(self.a)
        for caller in callers:
            self.assertFalse(self.answers(caller))


if __name__ == '__main__':
    main()
