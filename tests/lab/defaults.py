# SPDX-License-Identifier: GPL-2.0-or-later
"""The changes that undo everything a test may have set: the settings of a fresh installation again."""


def to_defaults(settings):
    changes = [('set-log', {'dropped': False, 'connections': False, 'max_size_kb': 4096})]
    for name, profile in settings['profiles'].items():
        changes += [(verb, {'profile': name, **arguments}) for verb, arguments in of_profile(profile)]
    for connection in settings['connections']:
        name = connection['connection']
        changes += [(verb, {'connection': name, **arguments}) for verb, arguments in of_connection(connection)]
    return changes


def of_profile(profile):
    yield 'set-opmode', {'mode': 'on'}
    yield 'set-notifications', {'on': True}
    yield 'set-multicast-response', {'on': True}
    for port in profile['ports']:
        yield 'remove-port', key_of(port)
    for program in profile['programs']:
        yield 'remove-program', {'path': program['path']}
    for service in profile['services']:
        yield 'set-service', {'service': service['service'], 'enabled': False, 'ports': []}
    for item in profile['icmp']:
        yield 'set-icmp', {'item': item, 'allowed': False}


def of_connection(connection):
    yield 'set-connection-filter', {'filtered': True}
    for port in connection['ports']:
        yield 'remove-connection-port', key_of(port)
    for item in connection['icmp']:
        yield 'set-connection-icmp', {'item': item, 'allowed': False}


def key_of(port):
    return {'protocol': port['protocol'], 'port': port['port']}
