# SPDX-License-Identifier: GPL-2.0-or-later
"""A Debian machine under emulation, with the package on it: what tests/vm/vm.sh can do, as Python calls."""
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
TOOL = str(HERE / 'vm.sh')
UNSOLICITED = ('echo', 'tcp', 'udp')  # kinds of probes
SKIPPED = 77  # tests/vm/CMakeLists.txt tells ctest
CACHE = os.environ.get('VMTEST_CACHE') or os.path.expanduser('~/.cache/parapet-vm')
# `purposes` of .ci/packages.txt: what is installed besides a small Debian; `off`: units of that which do not start by themselves.
Image = collections.namedtuple('Image', 'purposes off megabytes')
IMAGES = {'guest': Image(('guest',), '', 512),
          'others': Image(('guest', 'others'), 'containerd.service docker.service docker.socket firewalld.service '
                          'libvirt-guests.service libvirtd.service libvirtd.socket NetworkManager.service '
                          'NetworkManager-wait-online.service ufw.service', 1024)}
BOOT, COMMAND, IMAGE = 600, 600, 1800  # seconds; a busy build machine emulates twenty times slower than a quiet one


class NotPossible(Exception):
    """On this machine there is no such test; the text says why."""


def packages(purposes):
    lines = (SOURCE / '.ci' / 'packages.txt').read_text().splitlines()
    return ' '.join(line.split()[1] for line in lines if line.split()[0] in purposes)


def debian_package():
    found = sorted((SOURCE / 'build').glob('parapet_*.deb'))
    path = os.environ.get('PARAPET_DEB') or (found and str(found[-1]))
    if not path:
        raise NotPossible('there is no package; ./dev package makes it')
    return path


def another_version(package, folder):
    """The same package with a higher version, as an upgrade brings it."""
    tree, result = os.path.join(folder, 'tree'), os.path.join(folder, 'next.deb')
    subprocess.run(['dpkg-deb', '--raw-extract', package, tree], check=True)
    control = pathlib.Path(tree, 'DEBIAN', 'control')
    control.write_text(re.sub(r'(?m)^Version: (.*)$', r'Version: \1+next', control.read_text()))
    subprocess.run(['dpkg-deb', '--root-owner-group', '-Znone', '--build', tree, result], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return result


class Machine:
    def __init__(self, name, image='guest'):
        made = IMAGES[image]
        self._environment = os.environ | {
            'VMTEST_NAME': name, 'VMTEST_CACHE': CACHE if image == 'guest' else f'{CACHE}-{image}',
            'VMTEST_PACKAGES': packages(made.purposes), 'VMTEST_OFF': made.off,
            'VMTEST_MEM': str(made.megabytes), 'VMTEST_WAIT': str(BOOT), 'VMTEST_LIMIT': str(COMMAND)}

    def _tool(self, *words, check=True, seconds=BOOT + 60, **environment):
        done = subprocess.run([TOOL, *words], env=self._environment | environment, capture_output=True, text=True,
                              timeout=seconds, stdin=subprocess.DEVNULL)
        if check and done.returncode != 0:
            raise RuntimeError(f'vm.sh {" ".join(words)}: {done.returncode}\n{done.stdout}{done.stderr}')
        return done

    def make_image(self):
        """Once for a list of packages; some minutes."""
        for program in ('qemu-system-x86_64', 'mmdebstrap'):
            if not shutil.which(program):
                raise NotPossible(f'{program} is not installed')
        if os.geteuid() != 0:
            raise NotPossible('making the image of the machine needs root')
        done = self._tool('image', check=False, seconds=IMAGE)
        if done.returncode != 0:
            raise NotPossible('the image of the machine could not be made:\n' + done.stderr[-2000:])

    def boot(self, how=(), **environment):
        """`how`: --warm (a saved machine) or --keep (the disk of the last time). A boot that hangs is tried once more."""
        self.stop()
        if self._tool('boot', *how, check=False, **environment).returncode != 0:
            self.stop()
            self._tool('boot', *how, **environment)

    def suspend(self, seconds):
        self._tool('suspend', str(seconds), seconds=2 * BOOT)

    def reboot(self):
        self._tool('reboot')

    def stop(self, *how):
        self._tool('stop', *how, check=False)

    def run(self, command, check=True, seconds=COMMAND):
        """A command of the machine's shell, as root; what it wrote."""
        done = self._tool('run', '-t', str(seconds), command, check=False, seconds=seconds + 30)
        if check and done.returncode != 0:
            raise RuntimeError(f'{command}: {done.returncode}\n{done.stdout}{done.stderr}')
        return done.stdout.strip()

    def succeeds(self, command):
        return self._tool('run', command, check=False).returncode == 0

    def copy(self, *files, to):
        self._tool('copy', *map(str, files), to)

    def fetch(self, path, file):
        with open(file, 'wb') as out:
            subprocess.run([TOOL, 'fetch', path], env=self._environment, check=True, stdout=out, timeout=COMMAND)

    def probes(self, boot=1, since=0):
        """What the neighbour outside saw since that start of the machine, by kind of probe, and what came unasked. `since` is
        a time of probe_clock()."""
        return json.loads(self._tool('probes', '--boot', str(boot), '--since', str(since), '--json').stdout)

    def probe_clock(self):
        return float(self._tool('time').stdout)

    def wait_until(self, command, what, seconds=300):
        end = time.monotonic() + seconds
        while not self.succeeds(command):
            if time.monotonic() > end:
                raise TimeoutError(f'{what}: not within {seconds} seconds')

    def tables(self):
        """The nftables tables there are: names of ours, by blanks."""
        return ' '.join(re.findall(r'table inet (parapet\w*)', self.run('nft list tables')))


class MachineCase(unittest.TestCase):
    """A machine of its own for all tests of the class; the package lies at /root/parapet.deb."""
    image = 'guest'
    warm = True
    every = 0  # milliseconds between rounds of probes from outside; 0: none

    @classmethod
    def setUpClass(cls):
        cls.machine = Machine(cls.__name__.lower(), cls.image)
        cls.machine.boot(('--warm',) if cls.warm else (), VMTEST_EVERY=str(cls.every))
        cls.addClassCleanup(cls.machine.stop)
        cls.machine.copy(debian_package(), to='/root/parapet.deb')
        cls.machine.copy(*(HERE / 'guest').iterdir(), to='/opt/')

    def assert_reachable(self, probes):
        """So that silence says something: the machine was there, and answered what every machine must."""
        for kind in ('arp', 'nd6', 'nd6ll'):
            self.assertGreater(probes['probes'][kind]['answered'], 10, kind)

    def assert_silent_outside(self, probes):
        self.assert_reachable(probes)
        answered = {kind: row for kind, row in probes['probes'].items() if kind.startswith(UNSOLICITED) and row['answered']}
        self.assertEqual(answered, {})

    @classmethod
    def install(cls):
        cls.machine.run('dpkg --install /root/parapet.deb')


def main(image='guest'):
    try:
        debian_package()
        Machine('image', image).make_image()
    except NotPossible as reason:
        print(f'skipped: {reason}')
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
