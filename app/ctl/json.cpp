// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/json.h"

#include "app/ctl/plaintext.h"
#include "app/ctl/state.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace parapet::ctl {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// JSON escapes control characters only; the rest of what a terminal must not act on is escaped here. It can stand
// nowhere but inside strings, where the escape means the same character.
std::string line(const QJsonObject &object)
{
    return plain(QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString()) + "\n";
}

QJsonObject portJson(const PortKey &key)
{
    return {{QStringLiteral("protocol"), text(word(key.protocol))}, {QStringLiteral("port"), key.port}};
}

QJsonObject portsJson(const Profile &profile)
{
    QJsonArray ports;
    for (const auto &[key, entry] : profile.ports) {
        QJsonObject port = portJson(key);
        port.insert(QStringLiteral("name"), text(entry.name));
        port.insert(QStringLiteral("enabled"), entry.enabled);
        port.insert(QStringLiteral("scope"), text(entry.scope.text()));
        ports.append(port);
    }
    return {{QStringLiteral("ports"), ports}};
}

QJsonObject modeJson(const Profile &profile)
{
    return {{QStringLiteral("opmode"), text(word(profile.opmode))}};
}

QJsonArray connectionsJson(const Snapshot &snapshot)
{
    QJsonArray all;
    for (const Connection &each : snapshot.status.connections) {
        const ConnectionSettings settings = connectionSettings(snapshot.settings, each.id);
        QJsonArray ports;
        for (const auto &[key, entry] : settings.ports) {
            QJsonObject port = portJson(key);
            port.insert(QStringLiteral("name"), text(entry.name));
            port.insert(QStringLiteral("enabled"), entry.enabled);
            ports.append(port);
        }
        all.append(QJsonObject{{QStringLiteral("connection"), text(each.id)},
                               {QStringLiteral("name"), text(each.name)},
                               {QStringLiteral("interface"), text(each.interface)},
                               {QStringLiteral("filtered"), settings.filtered},
                               {QStringLiteral("ports"), ports}});
    }
    return all;
}

std::string profilesJson(const Snapshot &snapshot, QJsonObject (*profileJson)(const Profile &))
{
    QJsonObject profiles;
    for (const ProfileId id : allProfiles)
        profiles.insert(text(word(id)), profileJson(snapshot.settings.profile(id)));
    return line({{QStringLiteral("active-profile"), text(word(snapshot.status.activeProfile))},
                 {QStringLiteral("profiles"), profiles},
                 {QStringLiteral("connections"), connectionsJson(snapshot)}});
}

QJsonArray openPortsJson(const Snapshot &snapshot)
{
    QJsonArray ports;
    for (const auto &[key, scope] : openPorts(snapshot)) {
        QJsonObject port = portJson(key);
        port.insert(QStringLiteral("scope"), text(scope.text()));
        port.insert(QStringLiteral("program"), QJsonValue::Null);
        ports.append(port);
    }
    return ports;
}

}  // namespace

std::string opmodeJson(const Snapshot &snapshot)
{
    return profilesJson(snapshot, modeJson);
}

std::string portopeningJson(const Snapshot &snapshot)
{
    return profilesJson(snapshot, portsJson);
}

std::string stateJson(const Snapshot &snapshot)
{
    const Status &status = snapshot.status;
    QJsonArray notices;
    for (const std::string &notice : status.notices)
        notices.append(text(notice));
    return line({{QStringLiteral("active-profile"), text(word(status.activeProfile))},
                 {QStringLiteral("opmode"), text(word(snapshot.settings.profile(status.activeProfile).opmode))},
                 {QStringLiteral("open-ports"), openPortsJson(snapshot)},
                 {QStringLiteral("notices"), notices},
                 {QStringLiteral("version"), text(status.version)},
                 {QStringLiteral("queue-backend"), text(status.queueBackend)},
                 {QStringLiteral("log-file"), text(status.logFile)},
                 {QStringLiteral("dropped"), static_cast<qint64>(status.dropped)}});
}

}  // namespace parapet::ctl
