// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/connectionservicesmodel.h"

#include "ui/models/exceptionid.h"
#include "ui/models/plaintext.h"
#include "ui/models/servicewords.h"

#include <algorithm>

namespace parapet {

namespace {

const ConnectionService *builtInWith(PortKey key)
{
    const auto services = connectionServices();
    const auto found = std::ranges::find(services, key, &ConnectionService::port);
    return found == services.end() ? nullptr : &*found;
}

}  // namespace

ConnectionServicesModel::ConnectionServicesModel(const Ports &ports, QObject *parent)
    : QAbstractListModel(parent), m_ports(ports)
{
    makeRows();
}

int ConnectionServicesModel::row(PortKey key) const
{
    const auto found = std::ranges::find(m_rows, key, &Row::key);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool ConnectionServicesModel::isOwn(int row) const
{
    return !m_rows.at(static_cast<std::size_t>(row)).builtIn;
}

std::optional<QString> ConnectionServicesModel::name(PortKey key) const
{
    const int at = row(key);
    return at < 0 ? std::nullopt : std::optional(m_rows[static_cast<std::size_t>(at)].name);
}

void ConnectionServicesModel::put(PortKey key, const ConnectionPort &entry)
{
    replace(key, key, entry);
}

void ConnectionServicesModel::replace(PortKey old, PortKey key, const ConnectionPort &entry)
{
    beginResetModel();
    m_ports.erase(old);
    m_ports.insert_or_assign(key, entry);
    makeRows();
    endResetModel();
}

void ConnectionServicesModel::remove(PortKey key)
{
    beginResetModel();
    m_ports.erase(key);
    makeRows();
    endResetModel();
}

int ConnectionServicesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConnectionServicesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.name;
    case Qt::CheckStateRole: {
        const auto entry = m_ports.find(row.key);
        return entry != m_ports.end() && entry->second.enabled ? Qt::Checked : Qt::Unchecked;
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: return portText(row.key);
    default: return {};
    }
}

// A service of ours that is unchecked is as it came: nothing of it is kept. An own one stays in the list.
bool ConnectionServicesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool checked = value.toInt() == Qt::Checked;
    if (!row.builtIn)
        m_ports.at(row.key).enabled = checked;
    else if (!checked)
        m_ports.erase(row.key);
    else if (full() && !m_ports.contains(row.key))
        return false;
    else
        m_ports.insert_or_assign(row.key, ConnectionPort{std::string(row.builtIn->name), true});
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    return true;
}

Qt::ItemFlags ConnectionServicesModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

// Someone may have opened the port of a service of ours under a name of their own; then it is theirs.
ConnectionServicesModel::Row ConnectionServicesModel::makeRow(PortKey key, const ConnectionPort &entry) const
{
    const ConnectionService *builtIn = builtInWith(key);
    if (builtIn && builtIn->name == entry.name)
        return {key, serviceWord(builtIn->name), builtIn};
    const QString name = plainLine(entry.name);
    return {key, name.isEmpty() ? portText(key) : name, nullptr};
}

void ConnectionServicesModel::makeRows()
{
    m_rows.clear();
    for (const ConnectionService &service : connectionServices()) {
        if (!m_ports.contains(service.port))
            m_rows.push_back({service.port, serviceWord(service.name), &service});
    }
    for (const auto &[key, entry] : m_ports)
        m_rows.push_back(makeRow(key, entry));
    std::ranges::stable_sort(m_rows, [](const Row &a, const Row &b) { return a.name.localeAwareCompare(b.name) < 0; });
}

}  // namespace parapet
