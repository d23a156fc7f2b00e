// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/exceptionid.h"

#include "engine/base/limits.h"
#include "engine/model/checks.h"
#include "ui/models/plaintext.h"
#include "ui/models/servicewords.h"

namespace parapet {

namespace {

QString nameless(PortKey key)
{
    return portText(key);
}

QString nameless(const ProgramPath &program)
{
    return plainLine(program.path);
}

QString nameless(const ServiceId &service)
{
    const Service *known = findService(service.id);
    return known ? serviceWord(known->name) : plainLine(service.id);
}

}  // namespace

QString portText(PortKey key)
{
    const std::string_view protocol = word(key.protocol);
    return QString::fromUtf8(protocol.data(), static_cast<qsizetype>(protocol.size())) + QLatin1Char(' ')
        + QString::number(key.port);
}

QString portText(const ServicePort &port)
{
    const QString first = portText(port.first);
    return port.last == port.first.port ? first : first + QLatin1Char('-') + QString::number(port.last);
}

QString shownName(const ExceptionId &id, std::string_view stored)
{
    const QString name = std::holds_alternative<ServiceId>(id) ? QString() : plainLine(stored);
    return name.isEmpty() ? std::visit([](const auto &each) { return nameless(each); }, id) : name;
}

std::string usableName(const ExceptionId &id, const std::string &stored)
{
    if (problemWithName(stored).empty())
        return stored;
    return shownName(id, stored).left(static_cast<qsizetype>(limits::exceptionNameLength)).toStdString();
}

}  // namespace parapet
