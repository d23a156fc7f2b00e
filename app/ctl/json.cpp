// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/json.h"

#include "app/ctl/icmpsetting.h"
#include "app/ctl/logging.h"
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

QJsonObject programsJson(const Profile &profile)
{
    QJsonArray programs;
    for (const auto &[path, entry] : profile.programs)
        programs.append(QJsonObject{{QStringLiteral("program"), text(path)},
                                    {QStringLiteral("name"), text(entry.name)},
                                    {QStringLiteral("enabled"), entry.enabled},
                                    {QStringLiteral("scope"), text(entry.scope.text())}});
    return {{QStringLiteral("programs"), programs}};
}

QJsonObject icmpJson(const IcmpItemFacts &item, bool allowed)
{
    return {{QStringLiteral("type"), item.number},
            {QStringLiteral("name"), text(item.word)},
            {QStringLiteral("allowed"), allowed}};
}

QJsonObject icmpJson(const Profile &profile)
{
    const IcmpSettings icmp = icmpInForce(profile);
    QJsonArray items;
    for (const IcmpItemFacts &each : icmpItems)
        items.append(icmpJson(each, icmp.allows(each.item)));
    return {{QStringLiteral("icmp"), items}};
}

QJsonArray servicePortsJson(const Service &service, const ServiceException &exception)
{
    QJsonArray ports;
    for (const ServicePort &each : service.ports) {
        const ServicePortSetting own = setting(exception, each);
        QJsonObject port = portJson(each.first);
        port.insert(QStringLiteral("last-port"), each.last);
        port.insert(QStringLiteral("enabled"), own.enabled);
        port.insert(QStringLiteral("scope"), text(own.scope.text()));
        ports.append(port);
    }
    return ports;
}

QJsonObject servicesJson(const Profile &profile)
{
    QJsonArray services;
    for (const Service &service : serviceCatalogue()) {
        const ServiceException exception = serviceException(profile, service.id);
        services.append(QJsonObject{{QStringLiteral("service"), text(service.id)},
                                    {QStringLiteral("name"), text(service.name)},
                                    {QStringLiteral("enabled"), exception.enabled},
                                    {QStringLiteral("customized"), exception.customized()},
                                    {QStringLiteral("ports"), servicePortsJson(service, exception)}});
    }
    return {{QStringLiteral("services"), services}};
}

QJsonObject notificationJson(const Profile &profile)
{
    return {{QStringLiteral("notifications"), profile.notifications}};
}

QJsonObject multicastResponseJson(const Profile &profile)
{
    return {{QStringLiteral("multicast-response"), profile.multicastResponse}};
}

QJsonObject logJson(const Snapshot &snapshot)
{
    const LogSettings &log = snapshot.settings.log;
    return {{QStringLiteral("file"), text(logPath(snapshot))},
            {QStringLiteral("max-size-kb"), static_cast<qint64>(log.maxSizeKb)},
            {QStringLiteral("dropped-packets"), log.droppedPackets},
            {QStringLiteral("connections"), log.successfulConnections}};
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
        QJsonArray icmp;
        for (const IcmpItemFacts &item : icmpItems) {
            if (item.perConnection)
                icmp.append(icmpJson(item, settings.icmp.allows(item.item)));
        }
        all.append(QJsonObject{{QStringLiteral("connection"), text(each.id)},
                               {QStringLiteral("name"), text(each.name)},
                               {QStringLiteral("interface"), text(each.interface)},
                               {QStringLiteral("filtered"), settings.filtered},
                               {QStringLiteral("ports"), ports},
                               {QStringLiteral("icmp"), icmp}});
    }
    return all;
}

using ProfileJson = QJsonObject (*)(const Profile &);

QJsonObject joined(const Profile &profile, std::initializer_list<ProfileJson> parts)
{
    QJsonObject all;
    for (const ProfileJson part : parts) {
        const QJsonObject members = part(profile);
        for (auto each = members.begin(); each != members.end(); ++each)
            all.insert(each.key(), each.value());
    }
    return all;
}

QJsonObject profilesObject(const Snapshot &snapshot, std::initializer_list<ProfileJson> parts)
{
    QJsonObject profiles;
    for (const ProfileId id : allProfiles)
        profiles.insert(text(word(id)), joined(snapshot.settings.profile(id), parts));
    return {{QStringLiteral("active-profile"), text(word(snapshot.status.activeProfile))},
            {QStringLiteral("profiles"), profiles}};
}

// For commands that show connections too.
QJsonObject withConnections(QJsonObject object, const Snapshot &snapshot)
{
    object.insert(QStringLiteral("connections"), connectionsJson(snapshot));
    return object;
}

QJsonArray openPortsJson(const Snapshot &snapshot)
{
    QJsonArray ports;
    for (const OpenPort &each : openPorts(snapshot)) {
        QJsonObject port = portJson(each.key);
        port.insert(QStringLiteral("scope"), text(each.scope.text()));
        port.insert(QStringLiteral("program"), each.program.empty() ? QJsonValue() : QJsonValue(text(each.program)));
        ports.append(port);
    }
    return ports;
}

}  // namespace

std::string opmodeJson(const Snapshot &snapshot)
{
    return line(withConnections(profilesObject(snapshot, {modeJson}), snapshot));
}

std::string portopeningJson(const Snapshot &snapshot)
{
    return line(withConnections(profilesObject(snapshot, {portsJson}), snapshot));
}

std::string allowedprogramJson(const Snapshot &snapshot)
{
    return line(profilesObject(snapshot, {programsJson}));
}

std::string icmpsettingJson(const Snapshot &snapshot)
{
    return line(withConnections(profilesObject(snapshot, {icmpJson}), snapshot));
}

std::string serviceJson(const Snapshot &snapshot)
{
    return line(profilesObject(snapshot, {servicesJson}));
}

std::string notificationsJson(const Snapshot &snapshot)
{
    return line(profilesObject(snapshot, {notificationJson}));
}

std::string multicastJson(const Snapshot &snapshot)
{
    return line(profilesObject(snapshot, {multicastResponseJson}));
}

std::string configJson(const Snapshot &snapshot)
{
    QJsonObject all = profilesObject(
        snapshot, {modeJson, notificationJson, multicastResponseJson, servicesJson, programsJson, portsJson, icmpJson});
    all.insert(QStringLiteral("log"), logJson(snapshot));
    return line(withConnections(all, snapshot));
}

std::string currentprofileJson(const Snapshot &snapshot)
{
    const ProfileId id = snapshot.status.activeProfile;
    QJsonObject profile = joined(snapshot.settings.profile(id), {modeJson, notificationJson, multicastResponseJson});
    profile.insert(QStringLiteral("active-profile"), text(word(id)));
    return line(profile);
}

std::string loggingJson(const Snapshot &snapshot)
{
    return line({{QStringLiteral("log"), logJson(snapshot)}});
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
