// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wireprocess.h"

#include "app/ipc/wiresettings.h"

namespace parapet {

QVariantMap toWire(const Process &process)
{
    QVariantMap map{{QStringLiteral("pid"), uint(process.pid)},       {QStringLiteral("uid"), process.uid},
                    {QStringLiteral("path"), wireText(process.path)}, {QStringLiteral("name"), wireText(process.name)},
                    {QStringLiteral("unit"), wireText(process.unit)}, {QStringLiteral("session"), process.session},
                    {QStringLiteral("replaced"), process.replaced},   {QStringLiteral("foreign"), process.foreign}};
    if (!process.keys.empty())
        map.insert(QStringLiteral("program"), wireText(process.key()));
    return map;
}

Process takeProcess(Dictionary &from)
{
    Process process;
    process.pid = from.number<std::int32_t>(QLatin1String("pid"), 0);
    process.uid = from.number<std::uint32_t>(QLatin1String("uid"));
    if (from.has(QLatin1String("program")))
        process.keys.push_back(from.text(QLatin1String("program")));
    process.path = from.text(QLatin1String("path"));
    process.name = from.text(QLatin1String("name"));
    process.unit = from.text(QLatin1String("unit"));
    process.session = from.flag(QLatin1String("session"));
    process.replaced = from.flag(QLatin1String("replaced"));
    process.foreign = from.flag(QLatin1String("foreign"));
    return process;
}

}  // namespace parapet
