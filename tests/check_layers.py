#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails on an #include that goes against the arrows of docs/architecture.md."""
import pathlib
import re
import sys

# folder -> folders it may include, besides itself
ARROWS = {
    'engine/base': [],
    'engine/model': ['engine/base'],
    'engine/packet': ['engine/model', 'engine/base'],
    'engine/flow': ['engine/packet', 'engine/model', 'engine/base'],
    'engine/policy': ['engine/packet', 'engine/model', 'engine/base'],
    'engine/filter': ['engine/flow', 'engine/policy', 'engine/packet', 'engine/model', 'engine/base'],
    'engine/bpf': ['engine/base'],
    'engine/kernel': ['engine/bpf', 'engine/flow', 'engine/model', 'engine/base'],
    'engine/program': ['engine/bpf', 'engine/model', 'engine/base'],
    'engine/store': ['engine/model', 'engine/base'],
    'engine/log': ['engine/store', 'engine/model', 'engine/base'],
    'ui': ['engine/model', 'engine/base'],
    'app/ipc': ['engine/model', 'engine/base'],
    'app/helper': ['engine', 'app/ipc'],
    'app/panel': ['ui', 'app/ipc', 'engine/model', 'engine/base'],
    'app/ctl': ['app/ipc', 'engine/model', 'engine/base'],
}
# library headers that belong to one place only
ONLY_IN = {
    r'Q[A-Z]\w*': ['app', 'ui', 'tests'],
    r'spdlog/.*': ['app/helper'],
    r'sqlite3\.h': ['engine/store'],
    r'libnetfilter_\w+/.*|libmnl/.*|libnftnl/.*|nftables/.*|linux/netfilter.*': ['engine/kernel', 'tests', 'bench'],
    r'bpf/.*': ['engine/bpf', 'engine/kernel', 'engine/program', 'tests', 'bench'],
    r'QDBus\w*|QtDBus.*': ['app', 'tests/app'],
}


def under(path, folders):
    return any(path == f or path.startswith(f + '/') for f in folders)


def main(root):
    bad = []
    for top in ('engine', 'app', 'ui'):
        for file in sorted(pathlib.Path(root, top).rglob('*')):
            if file.suffix not in ('.h', '.cpp'):
                continue
            rel = file.relative_to(root).as_posix()
            home = max((f for f in ARROWS if under(rel, [f])), key=len, default=None)
            if home is None:
                bad.append(f'{rel}: no layer is known for this folder')
                continue
            for number, line in enumerate(file.read_text().splitlines(), 1):
                ours = re.match(r'#include "([^"]+)"', line)
                other = re.match(r'#include <([^>]+)>', line)
                if ours and '/' in ours[1] and not under(ours[1], [home] + ARROWS[home]):
                    bad.append(f'{rel}:{number}: {home} must not include {ours[1]}')
                for pattern, places in ONLY_IN.items():
                    if other and re.fullmatch(pattern, other[1]) and not under(rel, places):
                        bad.append(f'{rel}:{number}: <{other[1]}> belongs to {", ".join(places)}')
    print('\n'.join(bad) or 'every include follows the arrows')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
