#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Real boots, probed by a neighbour from the first moment to the last: what does the machine answer, and when?"""
import tempfile

from machine import MachineCase, main

EVERY = '200'  # milliseconds between rounds of probes
SLOW_HELPER = r'''
mkdir -p /etc/systemd/system/parapetd.service.d
printf '[Service]\nExecStartPre=/bin/sleep 4\n' >/etc/systemd/system/parapetd.service.d/slow.conf
'''
MAKE_INITRAMFS = '''
cd /opt && install early-network.hook /etc/initramfs-tools/hooks/early-network &&
install early-network.premount /etc/initramfs-tools/scripts/init-premount/early-network &&
mkdir -p /etc/initramfs-tools/conf.d && echo COMPRESSLEVEL=1 >/etc/initramfs-tools/conf.d/quick &&
mkinitramfs -o /opt/initrd $(ls /lib/modules)
'''


def first(probes, kind):
    """Seconds from the start of the machine to the first answer to this kind of probe; None if there was none."""
    return probes['probes'][kind]['first']


class BootCase(MachineCase):
    """Each test boots the same disk again. The helper is late, so that the boot-time policy can be seen."""
    warm = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine.run(SLOW_HELPER)
        cls.install()

    def boot_again(self, initramfs=None):
        self.machine.stop('--soft')
        more = {'VMTEST_INITRD': initramfs, 'VMTEST_APPEND': 'root=/dev/vda'} if initramfs else {}
        self.machine.boot(('--keep',), VMTEST_EVERY=EVERY, **more)

    def assert_open_from_the_start(self, probes):
        for kind in ('echo4', 'echo6', 'tcp4.closed', 'udp4.open', 'tcp6.open'):
            self.assertIsNotNone(first(probes, kind), kind)
        self.assertEqual(self.machine.tables(), '')

    def when(self, unit, what):
        return int(self.machine.run(f'systemctl show --value --property={what}TimestampMonotonic {unit}'))


class Boot(BootCase):
    def setUp(self):
        self.machine.run('systemctl enable parapetd; : >/etc/parapet/boot-exclusions')

    def test_it_is_silent_from_the_first_moment_to_the_last(self):
        self.boot_again()
        self.addCleanup(self.machine.boot, ('--keep',))
        self.assertEqual(self.machine.tables(), 'parapet')
        network = self.when('vmtest-net', 'ExecMainStart')
        self.assertLess(self.when('parapet-boot', 'ActiveEnter'), network)
        self.assertLess(network, self.when('parapetd', 'ActiveEnter'), 'the boot-time policy was needed')
        self.machine.stop('--soft')
        probes = self.machine.probes()
        self.assert_silent_outside(probes)
        self.assertTrue([what for what in probes['egress'] if 'udp to port 5555' in what], 'what it sends itself goes out')

    def test_exclusions_open_a_port_before_the_helper_does_also_when_the_firewall_is_off(self):
        self.machine.run("echo 7777/udp >/etc/parapet/boot-exclusions; parapetctl firewall set opmode DISABLE")
        self.addCleanup(self.machine.run, 'parapetctl firewall set opmode ENABLE')
        self.boot_again()
        self.machine.run('sleep 3')
        probes = self.machine.probes()
        for version in ('4', '6'):
            excluded = first(probes, f'udp{version}.open')
            for kind in (f'tcp{version}.open', f'tcp{version}.closed', f'echo{version}'):
                self.assertGreater(first(probes, kind), excluded + 2, f'{kind}: only when the helper was there')
        self.assertIn('parapet', self.machine.tables())

    def test_a_masked_firewall_has_no_boot_time_policy(self):
        self.machine.run('systemctl mask parapetd')
        self.addCleanup(self.machine.run, 'systemctl unmask parapetd && systemctl start parapetd')
        self.boot_again()
        self.assert_open_from_the_start(self.machine.probes())


class Initramfs(BootCase):
    """An initramfs of Debian's own making that configures the network before systemd is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.guarded, cls.plain = folder.name + '/guarded', folder.name + '/plain'
        cls.machine.run(MAKE_INITRAMFS, seconds=400)
        cls.machine.fetch('/opt/initrd', cls.guarded)
        cls.machine.run('systemctl disable parapetd && ' + MAKE_INITRAMFS, seconds=400)
        cls.machine.fetch('/opt/initrd', cls.plain)

    def test_it_is_silent_before_systemd_starts(self):
        self.machine.run('systemctl enable parapetd')
        self.boot_again(self.guarded)
        probes = self.machine.probes()
        self.assert_silent_outside(probes)
        self.assertEqual(self.machine.tables(), 'parapet')

    def test_an_initramfs_made_for_a_disabled_firewall_has_no_policy(self):
        self.machine.run('systemctl disable parapetd')
        self.boot_again(self.plain)
        self.assert_open_from_the_start(self.machine.probes())

    def test_one_that_was_made_before_the_firewall_was_disabled_leaves_nothing(self):
        self.machine.run('systemctl disable parapetd')
        self.boot_again(self.guarded)
        self.assertEqual(self.machine.tables(), '')


if __name__ == '__main__':
    main()
