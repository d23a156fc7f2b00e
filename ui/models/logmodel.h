// SPDX-License-Identifier: GPL-2.0-or-later
// LogModel: records of the security log, newest on top, bounded. It asks for older ones when the reader
// gets to the end, and knows nothing of where they come from.
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
    enum Column {
        Time,
        Action,
        Protocol,
        Source,
        SourcePort,
        Destination,
        DestinationPort,
        Interface,
        Reason,
        Size,
        columns
    };
    static constexpr std::size_t defaultCapacity = 10'000;

    explicit LogModel(std::size_t capacity = defaultCapacity, QObject *parent = nullptr);

    const StoredRecord &record(int row) const { return m_records.at(static_cast<std::size_t>(row)); }
    // The row as one line of text, columns parted by tabs.
    QString line(int row) const;

    void clear();
    // Live records, oldest first; the oldest rows go when it is full. What is already there is left out.
    void addNewer(const std::vector<StoredRecord> &records);
    // For whoever reached the end. Not fetchMore(): QTreeView calls that at every layout, and so would read all.
    bool hasOlder() const;
    void askForOlder();
    // The answer to olderWanted() or to the first look, newest first; none means: that was all.
    void addOlder(const std::vector<StoredRecord> &records);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void olderWanted(std::int64_t before);

private:
    void makeRoomFor(std::size_t count);

    std::deque<StoredRecord> m_records;  // by id, newest first
    const std::size_t m_capacity;
    bool m_moreOlder = false;
    bool m_fetching = false;
};

}  // namespace parapet
