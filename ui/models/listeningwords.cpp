// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/listeningwords.h"

#include "ui/models/alertwords.h"
#include "ui/models/exceptionid.h"
#include "ui/models/listeningmodel.h"
#include "ui/models/plaintext.h"

#include <algorithm>
#include <set>

namespace parapet {

QString ListeningWords::heading(int column)
{
    switch (column) {
    case ListeningModel::Program: return tr("Program");
    case ListeningModel::Pid: return tr("PID");
    case ListeningModel::User: return tr("User");
    case ListeningModel::Protocol: return tr("Protocol");
    case ListeningModel::Port: return tr("Port");
    case ListeningModel::Address: return tr("Address");
    default: return tr("Access");
    }
}

QString ListeningWords::program(const ListeningProgram &row)
{
    if (row.published)
        return tr("published by a container");
    QStringList names;
    for (const Process &owner : row.owners) {
        if (const QString name = AlertWords::program(owner); !names.contains(name))
            names << name;
    }
    return AlertWords::orUnknown(names.join(tr(", ", "between programs")));
}

QString ListeningWords::pid(const ListeningProgram &row)
{
    if (row.owners.empty())
        return {};
    const QString first = QString::number(std::ranges::min(row.owners, {}, &Process::pid).pid);
    const auto more = static_cast<qsizetype>(row.owners.size()) - 1;
    return more == 0 ? first : tr("%1 +%2", "a process, and how many more").arg(first).arg(more);
}

QString ListeningWords::address(const ListeningProgram &row)
{
    const IpAddress &local = row.listener.local;
    QString text = QString::fromStdString(local.text());
    if (local.isUnspecified())
        text = local.isV4() ? tr("any IPv4 address") : row.listener.v6Only ? tr("any IPv6 address") : tr("any address");
    const QString interface = plainLine(row.interface);
    return interface.isEmpty() ? text : tr("%1 on %2", "an address on an interface").arg(text, interface);
}

QString ListeningWords::access(const ListeningProgram &row, const Profile &profile)
{
    switch (row.reach) {
    case ListeningProgram::Reach::blocked: return tr("blocked");
    case ListeningProgram::Reach::local: return tr("only this computer");
    case ListeningProgram::Reach::unfiltered: return tr("not filtered: the firewall is off");
    case ListeningProgram::Reach::open: break;
    }
    const QString name = exception(row, profile);
    return name.isEmpty() ? tr("allowed") : tr("allowed: %1", "the name of an exception").arg(name);
}

QString ListeningWords::exception(const ListeningProgram &row, const Profile &profile)
{
    if (!row.program.empty()) {
        const auto found = profile.programs.find(row.program);
        const std::string name = found == profile.programs.end() ? std::string() : found->second.name;
        return shownName(ProgramPath{row.program}, name);
    }
    if (row.rule.kind == RuleId::Kind::service && row.rule.index < serviceCatalogue().size())
        return shownName(ServiceId{std::string(serviceCatalogue()[row.rule.index].id)});
    if (row.rule.kind == RuleId::Kind::port) {
        const auto found = profile.ports.find(row.rule.port);
        return shownName(row.rule.port, found == profile.ports.end() ? std::string_view() : found->second.name);
    }
    if (row.rule.kind == RuleId::Kind::connectionPort)
        return tr("a port of one connection");
    return {};
}

bool isService(const ListeningProgram &row)
{
    return !row.published && std::ranges::none_of(row.owners, &Process::session);
}

bool isBlockedService(const ListeningProgram &row)
{
    return row.reach == ListeningProgram::Reach::blocked && !row.listener.automatic && isService(row);
}

int blockedServices(const std::vector<ListeningProgram> &rows)
{
    std::set<QString> names;
    for (const ListeningProgram &row : rows) {
        if (!isBlockedService(row))
            continue;
        const bool named = !row.owners.empty();
        const std::string unit = named ? row.owners.front().unit : std::string();
        names.insert(!named             ? portText(row.listener.port)
                         : unit.empty() ? AlertWords::program(row.owners.front())
                                        : QString::fromStdString(unit));
    }
    return static_cast<int>(names.size());
}

}  // namespace parapet
