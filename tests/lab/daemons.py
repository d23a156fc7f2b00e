# SPDX-License-Identifier: GPL-2.0-or-later
"""Real servers on a machine of the lab, IPv4 and IPv6, each with all its files in a folder of its own."""
import os
import shutil
import signal
import subprocess

from netns import end
from probe import OPEN, knock
from wait import wait_until

SEARCH = os.environ['PATH'] + ':/usr/sbin:/sbin'
PACKAGES = {'nginx': 'nginx-light', 'socat': 'socat', 'systemd-socket-activate': 'systemd', 'sshd': 'openssh-server', 'ssh': 'openssh-client', 'smbd': 'samba',
            'smbclient': 'smbclient', 'avahi-daemon': 'avahi-daemon'}


def path_of(program):
    """A program that is missing is an error, never a reason to leave a test out."""
    found = shutil.which(program, path=SEARCH)
    if not found:
        raise RuntimeError(f'{program} is not installed; it is in the Debian package {PACKAGES[program]}')
    return found


# The users and groups that a server sees. A user namespace has no other number than 0.
GUEST = 1000
USERS = f'root:x:0:0::/:/bin/sh\navahi:x:0:0::/:/bin/sh\nguest:x:{GUEST}:{GUEST}::/:/bin/sh\n'
GROUPS = f'root:x:0:\navahi:x:0:\nguest:x:{GUEST}:\n'
PRIVATE = ('cd "$0" && mount --bind run /run && mount --bind passwd /etc/passwd && mount --bind group /etc/group && '
           'exec "$@"')


class Daemon:
    """Runs until close() or the end of this process. It sees a /run and users of its own."""

    def __init__(self, namespace, folder, program, *words, before=(), **more):
        """`before`: the words of a command that runs it in some other way and execs it."""
        os.makedirs(os.path.join(folder, 'run'))
        write(folder, 'passwd', USERS)
        write(folder, 'group', GROUPS)
        self._messages = os.path.join(folder, 'messages.txt')
        with open(self._messages, 'wb') as messages:  # pdeathsig again: new credentials clear it
            self._process = namespace.start('unshare', '--mount', 'sh', '-c', PRIVATE, folder, *before, 'setpriv',
                                            '--pdeathsig', 'KILL', '--', path_of(program), *words, stdout=messages,
                                            stderr=messages, **more)
        try:
            wait_until(lambda: self._alive() and self.ready(namespace), f'{program} is ready', 15)
        except BaseException:
            self.close()
            raise

    def _alive(self):
        if self._process.poll() is not None:
            raise RuntimeError(f'the server ended with {self._process.returncode}:\n{self.said()}')
        return True

    def said(self):
        with open(self._messages, errors='replace') as file:
            return file.read()

    def close(self):
        end(self._process, signal.SIGTERM)


class Nginx(Daemon):
    """One page: "It works."."""
    CONFIGURATION = '''
daemon off;
{workers}
user root root;  # a user namespace has no other
pid pid;
events {{}}
http {{
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {{ listen {port}; listen [::]:{port}; root www; }}
}}
'''

    def __init__(self, namespace, folder, port, workers=0):
        self._port = port
        os.makedirs(os.path.join(folder, 'www'))
        write(folder, 'www/index.html', 'It works.\n')
        configuration = write(folder, 'nginx.conf', self.CONFIGURATION.format(
            port=port, workers=f'worker_processes {workers};' if workers else 'master_process off;'))
        super().__init__(namespace, folder, 'nginx', '-p', folder, '-c', configuration, '-e', 'stderr')

    def ready(self, namespace):
        return knock(namespace, '127.0.0.1', self._port) == OPEN


class Sshd(Daemon):
    """Lets in the user "guest" with the key of logs_in(). An ordinary user, so that a user namespace will do."""
    CONFIGURATION = '''
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
'''

    def __init__(self, namespace, folder):
        os.makedirs(folder)
        self._key = os.path.join(folder, 'key')
        for name in ('host_key', 'key'):
            file = os.path.join(folder, name)
            subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file], check=True)
        configuration = write(folder, 'sshd_config', self.CONFIGURATION.format(folder=folder))
        namespace.sysctl('net.ipv4.ip_unprivileged_port_start', 0)  # IPv6 too
        guest = ['unshare', '--user', f'--map-user={GUEST}', f'--map-group={GUEST}']
        super().__init__(namespace, folder, 'sshd', '-D', '-e', '-f', configuration, before=guest)

    def ready(self, namespace):
        return knock(namespace, '127.0.0.1', 22) == OPEN

    def logs_in(self, machine, address, seconds):
        """Whether `machine` can run a command here."""
        words = ['ssh', '-F', 'none', '-i', self._key, '-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes',
                 '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR',
                 '-o', f'ConnectTimeout={seconds}', f'guest@{address}', 'echo', 'logged', 'in']
        return machine.run(*words, check=False).stdout == 'logged in\n'


# smbd changes its user for every request, which a user namespace does not allow: it is made to believe that it does.
UID_WRAPPER = {'LD_PRELOAD': 'libuid_wrapper.so', 'UID_WRAPPER': '1', 'UID_WRAPPER_ROOT': '1'}


class Samba(Daemon):
    """A share that everybody may read, on TCP 445 and TCP 139."""
    CONFIGURATION = '''
[global]
  server role = standalone server
  map to guest = Bad User
  guest account = root
  log file = {folder}/log
  load printers = no
  disable spoolss = yes
  rpc start on demand helpers = no
''' + ''.join(f'  {what} = {{folder}}\n' for what in (
        'private dir', 'lock directory', 'state directory', 'cache directory', 'pid directory', 'ncalrpc dir')) + '''
[share]
  path = {folder}/share
  guest ok = yes
'''

    def __init__(self, namespace, folder):
        os.makedirs(os.path.join(folder, 'share'))
        write(folder, 'share/file.txt', 'It works.\n')
        self._configuration = write(folder, 'smb.conf', self.CONFIGURATION.format(folder=folder))
        super().__init__(namespace, folder, 'smbd', '--foreground', '--debug-stdout',
                         '--configfile=' + self._configuration, env=os.environ | UID_WRAPPER)

    def ready(self, namespace):
        return knock(namespace, '127.0.0.1', 445) == OPEN

    def is_read(self, machine, address, seconds, port=445):
        """Whether `machine` can read the file in the share."""
        words = ['timeout', str(seconds), 'smbclient', '--configfile=' + self._configuration, '--no-pass',
                 '--ip-address=' + address, f'--port={port}', '--command=get file.txt -', '//guarded/share']
        return 'It works.' in machine.run(*words, check=False).stdout


class Avahi(Daemon):
    """Tells the addresses of `name`.local to who asks by multicast DNS."""
    CONFIGURATION = '''
[server]
host-name={name}
allow-interfaces=eth0
enable-dbus=no
[publish]
publish-hinfo=no
publish-workstation=no
'''

    def __init__(self, namespace, folder, name):
        os.makedirs(folder)
        configuration = write(folder, 'avahi.conf', self.CONFIGURATION.format(name=name))
        super().__init__(namespace, folder, 'avahi-daemon', '--file=' + configuration, '--no-drop-root', '--no-chroot',
                         '--no-rlimits')

    def ready(self, _):
        return 'Server startup complete' in self.said()


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, 'w') as file:
        file.write(text)
    return path
