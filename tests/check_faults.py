#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails when docs/faults.md names a test that is not there."""
import pathlib
import re
import sys

NAMED = re.compile(r'`([\w/]+\.(?:py|cpp)):(\w+)`')


def is_there(tests, file, name):
    path = tests / file
    return path.is_file() and re.search(rf'\b(def|class|::|void )\s*(\w+::)?{name}\b', path.read_text()) is not None


def main():
    source = pathlib.Path(sys.argv[1])
    named = NAMED.findall((source / 'docs' / 'faults.md').read_text())
    missing = [f'{file}:{name}' for file, name in named if not is_there(source / 'tests', file, name)]
    for each in missing:
        print(f'docs/faults.md: there is no test {each}')
    if not named:
        print('docs/faults.md: no test is named')
    return 1 if missing or not named else 0


sys.exit(main())
