#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if a language of translations/CMakeLists.txt is not finished, or not what the sources say today.

check_translations.py SOURCES [LUPDATE]: without Qt's lupdate nothing is compared with the sources."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

SPOKEN_IN = ('ui', 'app/panel')
ENGINE = ('engine', 'app/helper', 'app/ipc')
LITERALS = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
JOINTS = ' .:'  # between a value and words
MOST_PIECES = 4  # of which the engine puts the words around a value together


def languages(root):
    text = (root / 'translations/CMakeLists.txt').read_text()
    return re.search(r'set\(languages\s*([^)]*)\)', text).group(1).split()


def messages(path):
    for context in ElementTree.parse(path).getroot().iter('context'):
        for message in context.iter('message'):
            key = (context.findtext('name'), message.findtext('source'), message.findtext('comment'))
            yield key, message


def forms(message):
    translation = message.find('translation')
    plural = [form.text or '' for form in translation.iter('numerusform')]
    return plural if message.get('numerus') else [translation.text or '']


def placeholders(text):
    return sorted(re.findall(r'%L?\d|%n', text))


def mnemonics(text):
    return re.findall(r'&(?!&)', text.replace('&&', ''))


def problems_of(source, message):
    state = message.find('translation').get('type')
    if state:
        yield state
    for text in forms(message):
        if not text.strip():
            yield 'empty'
        if placeholders(text) != placeholders(source):
            yield 'other placeholders'
        if len(mnemonics(text)) != len(mnemonics(source)):
            yield 'a mnemonic (&) too many or missing'
        if text.endswith('...') != source.endswith('...') or '\u2026' in text:
            yield 'other dots at the end'


def finished(path):
    bad = [f'{path.name}: {context}: "{source}": {problem}'
           for (context, source, _), message in messages(path) for problem in problems_of(source, message)]
    return bad


def up_to_date(root, path, lupdate):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / path.name
        shutil.copy(path, copy)
        subprocess.run([lupdate, '-silent', '-no-obsolete', '-locations', 'none', '-I', root,
                        *(root / part for part in SPOKEN_IN), '-ts', copy], check=True)
        said, known = {key for key, _ in messages(copy)}, {key for key, _ in messages(path)}
    advice = 'run "ninja -C build/release update_translations"'
    return [f'{path.name}: {context}: "{source}" is {fate} the sources; {advice}'
            for fate, keys in (('new in', said - known), ('gone from', known - said))
            for context, source, _ in sorted(keys, key=str)]


def unescaped(literal):
    return literal.replace('\\"', '"').replace("\\'", "'")


# Literals that stand side by side are one, as for the compiler.
def engine_words(root):
    words = []
    for folder in ENGINE:
        for path in sorted((root / folder).rglob('*.cpp')):
            text = re.sub(r'(?<!\\)"\s*\n\s*"', '', path.read_text())
            words += [unescaped(literal) for literal in LITERALS.findall(text)]
    return '\n'.join(words)


# How many pieces of the engine's own words this needs; more than there are words if it cannot be done.
def pieces(text, words):
    if text.strip() in words:
        return 1
    ends = [at for at, letter in enumerate(text) if letter == ' ' and text[:at].strip()]
    for end in reversed(ends):
        if text[:end].strip() in words and text[end:].strip():
            return 1 + pieces(text[end:], words)
    return len(text)


def still_said(root, path):
    words = engine_words(root)
    return [f'{path.name}: "{source}" is not said by the engine any more; mend ui/models/enginesentences.cpp'
            for (context, source, _), _ in messages(path) if context == 'Engine'
            for part in re.split(r'%\d', source) if pieces(part.strip(JOINTS), words) > MOST_PIECES]


def find_lupdate():
    qtpaths = shutil.which('qtpaths6')
    folder = subprocess.run([qtpaths, '--query', 'QT_HOST_BINS'], capture_output=True, text=True,
                            check=True).stdout.strip() if qtpaths else '/usr/lib/qt6/bin'
    return shutil.which('lupdate', path=folder)


def main(root, lupdate=None):
    root = pathlib.Path(root).resolve()
    lupdate = lupdate or find_lupdate()
    bad = []
    for name in languages(root):
        path = root / 'translations' / name
        bad += finished(path) + still_said(root, path) + (up_to_date(root, path, lupdate) if lupdate else [])
    print('\n'.join([*bad, f'{len(languages(root))} languages, {len(bad)} problems'
                     + ('' if lupdate else '; not compared with the sources, there is no lupdate here')]))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
