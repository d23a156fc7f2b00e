// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"

#include <QDBusMetaType>

#include <algorithm>
#include <array>

namespace parapet {

namespace {

struct ErrorWord {
    ErrorKind kind;
    QLatin1String word;
};

constexpr std::array errorWords{
    ErrorWord{ErrorKind::invalid, QLatin1String("Invalid")},
    ErrorWord{ErrorKind::notFound, QLatin1String("NotFound")},
    ErrorWord{ErrorKind::exists, QLatin1String("Exists")},
    ErrorWord{ErrorKind::denied, QLatin1String("Denied")},
    ErrorWord{ErrorKind::busy, QLatin1String("Busy")},
    ErrorWord{ErrorKind::unsupported, QLatin1String("Unsupported")},
    ErrorWord{ErrorKind::newer, QLatin1String("Newer")},
    ErrorWord{ErrorKind::damaged, QLatin1String("Damaged")},
    ErrorWord{ErrorKind::io, QLatin1String("Io")},
};

}  // namespace

QDBusArgument &operator<<(QDBusArgument &argument, const WireChange &change)
{
    argument.beginStructure();
    argument << change.verb << change.arguments;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, WireChange &change)
{
    argument.beginStructure();
    argument >> change.verb >> change.arguments;
    argument.endStructure();
    return argument;
}

void registerWireTypes()
{
    qDBusRegisterMetaType<WireChange>();
    qDBusRegisterMetaType<WireChanges>();
    qDBusRegisterMetaType<WireRecords>();
    // The generated adaptor names these by their aliases, and QtDBus looks parameters up by name.
    qRegisterMetaType<WireChanges>("parapet::WireChanges");
    qRegisterMetaType<WireRecords>("parapet::WireRecords");
}

QString errorName(ErrorKind kind)
{
    const auto found = std::ranges::find(errorWords, kind, &ErrorWord::kind);
    return QLatin1String(errorPrefix) + found->word;
}

ErrorKind errorKind(const QString &name)
{
    for (const ErrorWord &entry : errorWords) {
        if (name == QLatin1String(errorPrefix) + entry.word)
            return entry.kind;
    }
    return ErrorKind::io;
}

}  // namespace parapet
