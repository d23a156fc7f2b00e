// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/exceptionsmodel.h"

#include "ui/models/plaintext.h"

#include <algorithm>
#include <iterator>

namespace parapet {

namespace {

QString portText(PortKey key)
{
    const std::string_view protocol = word(key.protocol);
    return QString::fromUtf8(protocol.data(), static_cast<qsizetype>(protocol.size())) + QLatin1Char(' ')
        + QString::number(key.port);
}

}  // namespace

ExceptionsModel::ExceptionsModel(SettingsDraft &draft, QObject *parent) : QAbstractTableModel(parent), m_draft(draft)
{
    connect(&draft, &SettingsDraft::changed, this, &ExceptionsModel::follow);
    follow();
}

void ExceptionsModel::setEditable(bool editable)
{
    if (m_editable == editable)
        return;
    m_editable = editable;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

int ExceptionsModel::row(PortKey key) const
{
    const auto found = std::ranges::lower_bound(m_rows, key, {}, &Row::key);
    return found == m_rows.end() || found->key != key ? -1 : static_cast<int>(found - m_rows.begin());
}

QString ExceptionsModel::name(PortKey key, const PortException &entry)
{
    const QString name = plainLine(entry.name);
    return name.isEmpty() ? portText(key) : name;
}

int ExceptionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExceptionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant ExceptionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return name(row.key, row.entry);
    case Qt::CheckStateRole: return row.entry.enabled ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: return portText(row.key);
    default: return {};
    }
}

bool ExceptionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !m_editable || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    Row row = m_rows[static_cast<std::size_t>(index.row())];
    row.entry.enabled = value.toInt() == Qt::Checked;
    m_draft.setPort(row.key, row.entry);  // comes back through follow()
    return true;
}

QVariant ExceptionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && section == 0 && role == Qt::DisplayRole)
        return tr("Name");
    return {};
}

Qt::ItemFlags ExceptionsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags always = Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren;
    return m_editable ? always | Qt::ItemIsEnabled : always;
}

// Row by row instead of a reset, so that selection, scroll position and screen readers stay where they are.
void ExceptionsModel::follow()
{
    const Ports &ports = m_draft.profile().ports;
    removeRowsMissingIn(ports);
    insertRowsFrom(ports);
    updateRows(ports);
}

void ExceptionsModel::removeRowsMissingIn(const Ports &ports)
{
    const auto missing = [&](int row) { return !ports.contains(key(row)); };
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (!missing(last))
            continue;
        int first = last;
        while (first > 0 && missing(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void ExceptionsModel::insertRowsFrom(const Ports &ports)
{
    int at = 0;
    for (auto next = ports.begin(); next != ports.end(); ++at) {
        if (at < rowCount() && key(at) == next->first) {
            ++next;
            continue;
        }
        std::vector<Row> run;
        while (next != ports.end() && (at == rowCount() || next->first < key(at))) {
            run.push_back({next->first, next->second});
            ++next;
        }
        beginInsertRows({}, at, at + static_cast<int>(run.size()) - 1);
        m_rows.insert(m_rows.begin() + at, run.begin(), run.end());
        endInsertRows();
        at += static_cast<int>(run.size()) - 1;
    }
}

// Both are sorted by key and hold the same keys by now.
void ExceptionsModel::updateRows(const Ports &ports)
{
    auto next = ports.begin();
    for (int at = 0; at < rowCount(); ++at, ++next) {
        PortException &shown = m_rows[static_cast<std::size_t>(at)].entry;
        if (shown == next->second)
            continue;
        shown = next->second;
        Q_EMIT dataChanged(index(at, 0), index(at, 0));
    }
}

}  // namespace parapet
