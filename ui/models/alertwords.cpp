// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/alertwords.h"

#include "ui/models/exceptionid.h"
#include "ui/models/logwords.h"
#include "ui/models/plaintext.h"

namespace parapet {

QString AlertWords::title()
{
    return tr("Parapet Security Alert");
}

QString AlertWords::heading()
{
    return tr("To help protect your computer, Parapet Firewall has blocked some features of this program.");
}

QString AlertWords::program(const Process &process)
{
    for (const std::string &text : {process.name, process.key(), process.path}) {
        if (QString line = plainLine(text); !line.isEmpty())
            return line;
    }
    return tr("Process %1").arg(process.pid);
}

QString AlertWords::identity(const Process &process)
{
    return plainLine(process.key().empty() ? process.path : process.key());
}

QString AlertWords::interpreter(const Process &process)
{
    return process.key().empty() || process.key() == process.path ? QString() : plainLine(process.path);
}

QString AlertWords::publisher(const Alert &alert)
{
    return orUnknown(plainLine(alert.publisher));
}

QString AlertWords::orUnknown(const QString &line)
{
    return line.isEmpty() ? tr("Unknown") : line;
}

QString AlertWords::ports(const Alert &alert)
{
    QStringList ports;
    for (const PortKey &port : alert.ports)
        ports << portText(port);
    return ports.join(tr(", ", "between ports"));
}

QString AlertWords::knock(const Knock &knock)
{
    return tr("%1 at %2, %3", "a computer, a port and a time")
        .arg(QString::fromStdString(knock.source.text()), portText(knock.port), LogWords::time(knock.time));
}

QString AlertWords::scope(const Scope &scope)
{
    switch (scope.kind) {
    case Scope::Kind::any: return tr("Any computer (including those on the Internet)");
    case Scope::Kind::localSubnet: return tr("My network (subnet) only");
    case Scope::Kind::custom: break;
    }
    return tr("Custom list: %1").arg(QString::fromStdString(scope.text()));
}

QString AlertWords::warning(const Process &process)
{
    if (process.foreign)
        return tr(
            "This program runs from files of its own, as in a container. A program of this computer with the same "
            "path is another one.");
    if (process.replaced)
        return tr("The file of this program was replaced or deleted after the program was started. If you have just "
                  "updated the program, close and start it again.");
    return {};
}

}  // namespace parapet
