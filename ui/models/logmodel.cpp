// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logmodel.h"

#include "engine/model/protocol.h"
#include "engine/model/w3cline.h"
#include "ui/models/logwords.h"
#include "ui/models/plaintext.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <functional>

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

QString packetCell(const LogRecord &record, int column)
{
    switch (column) {
    case LogModel::Size: return record.action == LogAction::drop ? QLocale().toString(record.size) : QString();
    case LogModel::Flags:
        return hasTcpFields(record) ? QString::fromStdString(flagLetters(record.tcpFlags)) : QString();
    case LogModel::Sequence: return hasTcpFields(record) ? QString::number(record.tcpSequence) : QString();
    case LogModel::Acknowledgement:
        return hasTcpFields(record) ? QString::number(record.tcpAcknowledgement) : QString();
    case LogModel::WindowSize: return hasTcpFields(record) ? QString::number(record.tcpWindow) : QString();
    case LogModel::IcmpType:
        return hasIcmpFields(record) ? QString::number(record.icmpType) + u'/' + QString::number(record.icmpCode)
                                     : QString();
    default: return {};
    }
}

QString cell(const StoredRecord &stored, int column)
{
    const LogRecord &record = stored.record;
    switch (column) {
    case LogModel::Time: return LogWords::time(record.time);
    case LogModel::Action: return LogWords::action(record.action);
    case LogModel::Direction: return LogWords::direction(record);
    case LogModel::Protocol: return LogWords::protocol(record);
    case LogModel::Source: return addressText(record, record.source);
    case LogModel::SourcePort: return portText(record, record.sourcePort);
    case LogModel::Destination: return addressText(record, record.destination);
    case LogModel::DestinationPort: return portText(record, record.destinationPort);
    case LogModel::Program: return plainLine(stored.program);
    case LogModel::Interface: return plainLine(stored.interface);
    case LogModel::Reason: return LogWords::why(stored);
    case LogModel::Rule: return QString::fromStdString(text(record.rule));
    case LogModel::Number: return QString::number(stored.id);
    default: return packetCell(record, column);
    }
}

// Sizes are compared, ports are names.
Qt::Alignment alignment(int column)
{
    return (column == LogModel::Size ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter;
}

}  // namespace

LogModel::LogModel(std::size_t capacity, QObject *parent) : QAbstractTableModel(parent), m_capacity(capacity) { }

int LogModel::rowFrom(std::int64_t id) const
{
    const auto found = std::ranges::lower_bound(m_records, id, std::greater<>(), &StoredRecord::id);
    return static_cast<int>(found - m_records.begin());
}

QString LogModel::line(int row, const std::vector<int> &chosen) const
{
    QStringList cells;
    for (const int column : chosen)
        cells << cell(record(row), column);
    return cells.join(QLatin1Char('\t'));
}

void LogModel::setRecords(const std::vector<StoredRecord> &records)
{
    beginResetModel();
    m_records.assign(records.begin(), records.begin() + std::min(std::ssize(records), std::ptrdiff_t(m_capacity)));
    endResetModel();
}

void LogModel::addOlder(const std::vector<StoredRecord> &records)
{
    auto first = records.begin();
    if (!m_records.empty())
        first = std::ranges::find_if(records, [this](const auto &each) { return each.id < m_records.back().id; });
    const auto count = std::min(records.end() - first, std::ptrdiff_t(m_capacity));
    if (count == 0)
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(count) - 1);
    m_records.insert(m_records.end(), first, first + count);
    endInsertRows();
    if (m_records.size() > m_capacity)
        removeRange(0, static_cast<int>(m_records.size() - m_capacity));
}

void LogModel::addNewer(const std::vector<StoredRecord> &records)
{
    auto end = records.end();
    if (!m_records.empty())
        end = std::ranges::find_if(records, [this](const auto &each) { return each.id <= m_records.front().id; });
    const auto count = std::min(end - records.begin(), std::ptrdiff_t(m_capacity));
    if (count == 0)
        return;
    beginInsertRows({}, 0, static_cast<int>(count) - 1);
    m_records.insert(m_records.begin(), end - count, end);
    endInsertRows();
    if (m_records.size() > m_capacity)
        removeRange(static_cast<int>(m_capacity), static_cast<int>(m_records.size() - m_capacity));
}

void LogModel::removeRange(int first, int count)
{
    beginRemoveRows({}, first, first + count - 1);
    m_records.erase(m_records.begin() + first, m_records.begin() + first + count);
    endRemoveRows();
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

}  // namespace parapet
