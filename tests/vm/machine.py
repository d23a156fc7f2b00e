# SPDX-License-Identifier: GPL-2.0-or-later
"""A Debian machine under emulation, with the package on it: what tests/vm/vm.sh can do, as Python calls."""
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
SKIPPED = 77  # tests/vm/CMakeLists.txt tells ctest
BOOT, COMMAND, IMAGE = 600, 600, 1800  # seconds; a busy build machine emulates twenty times slower than a quiet one


class NotPossible(Exception):
    """On this machine there is no such test; the text says why."""


def packages(purpose):
    lines = (SOURCE / '.ci' / 'packages.txt').read_text().splitlines()
    return ' '.join(line.split()[1] for line in lines if line.split()[0] == purpose)


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
    def __init__(self, name):
        self._environment = os.environ | {'VMTEST_NAME': name, 'VMTEST_PACKAGES': packages('guest'),
                                          'VMTEST_WAIT': str(BOOT), 'VMTEST_LIMIT': str(COMMAND)}

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

    def probes(self, boot=1):
        """What the neighbour outside saw since that start of the machine, by kind of probe, and what came unasked."""
        return json.loads(self._tool('probes', '--boot', str(boot), '--json').stdout)

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
    warm = True

    @classmethod
    def setUpClass(cls):
        cls.machine = Machine(cls.__name__.lower())
        cls.machine.boot(('--warm',) if cls.warm else ())
        cls.addClassCleanup(cls.machine.stop)
        cls.machine.copy(debian_package(), to='/root/parapet.deb')
        cls.machine.copy(*(HERE / 'guest').iterdir(), to='/opt/')

    @classmethod
    def install(cls):
        cls.machine.run('dpkg --install /root/parapet.deb')


def main():
    try:
        debian_package()
        Machine('image').make_image()
    except NotPossible as reason:
        print(f'skipped: {reason}')
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
