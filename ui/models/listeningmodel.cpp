// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/listeningmodel.h"

#include "ui/models/alertwords.h"
#include "ui/models/listeningwords.h"
#include "ui/models/missingrows.h"
#include "ui/models/plaintext.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace parapet {

ListeningModel::ListeningModel(const FirewallClient &client, QObject *parent)
    : QAbstractTableModel(parent), m_client(client)
{
    connect(&client, &FirewallClient::settingsChanged, this, [this] {
        if (!m_rows.empty())  // an exception may have another name
            Q_EMIT dataChanged(index(0, Access), index(rowCount() - 1, Access));
    });
}

const Profile &ListeningModel::profile() const
{
    return m_client.settings().profile(m_client.status().activeProfile);
}

int ListeningModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ListeningModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ListeningModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? ListeningWords::heading(section) : QVariant();
}

QVariant ListeningModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ListeningProgram &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole: return toolTipText(toolTip(row, index.column()));
    case SortRole: return sortKey(row, index.column());
    case SearchableRole: {
        QStringList all;
        for (int column = 0; column < columns; ++column)
            all << text(row, column);
        return all.join(QLatin1Char('\n'));
    }
    default: return {};
    }
}

QString ListeningModel::text(const ListeningProgram &row, int column) const
{
    switch (column) {
    case Program: return ListeningWords::program(row);
    case Pid: return ListeningWords::pid(row);
    case User: return plainLine(row.user);
    case Protocol: {
        const std::string_view protocol = word(row.listener.port.protocol);
        return QString::fromUtf8(protocol.data(), static_cast<qsizetype>(protocol.size()));
    }
    case Port: return QString::number(row.listener.port.port);
    case Address: return ListeningWords::address(row);
    default: return ListeningWords::access(row, profile());
    }
}

// Where the program is, and what else there is to say of it.
QString ListeningModel::toolTip(const ListeningProgram &row, int column) const
{
    if (column != Program)
        return text(row, column);
    QStringList lines;
    for (const Process &owner : row.owners) {
        for (const QString &line : {AlertWords::identity(owner), plainLine(owner.unit)}) {
            if (!line.isEmpty() && !lines.contains(line))
                lines << line;
        }
    }
    return lines.join(QLatin1Char('\n'));
}

QVariant ListeningModel::sortKey(const ListeningProgram &row, int column) const
{
    switch (column) {
    case Pid: return row.owners.empty() ? 0 : std::ranges::min(row.owners, {}, &Process::pid).pid;
    case Port: return row.listener.port.port;
    default: return text(row, column);
    }
}

void ListeningModel::setRows(const std::vector<ListeningProgram> &rows)
{
    removeRowsMissingIn(rows);
    std::unordered_map<std::uint64_t, int> place;
    for (int row = 0; row < rowCount(); ++row)
        place.emplace(at(row).listener.cookie, row);
    std::vector<ListeningProgram> added;
    for (const ListeningProgram &next : rows) {
        const auto known = place.find(next.listener.cookie);
        if (known == place.end()) {
            added.push_back(next);
        } else if (ListeningProgram &shown = m_rows[static_cast<std::size_t>(known->second)]; shown != next) {
            shown = next;
            Q_EMIT dataChanged(index(known->second, 0), index(known->second, columns - 1));
        }
    }
    if (added.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
    m_rows.insert(m_rows.end(), added.begin(), added.end());
    endInsertRows();
}

void ListeningModel::removeRowsMissingIn(const std::vector<ListeningProgram> &rows)
{
    std::unordered_set<std::uint64_t> there;
    for (const ListeningProgram &row : rows)
        there.insert(row.listener.cookie);
    const auto missing = [&](int row) { return !there.contains(at(row).listener.cookie); };
    removeMissingRows(rowCount(), missing, [this](int first, int last) {
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
    });
}

}  // namespace parapet
