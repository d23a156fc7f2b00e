// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"
#include "app/ipc/wiresettings.h"

#include <QStringList>

namespace parapet {

namespace {

QString rightWord(Right right)
{
    switch (right) {
    case Right::yes: return QStringLiteral("yes");
    case Right::afterAuthentication: return QStringLiteral("ask");
    case Right::no: break;
    }
    return QStringLiteral("no");
}

// What is not understood is no right.
Right rightFromWord(const QVariant &word)
{
    for (const Right right : {Right::yes, Right::afterAuthentication}) {
        if (word.typeId() == QMetaType::QString && word.toString() == rightWord(right))
            return right;
    }
    return Right::no;
}

}  // namespace

QVariantMap toWire(const Status &status)
{
    WireRecords connections;
    for (const Connection &connection : status.connections)
        connections.append({{QStringLiteral("connection"), wireText(connection.id)},
                            {QStringLiteral("name"), wireText(connection.name)},
                            {QStringLiteral("kind"), wireText(word(connection.kind))},
                            {QStringLiteral("interface"), wireText(connection.interface)}});
    QStringList notices, logFolders;
    for (const std::string &notice : status.notices)
        notices.append(wireText(notice));
    for (const std::string &folder : status.logFolders)
        logFolders.append(wireText(folder));
    QVariantMap map{{QStringLiteral("version"), wireText(status.version)},
                    {QStringLiteral("profile"), wireText(word(status.activeProfile))},
                    {QStringLiteral("queue"), wireText(status.queueBackend)},
                    {QStringLiteral("log-file"), wireText(status.logFile)},
                    {QStringLiteral("log-folders"), logFolders},
                    {QStringLiteral("connections"), QVariant::fromValue(connections)},
                    {QStringLiteral("notices"), notices},
                    {QStringLiteral("dropped"), qulonglong(status.dropped)},
                    {QStringLiteral("rules"), status.rules},
                    {QStringLiteral("flood"), status.flood}};
    if (!status.listenWatch.empty())
        map.insert(QStringLiteral("watch"), wireText(status.listenWatch));
    return map;
}

Result<Status> statusFromWire(const QVariantMap &map)
{
    Status status;
    Dictionary from(map, QStringLiteral("Status"));
    status.version = from.text(QLatin1String("version"));
    status.activeProfile = from.word(QLatin1String("profile"), profileFromWord, "domain or standard");
    status.queueBackend = from.text(QLatin1String("queue"));
    status.logFile = from.text(QLatin1String("log-file"));
    status.logFolders = from.texts(QLatin1String("log-folders"));
    status.notices = from.texts(QLatin1String("notices"));
    status.dropped = from.number<std::uint64_t>(QLatin1String("dropped"));
    status.rules = from.flag(QLatin1String("rules"));
    status.flood = from.flag(QLatin1String("flood"));
    if (from.has(QLatin1String("watch")))
        status.listenWatch = from.text(QLatin1String("watch"));
    const auto connections = from.maps(QLatin1String("connections"));
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    for (const QVariantMap &row : connections) {
        Dictionary each(row, QStringLiteral("Status, connection"));
        const std::string id = takeConnectionId(each);
        status.connections.push_back(
            {id, each.text(QLatin1String("name")),
             each.word(QLatin1String("kind"), connectionKindFromWord, "the kind of a connection"),
             each.text(QLatin1String("interface"))});
        if (auto outcome = each.finish(); !outcome)
            return outcome.error();
    }
    return status;
}

QVariantMap toWire(const Rights &rights)
{
    return {{QStringLiteral("change"), rightWord(rights.change)},
            {QStringLiteral("read-log"), rightWord(rights.readLog)}};
}

Rights rightsFromWire(const QVariantMap &map)
{
    return {rightFromWord(map.value(QStringLiteral("change"))), rightFromWord(map.value(QStringLiteral("read-log")))};
}

}  // namespace parapet
