# SPDX-License-Identifier: GPL-2.0-or-later
"""The published rules of pfirewall.log (XP SP2: 5), field by field, for whole files. Written from the published description,
not from our writer."""
import ipaddress
import re

FIELDS = ('date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode '
          'info path').split()
HEADER = [r'#Version: 1\.5', r'#Software: (Parapet Firewall|Microsoft Windows Firewall)', r'#Time Format: Local',
          '#Fields: ' + ' '.join(FIELDS), '']
DAY, CLOCK = re.compile(r'\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])'), re.compile(r'([01]\d|2[0-3]):[0-5]\d:[0-5]\d')
FLAGS = re.compile(r'A?F?P?R?S?U?')
CONNECTION = ('OPEN', 'OPEN-INBOUND', 'CLOSE')
BITS_OF = {'src-port': 16, 'dst-port': 16, 'size': 32, 'tcpsyn': 32, 'tcpack': 32, 'tcpwin': 16, 'icmptype': 8, 'icmpcode': 8,
           'info': 64}


def faults(path):
    """What is wrong with this file, a sentence each with the line it is about."""
    with open(path, 'rb') as file:
        data = file.read()
    if not data:
        return []
    found = [] if data.endswith(b'\r\n') else ['the last line has no end']
    lines = data.split(b'\r\n')[:-1]
    for wanted, line in zip(HEADER, lines[:len(HEADER)]):
        if not re.fullmatch(wanted, line.decode('ascii', 'replace')):
            found.append(f'header: {line!r}')
    for number, line in enumerate(lines[len(HEADER):], len(HEADER) + 1):
        found += [f'{path}:{number}: {fault}: {line!r}' for fault in line_faults(line)]
    return found


def line_faults(line):
    if not line.isascii():
        return ['not ASCII']
    values = line.decode().split(' ')
    if len(values) != len(FIELDS) or '' in values:
        return [f'{len(values)} fields']
    fields = dict(zip(FIELDS, values))
    given = {name for name, value in fields.items() if value != '-'}
    return common_faults(fields, given) + list(action_faults(fields, given))


def common_faults(fields, given):
    found = [] if DAY.fullmatch(fields['date']) and CLOCK.fullmatch(fields['time']) else ['not a time']
    for name, bits in BITS_OF.items():
        if name in given and not (fields[name].isdecimal() and int(fields[name]) < 1 << bits):
            found.append(f'{name} is no number of {bits} bits')
    for name in {'src-ip', 'dst-ip'} & given:
        try:
            ipaddress.ip_address(fields[name])
        except ValueError:
            found.append(f'{name} is no address')
    if 'tcpflags' in given and not FLAGS.fullmatch(fields['tcpflags']):
        found.append('flags are not the letters AFPRSU in this order')
    return found


def action_faults(fields, given):
    """Which fields a line of this action has, and which it must not have."""
    action, protocol = fields['action'], fields['protocol']
    time, ends, ports = {'date', 'time', 'action'}, {'protocol', 'src-ip', 'dst-ip'}, {'src-port', 'dst-port'}
    if action == 'INFO-EVENTS-LOST':
        if given != time | {'info'} or int(fields['info']) == 0:
            yield 'a number of lost events and nothing else'
        return
    if action not in CONNECTION + ('DROP',):
        yield 'unknown action'
    if not ends <= given:
        yield 'no protocol or addresses'
    if protocol not in ('TCP', 'UDP', 'ICMP') and not (protocol.isdecimal() and int(protocol) not in (1, 6, 17)):
        yield 'protocol'
    if protocol not in ('TCP', 'UDP') and ports & given:
        yield 'ports without TCP or UDP'
    if action in CONNECTION:
        if given - time - ends - ports:
            yield 'packet fields on a connection'
    elif fields['path'] not in ('RECEIVE', 'SEND') or 'size' not in given:
        yield 'no size or path'
    tcp, icmp = {'tcpsyn', 'tcpack', 'tcpwin'}, {'icmptype', 'icmpcode'}
    if (tcp | {'tcpflags'}) & given and protocol != 'TCP':
        yield 'TCP fields on another protocol'
    if 'S' in fields['tcpflags'] and not tcp | ports <= given:
        yield 'a SYN without its ports, sequence, acknowledgement and window'
    if icmp & given and (protocol not in ('ICMP', '58') or not icmp <= given):
        yield 'ICMP fields'
    if 'info' in given:
        yield 'info is of INFO-EVENTS-LOST'
