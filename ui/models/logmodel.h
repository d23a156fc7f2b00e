// SPDX-License-Identifier: GPL-2.0-or-later
// LogModel: a piece of the security log, newest on top, without a gap in it. It grows at both ends and is bounded: what is
// too much goes at the other end. It knows nothing of where the records come from (LogFeed).
#pragma once

#include "engine/model/logrecord.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <deque>
#include <vector>

namespace parapet {

class LogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    // The order is that of the columns that a person chose (LogList): append only.
    enum Column {
        Time,
        Action,
        Direction,
        Protocol,
        Source,
        SourcePort,
        Destination,
        DestinationPort,
        Program,
        Interface,
        Reason,
        Rule,
        Size,
        Flags,
        Sequence,
        Acknowledgement,
        WindowSize,
        IcmpType,
        Number,
        columns
    };
    static constexpr std::size_t defaultCapacity = 4'000;

    explicit LogModel(std::size_t capacity = defaultCapacity, QObject *parent = nullptr);

    const StoredRecord &record(int row) const { return m_records.at(static_cast<std::size_t>(row)); }
    // The first row that is not younger than this id; the number of rows if all are.
    int rowFrom(std::int64_t id) const;
    // The row as one line of text, columns parted by tabs.
    QString line(int row, const std::vector<int> &columns) const;

    // All newest first. What is there already, or would not join at this end, is left out.
    void setRecords(const std::vector<StoredRecord> &records);
    void addOlder(const std::vector<StoredRecord> &records);
    void addNewer(const std::vector<StoredRecord> &records);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void removeRange(int first, int count);

    std::deque<StoredRecord> m_records;  // by id, newest first
    const std::size_t m_capacity;
};

}  // namespace parapet
