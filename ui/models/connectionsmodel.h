// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionsModel: the check list of the Advanced tab: every connection that the helper knows, checked where the
// draft has the firewall on for it. Settings of a connection that is unknown now stay, but have no row.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/settingsdraft.h"

#include <QAbstractListModel>

#include <vector>

namespace parapet {

class ConnectionsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole,  // Connection::Kind as int
        ConnectedRole,            // bool
    };

    // Both must outlive it.
    ConnectionsModel(const FirewallClient &client, SettingsDraft &draft, QObject *parent = nullptr);

    // Rows that may not be changed are dimmed, but the list can still be read and scrolled.
    void setEditable(bool editable);

    const Connection &connection(int row) const { return m_rows.at(static_cast<std::size_t>(row)).connection; }
    int row(std::string_view id) const;  // -1 when there is none

    // The name as one line of text; a connection that calls itself nothing is shown by its interface or its id.
    static QString name(const Connection &connection);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        Connection connection;
        bool filtered = true;
        bool operator==(const Row &) const = default;
    };

    void follow();
    std::vector<Row> currentRows() const;
    QString label(const Row &row) const;
    static QString description(const Row &row);

    const FirewallClient &m_client;
    SettingsDraft &m_draft;
    std::vector<Row> m_rows;  // by name
    bool m_editable = true;
};

}  // namespace parapet
