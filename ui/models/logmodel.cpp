// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logmodel.h"

#include "ui/models/logwords.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace parapet {

namespace {

QString portText(const LogRecord &record, std::uint16_t port)
{
    return record.hasPorts ? QString::number(port) : QString();
}

QString addressText(const LogRecord &record, const IpAddress &address)
{
    return record.action == LogAction::eventsLost ? QString() : QString::fromStdString(address.text());
}

QString cell(const StoredRecord &stored, int column)
{
    const LogRecord &record = stored.record;
    switch (column) {
    case LogModel::Time: return LogWords::time(record.time);
    case LogModel::Action: return LogWords::action(record.action);
    case LogModel::Protocol: return LogWords::protocol(record);
    case LogModel::Source: return addressText(record, record.source);
    case LogModel::SourcePort: return portText(record, record.sourcePort);
    case LogModel::Destination: return addressText(record, record.destination);
    case LogModel::DestinationPort: return portText(record, record.destinationPort);
    case LogModel::Interface: return LogWords::interface(stored);
    case LogModel::Reason: return LogWords::why(record);
    case LogModel::Size: return record.size ? QLocale().toString(record.size) : QString();
    default: return {};
    }
}

// Sizes are compared, ports are names.
Qt::Alignment alignment(int column)
{
    return (column == LogModel::Size ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter;
}

}  // namespace

LogModel::LogModel(std::size_t capacity, QObject *parent) : QAbstractTableModel(parent), m_capacity(capacity) { }

QString LogModel::line(int row) const
{
    QStringList cells;
    for (int column = 0; column < columns; ++column)
        cells << cell(record(row), column);
    return cells.join(QLatin1Char('\t'));
}

void LogModel::clear()
{
    beginResetModel();
    m_records.clear();
    m_moreOlder = m_fetching = false;
    endResetModel();
}

void LogModel::addNewer(const std::vector<StoredRecord> &records)
{
    const std::int64_t newest = m_records.empty() ? 0 : m_records.front().id;
    auto first = std::ranges::find_if(records, [newest](const StoredRecord &r) { return r.id > newest; });
    auto count = static_cast<std::size_t>(records.end() - first);
    if (count > m_capacity) {
        first = records.end() - static_cast<std::ptrdiff_t>(m_capacity);
        count = m_capacity;
    }
    if (count == 0)
        return;
    makeRoomFor(count);
    beginInsertRows({}, 0, static_cast<int>(count) - 1);
    for (; first != records.end(); ++first)
        m_records.push_front(*first);
    endInsertRows();
}

void LogModel::makeRoomFor(std::size_t count)
{
    if (m_records.size() + count <= m_capacity)
        return;
    const std::size_t kept = m_capacity - count;
    beginRemoveRows({}, static_cast<int>(kept), rowCount() - 1);
    m_records.resize(kept);
    m_moreOlder = true;  // what went is still in the history
    endRemoveRows();
}

void LogModel::addOlder(const std::vector<StoredRecord> &records)
{
    m_fetching = false;
    m_moreOlder = !records.empty();
    const std::int64_t oldest = m_records.empty() ? INT64_MAX : m_records.back().id;
    const auto first = std::ranges::find_if(records, [oldest](const StoredRecord &r) { return r.id < oldest; });
    const auto count =
        std::min<std::ptrdiff_t>(records.end() - first, static_cast<std::ptrdiff_t>(m_capacity - m_records.size()));
    if (count == 0)
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(count) - 1);
    m_records.insert(m_records.end(), first, first + count);
    endInsertRows();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return cell(record(index.row()), index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignment(index.column()));
    return {};
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignment(section));
    return role == Qt::DisplayRole ? LogWords::heading(section) : QVariant();
}

bool LogModel::hasOlder() const
{
    return m_moreOlder && !m_fetching && !m_records.empty() && m_records.size() < m_capacity;
}

void LogModel::askForOlder()
{
    if (!hasOlder())
        return;
    m_fetching = true;
    Q_EMIT olderWanted(m_records.back().id);
}

}  // namespace parapet
