// SPDX-License-Identifier: GPL-2.0-or-later
// ListeningModel: who listens on this computer, one row a socket. A new list changes only the rows that differ, so that
// selection, scroll position and screen readers stay where they are.
#pragma once

#include "ui/client/firewallclient.h"

#include <QAbstractTableModel>

#include <vector>

namespace parapet {

class ListeningModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Program, Pid, User, Protocol, Port, Address, Access };
    static constexpr int columns = Access + 1;
    enum Role : int { SortRole = Qt::UserRole + 100, SearchableRole };

    // The client, whose settings name the exceptions, must outlive it.
    explicit ListeningModel(const FirewallClient &client, QObject *parent = nullptr);

    void setRows(const std::vector<ListeningProgram> &rows);
    const ListeningProgram &at(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ListeningProgram &row, int column) const;
    QString toolTip(const ListeningProgram &row, int column) const;
    QVariant sortKey(const ListeningProgram &row, int column) const;
    const Profile &profile() const;
    void removeRowsMissingIn(const std::vector<ListeningProgram> &rows);

    const FirewallClient &m_client;
    std::vector<ListeningProgram> m_rows;  // in the order in which they came
};

}  // namespace parapet
