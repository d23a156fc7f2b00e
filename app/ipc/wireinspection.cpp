// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"
#include "app/ipc/wiresettings.h"

namespace parapet {

QVariantMap toWire(const Inspection &inspection)
{
    WireRecords tables;
    for (const ForeignTable &table : inspection.tables)
        tables.append({{QStringLiteral("family"), wireText(table.family)},
                       {QStringLiteral("table"), wireText(table.name)},
                       {QStringLiteral("closed"), table.closed},
                       {QStringLiteral("inbound"), table.inbound},
                       {QStringLiteral("outbound"), table.outbound}});
    return {{QStringLiteral("tables"), QVariant::fromValue(tables)},
            {QStringLiteral("tables-problem"), wireText(inspection.tablesProblem)},
            {QStringLiteral("log-problem"), wireText(inspection.logProblem)},
            {QStringLiteral("log-free"), qulonglong(inspection.logFree)}};
}

Result<Inspection> inspectionFromWire(const QVariantMap &map)
{
    Inspection inspection;
    Dictionary from(map, QStringLiteral("The inspection"));
    const auto tables = from.maps(QLatin1String("tables"));
    inspection.tablesProblem = from.text(QLatin1String("tables-problem"));
    inspection.logProblem = from.text(QLatin1String("log-problem"));
    inspection.logFree = from.number<std::uint64_t>(QLatin1String("log-free"));
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    for (const QVariantMap &row : tables) {
        Dictionary each(row, QStringLiteral("The inspection, table"));
        inspection.tables.push_back({each.text(QLatin1String("family")), each.text(QLatin1String("table")),
                                     each.flag(QLatin1String("closed")), each.flag(QLatin1String("inbound")),
                                     each.flag(QLatin1String("outbound"))});
        if (auto outcome = each.finish(); !outcome)
            return outcome.error();
    }
    return inspection;
}

}  // namespace parapet
