# SPDX-License-Identifier: GPL-2.0-or-later
"""The firewalls that are compared, each on the same machine, one at a time: on with start(), gone after stop()."""
import time

from netns import end, pin
from programs import Running

# What a careful administrator writes by hand: stateful, no queue, no log. The kernel's limit.
PLAIN_RULES = '''table inet plain {{
  set tcp_ports {{ type inet_service; elements = {{ {tcp} }} }}
  set udp_ports {{ type inet_service; elements = {{ {udp} }} }}
  chain input {{
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    iifname "lo" accept
    icmpv6 type {{ 133, 134, 135, 136 }} accept
    ct state new tcp dport @tcp_ports accept
    ct state new udp dport @udp_ports accept
  }}
}}
'''


class NoFirewall:
    name = 'none'

    def start(self):
        pass

    def stop(self):
        pass

    def pin(self, core):
        """Keeps what works in user space on this core."""


class PlainNftables(NoFirewall):
    name = 'nftables'

    def __init__(self, machine, tcp, udp):
        self._machine = machine
        self._rules = PLAIN_RULES.format(tcp=', '.join(map(str, tcp)), udp=', '.join(map(str, udp)))

    def start(self):
        self._machine.run('nft', self._rules)

    def stop(self):
        self._machine.run('nft', 'delete table inet plain')


class BareQueue(NoFirewall):
    name = 'bare queue'

    def __init__(self, machine, program):
        self._machine, self._program, self._running = machine, program, None

    def start(self):
        self._running = Running(self._machine, self._program, 'bare-queue')

    def stop(self):
        end(self._running.process)
        self._running.close()
        self._machine.run('nft', 'delete table inet parapet')

    def pin(self, core):
        pin(self._running.process.pid, {core})


class Parapet(NoFirewall):
    name = 'parapet'

    def __init__(self, lab):
        self._helper = lab.helper

    def start(self):
        self._helper.start()
        time.sleep(1.2)  # what has only just begun to listen is looked up with each packet

    def stop(self):
        self._helper.stop()

    def pin(self, core):
        pin(self._helper.pid, {core})
