// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/otherfirewalls.h"

#include "engine/kernel/foreigntables.h"

#include <set>
#include <utility>

namespace parapet {

namespace {

constexpr std::chrono::seconds soon{2};

std::string noticeAbout(const std::vector<ForeignTable> &tables)
{
    std::set<std::string> names;
    for (const ForeignTable &table : tables) {
        if (table.inbound)
            names.insert(table.owner.empty() ? "table " + table.family + " " + table.name : table.owner);
    }
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ", ") + name;
    if (list.empty())
        return {};
    return "Another firewall filters what comes in as well (" + list
        + "). A packet must pass both, so an exception here does not help against what that one drops. Keep one of the "
          "two.";
}

}  // namespace

OtherFirewalls::OtherFirewalls(QObject *parent) : QObject(parent)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &OtherFirewalls::look);
}

void OtherFirewalls::lookSoon()
{
    if (!m_soon.isActive())
        m_soon.start(soon);
}

void OtherFirewalls::look()
{
    const Result<std::vector<ForeignTable>> tables = listForeignTables();
    if (!tables)  // parapetctl diag tells
        return;
    std::string notice = noticeAbout(*tables);
    if (notice == m_notice)
        return;
    m_notice = std::move(notice);
    Q_EMIT changed();
}

}  // namespace parapet
