# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/performance.md, which nobody edits."""
import datetime
import os
import platform
import re

from rows import FLOWS_IN_MEMORY
from table import markdown

TEXT = '''# How fast Parapet is

Written by `./dev bench` (`bench/speed.py`) on {date}; do not edit. {machine}, {cores} cores, Linux {kernel},
{rounds} rounds. Load of the machine from elsewhere at the beginning: {load}.

{table}

**How to read it.** Each figure is a median of all rounds. The ratio is the median of the ratios of the rounds: in
each, every firewall is started, measured and stopped in turn, in random order, on the same two network namespaces
(a guarded machine and its neighbour, one cable); all of it runs at a higher priority than what else the machine
does. The interval holds the median with 95 % (order statistics); with less than six rounds, of shares (%) and of
counts it is the smallest and the largest. *FAILED*: the
whole interval is beyond the goal. *within noise*: the median is beyond it, the interval is not.

**Against what.** *nftables*: a stateful set of rules as an administrator writes it by hand: established, loopback,
a set of open ports, drop; no queue, no log: what the kernel can do at most. *bare queue*: the same, but what is new
goes to a program that lets all of it in, with our queue's settings and nothing else: the price of NFQUEUE.

**What is measured.**

- *Cost of an established packet*: one thread on one core sends and receives 32-byte datagrams of one flow; the
  median of chunks of 512.
- *Throughput*: bytes that arrived, neighbour to guarded machine, open port. *Small UDP packets*: 32 bytes, 64 on
  their way, echoed.
- *Connections*: made by SYN, SYN-ACK and ACK, and ended with RST; the caller on one core, the server on the other.
- *First packet*: the time connect() takes, one after the other: SYN out, answer back. *Judged in user space*: to a
  port that only a program exception opens.
- *SYN flood*: valid SYNs from made-up addresses in 10.0.0.0/8 to 10,000 closed ports, from the first core, whose
  interrupts take them, ahead of every ordinary process, as interrupts are. *Decided*: what came in, less what a
  queue lost. The engine is kept on the second core or on the first. Beside it, on the second core: one TCP stream,
  and 200 new connections a second of each kind; made is what is made within three seconds.
- *Policy change*: 100,000 UDP flows send all the time; half of them lose their exception. In force: from the call
  until the last packet that still came in was sent. The kernel lets in what a port is open to for anybody; what it is
  open to by a scope, the engine judges.
- *Memory*: growth of the resident size with {flows:,} flows that the engine judged; at rest: the resident size after the start, and again
  when those flows have ended.
'''


def processor():
    with open('/proc/cpuinfo') as file:
        return re.search(r'model name\s*:\s*(.*)', file.read())[1]


def write(path, lines, rounds, load):
    with open(path, 'w') as file:
        file.write(TEXT.format(date=datetime.date.today().isoformat(), machine=processor(), cores=os.cpu_count(),
                               kernel=platform.release(), rounds=rounds, load=f'{load:.1f}', table=markdown(lines),
                               flows=FLOWS_IN_MEMORY))
