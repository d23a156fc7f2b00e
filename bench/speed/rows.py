# SPDX-License-Identifier: GPL-2.0-or-later
"""What is measured: the rows of the table, and the measurements that give their figures."""
import dataclasses
import time
from typing import Callable

from bed import (CONNECT, COST, ECHO, EVEN, FLOOD_PORT, FLOOD_PORTS, ODD, PROGRAM, SERVER_CORE, STREAM, room_for_flows)
from lab import GUARDED, NEIGHBOUR
from netns import end
from wait import wait_until

OURS, PLAIN, BARE, NONE = 'parapet', 'nftables', 'bare queue', 'none'
PATIENCE = 3000  # milliseconds until a connection has failed (connections.cpp)
AS_INTERRUPTS = ('chrt', '--fifo', '1')  # nothing stops interrupts
FLOWS_OF_A_CHANGE, FLOWS_IN_MEMORY = 100_000, 1_000_000


@dataclasses.dataclass(frozen=True)
class Row:
    key: str
    title: str
    unit: str
    at_least: bool  # else: at most
    limit: float
    against: str = PLAIN  # whose figure ours is divided by; '' for a figure that stands alone
    of_rounds: str = 'median'  # or 'mean', 'worst': what counts of all rounds


@dataclasses.dataclass(frozen=True)
class Group:
    """Measured together: each firewall is started once, the rows follow each other."""
    name: str
    rows: tuple[Row, ...]
    firewalls: tuple[str, ...]
    measure: Callable  # (bed, the keys that are wanted) -> {key: figure}
    times: int = 1     # in a round
    core: int | None = None  # of what works in user space
    rounds: int | None = None  # when fewer are enough


def one_by_one(measurements):
    """A measure() of rows that do not depend on each other: {key: function of the bed}."""
    def measure(bed, wanted):
        return {key: function(bed) for key, function in measurements.items() if key in wanted}
    return measure


# --- known flows ---

def cost(bed):
    answer = bed.start(bed.guarded, 'cost', core=SERVER_CORE, **{'from': bed.neighbour.path, 'to': bed.guarded.path},
                       address=GUARDED[0], port=COST, chunks=bed.milliseconds)
    return bed.finish(answer)['nanoseconds']


def throughput(streams):
    def measure(bed):
        answer = bed.inward('streams', STREAM, streams=streams, milliseconds=bed.milliseconds)
        return answer['bytes'] * 8e-9 / answer['seconds']
    return measure


def exchange(bed):
    answer = bed.inward('exchange', ECHO, milliseconds=bed.milliseconds)
    return 2e-3 * answer['back'] / answer['seconds']


# --- new flows ---

def rate(direction, port, at_once):
    def measure(bed):
        call = bed.inward if direction == 'in' else bed.outward
        answer = call('connect', port, at_once=at_once, milliseconds=bed.milliseconds)
        return answer['made'] / answer['seconds']
    return measure


def first_packet(direction, port, prefix):
    def measure(bed):
        call = bed.inward if direction == 'in' else bed.outward
        call('first', port, count=30)  # what is needed once only
        answer = call('first', port, count=2 * bed.milliseconds)
        return {f'{prefix}_{name}': answer[name] for name in ('p50', 'p99')}
    return measure


def first_packets(bed, wanted):
    figures = {}
    for prefix, direction, port in (('first_out', 'out', CONNECT), ('first_in', 'in', CONNECT),
                                    ('first_judged', 'in', PROGRAM)):
        if any(key.startswith(prefix) for key in wanted):
            figures |= first_packet(direction, port, prefix)(bed)
    return figures


# --- a flood ---

def flood(name):
    def measure(bed, _):
        calling = 3 * bed.milliseconds
        milliseconds = calling + PATIENCE  # until the last call is made or has failed
        with bed.counters():
            seen, undecided = bed.seen('flood'), bed.undecided()
            work = {'core': SERVER_CORE}
            stream = bed.start(bed.neighbour, 'streams', address=GUARDED[0], port=STREAM, milliseconds=milliseconds,
                               **work)
            calls = [bed.start(machine, 'connect', address=address, port=port, at_once=1000, pause=5000,
                               milliseconds=calling, **work)
                     for machine, address, port in ((bed.neighbour, GUARDED[0], CONNECT),
                                                    (bed.neighbour, GUARDED[0], PROGRAM),
                                                    (bed.guarded, NEIGHBOUR[0], CONNECT))]
            flooder = bed.frames('flood', before=AS_INTERRUPTS, first_port=FLOOD_PORT, ports=FLOOD_PORTS,
                                 milliseconds=milliseconds)
            flooded = bed.finish(flooder)
            decided = bed.seen('flood') - seen - (bed.undecided() - undecided)
            transfer = bed.finish(stream)
            to_port, to_program, outward = (bed.finish(each) for each in calls)
        return {f'flood_{name}': decided / flooded['seconds'] * 1e-3,
                f'flood_{name}_transfer': transfer['bytes'] * 8e-9 / transfer['seconds'],
                f'flood_{name}_in': made(to_port), f'flood_{name}_program': made(to_program),
                f'flood_{name}_out': made(outward)}
    return measure


def made(answer):
    return 100 * answer['made'] / max(answer['made'] + answer['failed'], 1)


# --- many flows ---

@dataclasses.dataclass(frozen=True)
class Spray:
    """How many flows begin."""
    scope: str
    rate: int  # a second


BY_KERNEL = Spray('*', 150_000)
BY_ENGINE = Spray('10.0.0.0/8', 28_000)  # a scope is the engine's to judge; beyond 30,000 a second is a flood


def policy_change(name, kind):
    """Half of the flows lose their permission; each flow goes on sending."""
    def measure(bed, _):
        with bed.sprayed(kind.scope):
            change = change_under_flows(bed, kind)
        return {f'{name}_{key}': figure for key, figure in change.items()}
    return measure


def change_under_flows(bed, kind):
    ports = {'even_port': EVEN, 'odd_port': ODD}
    spray = {**ports, 'flows': FLOWS_OF_A_CHANGE}
    collector = bed.start(bed.guarded, 'collect', core=SERVER_CORE, **ports)
    try:
        collector.stdout.readline()
        bed.finish(bed.frames('spray', rate=kind.rate, rounds=1, **spray))
        wait_until(lambda: bed.flows() >= FLOWS_OF_A_CHANGE * 0.99, 'the flows are there')
        bed.helper_is_idle()
        with bed.counters():
            sender = bed.frames('spray', rate=100_000, **spray)
            time.sleep(0.3)
            asked = time.monotonic_ns()
            bed.bus.change_all([bed.port('UDP', ODD, enabled=False)])
            answered = time.monotonic_ns()
            time.sleep(0.7)
            bed.finish(sender, ask=True)
            time.sleep(0.1)  # the last are on their way
            sent_again = bed.seen('even')
        collected = bed.finish(collector, ask=True)
    finally:
        end(collector)
    return {'ms': max(collected['odd_last_sent'] - asked, 0) * 1e-6, 'call_ms': (answered - asked) * 1e-6,
            'lost': FLOWS_OF_A_CHANGE // 2 + sent_again - collected['even'] - collected['overflow']}


def memory(bed, _):
    with bed.sprayed(BY_ENGINE.scope):
        return memory_of_flows(bed)


def memory_of_flows(bed):
    bed.helper_is_idle()
    rest = bed.helper_memory()
    ports = {'even_port': EVEN, 'odd_port': ODD}
    collector = bed.start(bed.guarded, 'collect', core=SERVER_CORE, **ports)
    try:
        collector.stdout.readline()
        with room_for_flows(2 * FLOWS_IN_MEMORY):
            bed.finish(bed.frames('spray', rate=BY_ENGINE.rate, rounds=1, flows=FLOWS_IN_MEMORY, **ports))
            bed.helper_is_idle()
            flows, used = bed.flows(), bed.helper_memory() - rest
        bed.finish(collector, ask=True)
        bed.load(bed.guarded, 'forget')
        bed.helper_is_idle()
        after = bed.helper_memory()
    finally:
        end(collector)
    if flows < FLOWS_IN_MEMORY * 0.95:
        raise RuntimeError(f'only {flows} flows are living')
    return {'memory_rest': rest / 2**20, 'memory_flow': used / flows, 'memory_after': after / 2**20}


# --- the table ---

def flood_rows(name, where):
    beside = f'beside a SYN flood, engine on {where}'
    return (Row(f'flood_{name}', f'SYN flood decided, engine on {where}', 'k/s', True, 0.9),
            Row(f'flood_{name}_transfer', f'transfer {beside}', 'Gbit/s', True, 0.9),
            Row(f'flood_{name}_in', f'new connections made to an open port {beside}', '%', True, 99.9, '', 'mean'),
            Row(f'flood_{name}_program', f'new connections made to a program {beside}', '%', True, 99.9, '', 'mean'),
            Row(f'flood_{name}_out', f'new connections made outbound {beside}', '%', True, 99.9, '', 'mean'))


def change_rows(name, who):
    return (Row(f'{name}_ms', f'policy change in force on 100,000 flows that {who}', 'ms', False, 100, ''),
            Row(f'{name}_call_ms', 'the call that changes it', 'ms', False, 200, ''),
            Row(f'{name}_lost', 'packets of permitted flows lost by it', '', False, 0, '', 'worst'))


def rate_row(key, what, limit):
    return Row(key, f'connections, {what}', '/s', True, limit)


GROUPS = (
    Group('cost', (Row('cost', 'cost of an established packet', 'ns', False, 1.03),), (OURS, PLAIN, NONE),
          one_by_one({'cost': cost}), times=2),
    Group('throughput', (Row('tcp1', 'TCP, 1 stream', 'Gbit/s', True, 0.95),
                         Row('tcp4', 'TCP, 4 streams', 'Gbit/s', True, 0.95),
                         Row('udp', 'small UDP packets, both ways', 'k/s', True, 0.95)),
          (OURS, PLAIN, BARE), one_by_one({'tcp1': throughput(1), 'tcp4': throughput(4), 'udp': exchange})),
    Group('connections', (rate_row('out1', 'outbound, 1 at a time', 0.95),
                          rate_row('out64', 'outbound, 64 at a time', 0.95),
                          rate_row('in1', 'to an open port, 1 at a time', 0.95),
                          rate_row('in64', 'to an open port, 64 at a time', 0.95),
                          rate_row('program64', 'to a program, 64 at a time', 0.85)),
          (OURS, PLAIN, BARE),
          one_by_one({'out1': rate('out', CONNECT, 1), 'out64': rate('out', CONNECT, 64),
                      'in1': rate('in', CONNECT, 1), 'in64': rate('in', CONNECT, 64),
                      'program64': rate('in', PROGRAM, 64)})),
    Group('first', (Row('first_out_p50', 'first packet outbound, p50', 'us', False, 1.15),
                    Row('first_out_p99', 'first packet outbound, p99', 'us', False, 1.5),
                    Row('first_in_p50', 'first packet to an open port, p50', 'us', False, 1.15),
                    Row('first_in_p99', 'first packet to an open port, p99', 'us', False, 1.5),
                    Row('first_judged_p50', 'first packet judged in user space, p50', 'us', False, 1.15, BARE)),
          (OURS, PLAIN, BARE), first_packets),
    Group('flood, other core', flood_rows('other', 'the other core'), (OURS, PLAIN), flood('other'), core=1),
    Group('flood, same core', flood_rows('same', 'the core of the interrupts'), (OURS, PLAIN), flood('same'), core=0),
    Group('policy change, kernel', change_rows('change', 'the kernel let in'), (OURS,), policy_change('change', BY_KERNEL)),
    Group('policy change, engine', change_rows('known', 'the engine judged'), (OURS,), policy_change('known', BY_ENGINE)),
    Group('memory', (Row('memory_flow', 'memory a flow, at one million flows', 'bytes', False, 150, ''),
                     Row('memory_rest', 'memory at rest', 'MB', False, 40, ''),
                     Row('memory_after', 'memory at rest, after a million flows have ended', 'MB', False, 40, '')),
          (OURS,), memory, rounds=3),
)
