// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/desktopentry.h"

#include <QHash>

namespace parapet {

namespace {

using Keys = QHash<QByteArray, QByteArray>;

// The keys of the group, as they stand there. Of a key that is there twice the first counts.
Keys keysOfGroup(const QByteArray &text)
{
    Keys keys;
    bool inside = false;
    for (const QByteArray &each : text.split('\n')) {
        const QByteArray line = each.trimmed();
        if (line.startsWith('[')) {
            if (inside)
                break;
            inside = line == "[Desktop Entry]";
        }
        const qsizetype equals = line.indexOf('=');
        if (!inside || line.startsWith('#') || equals <= 0)
            continue;
        const QByteArray key = line.left(equals).trimmed();
        if (!keys.contains(key))
            keys.insert(key, line.mid(equals + 1).trimmed());
    }
    return keys;
}

// \s \n \t \r \\ of a value of type string. Other escapes stay: they belong to the quoting of Exec.
QString string(const QByteArray &value)
{
    QByteArray text;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char next = value[i] == '\\' && i + 1 < value.size() ? value[i + 1] : '\0';
        switch (next) {
        case 's': text += ' '; break;
        case 'n': text += '\n'; break;
        case 't': text += '\t'; break;
        case 'r': text += '\r'; break;
        case '\\': text += '\\'; break;
        default: text += value[i]; continue;
        }
        ++i;
    }
    return QString::fromUtf8(text);
}

// Name[de_AT], Name[de], Name: the nearest there is.
QString localized(const Keys &keys, const QByteArray &key, const QLocale &locale)
{
    const QByteArray country = locale.name().toLatin1(), language = country.left(country.indexOf('_'));
    for (const QByteArray &suffix : {'[' + country + ']', '[' + language + ']'}) {
        const QString value = string(keys.value(key + suffix));
        if (!value.isEmpty())
            return value;
    }
    return string(keys.value(key));
}

// The first argument of a command line. In double quotes a backslash keeps the next character as it is.
QString firstWord(const QString &command)
{
    QString word;
    bool quoted = false;
    for (qsizetype i = 0; i < command.size(); ++i) {
        const QChar c = command[i];
        if (c == u'"')
            quoted = !quoted;
        else if (quoted && c == u'\\' && i + 1 < command.size())
            word += command[++i];
        else if (!quoted && c.isSpace())
            break;
        else
            word += c;
    }
    return quoted ? QString() : word;  // a quote without an end is no command
}

bool isTrue(const Keys &keys, const char *key)
{
    return keys.value(key) == "true";
}

}  // namespace

std::optional<DesktopEntry> parseDesktopEntry(const QByteArray &text, const QLocale &locale)
{
    const Keys keys = keysOfGroup(text);
    DesktopEntry entry;
    entry.name = localized(keys, "Name", locale);
    entry.icon = localized(keys, "Icon", locale);
    entry.exec = firstWord(string(keys.value("Exec")));
    entry.tryExec = string(keys.value("TryExec"));
    entry.shown = !isTrue(keys, "NoDisplay") && !isTrue(keys, "Hidden");
    // An entry that only hides another one of the same name needs nothing else.
    const bool complete = keys.value("Type") == "Application" && !entry.name.isEmpty() && !entry.exec.isEmpty();
    if (complete || !entry.shown)
        return entry;
    return {};
}

}  // namespace parapet
