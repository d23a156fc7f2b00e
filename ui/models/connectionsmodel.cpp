// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/connectionsmodel.h"

#include "ui/models/plaintext.h"

#include <algorithm>

namespace parapet {

namespace {

QString kindName(Connection::Kind kind)
{
    switch (kind) {
    case Connection::Kind::wired: return ConnectionsModel::tr("Wired connection");
    case Connection::Kind::wireless: return ConnectionsModel::tr("Wireless connection");
    case Connection::Kind::vpn: return ConnectionsModel::tr("VPN connection");
    case Connection::Kind::bridge: return ConnectionsModel::tr("Network bridge");
    case Connection::Kind::other: break;
    }
    return ConnectionsModel::tr("Network connection");
}

}  // namespace

ConnectionsModel::ConnectionsModel(const FirewallClient &client, SettingsDraft &draft, QObject *parent)
    : QAbstractListModel(parent), m_client(client), m_draft(draft)
{
    connect(&draft, &SettingsDraft::changed, this, &ConnectionsModel::follow);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::statusChanged})
        connect(&client, signal, this, &ConnectionsModel::follow);
    follow();
}

void ConnectionsModel::setEditable(bool editable)
{
    if (m_editable == editable)
        return;
    m_editable = editable;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ConnectionsModel::row(std::string_view id) const
{
    const auto found =
        std::ranges::find(m_rows, id, [](const Row &row) -> std::string_view { return row.connection.id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString ConnectionsModel::name(const Connection &connection)
{
    for (const std::string &text : {connection.name, connection.interface}) {
        if (const QString line = plainLine(text); !line.isEmpty())
            return line;
    }
    return plainLine(connection.id);
}

QString ConnectionsModel::label(const Row &row) const
{
    const QString text = name(row.connection);
    return row.connection.interface.empty() ? tr("%1 (not connected)").arg(text) : text;
}

QString ConnectionsModel::description(const Row &row)
{
    const QString kind = kindName(row.connection.kind);
    const QString interface = plainLine(row.connection.interface);
    return interface.isEmpty() ? kind : tr("%1, %2", "kind of connection, network interface").arg(kind, interface);
}

int ConnectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return label(row);
    case Qt::CheckStateRole: return row.filtered ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: return description(row);
    case KindRole: return static_cast<int>(row.connection.kind);
    case ConnectedRole: return !row.connection.interface.empty();
    default: return {};
    }
}

bool ConnectionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !m_editable || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const std::string id = connection(index.row()).id;
    m_draft.edit({SetConnectionFilter{id, value.toInt() == Qt::Checked}});  // comes back through follow()
    return true;
}

Qt::ItemFlags ConnectionsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags always = Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren;
    return m_editable ? always | Qt::ItemIsEnabled : always;
}

std::vector<ConnectionsModel::Row> ConnectionsModel::currentRows() const
{
    std::vector<Row> rows;
    for (const Connection &connection : m_client.status().connections)
        rows.push_back({connection, connectionSettings(m_draft.settings(), connection.id).filtered});
    std::ranges::stable_sort(
        rows, [](const Row &a, const Row &b) { return name(a.connection).localeAwareCompare(name(b.connection)) < 0; });
    return rows;
}

// Connections come and go seldom, check marks change often: only the former is worth a reset.
void ConnectionsModel::follow()
{
    if (m_client.link() != FirewallClient::Link::running)
        return;  // what was known stays, to be read
    std::vector<Row> rows = currentRows();
    if (rows == m_rows)
        return;
    const auto id = [](const Row &row) { return row.connection.id; };
    if (!std::ranges::equal(rows, m_rows, {}, id, id)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

}  // namespace parapet
