#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails on a source file that does not name its licence in its first lines."""
import pathlib
import sys

KINDS = {'.cpp', '.h', '.py', '.sh', '.cmake', '.sql', '.xml', '.conf', '.service', '.policy', '.ui', '.qrc', '.c'}
NAMES = {'CMakeLists.txt', 'dev', 'run'}
ELSEWHERE = {'build', '.git'}
FIRST_LINES = 6


def is_source(path):
    return path.suffix in KINDS or path.name in NAMES


def names_licence(path):
    lines = path.read_text(errors='replace').splitlines()[:FIRST_LINES]
    return any('SPDX-License-Identifier:' in line for line in lines)


def main(root):
    files = [path for path in sorted(pathlib.Path(root).rglob('*'))
             if path.is_file() and is_source(path) and path.relative_to(root).parts[0] not in ELSEWHERE]
    bad = [path.relative_to(root) for path in files if not names_licence(path)]
    for path in bad:
        print(f'{path}: no SPDX-License-Identifier in its first {FIRST_LINES} lines')
    print(f'{len(files) - len(bad)} of {len(files)} source files name their licence')
    return 1 if bad or not files else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
