// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionServicesModel: the check list "Services" of one connection: those that come with Parapet and those that a
// person added. Holds the ports of the open dialog; nothing of it is in the draft before OK.
#pragma once

#include "engine/model/service.h"
#include "engine/model/settings.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace parapet {

class ConnectionServicesModel : public QAbstractListModel {
    Q_OBJECT

public:
    using Ports = std::map<PortKey, ConnectionPort>;

    explicit ConnectionServicesModel(const Ports &ports, QObject *parent = nullptr);

    const Ports &ports() const { return m_ports; }
    bool full() const { return m_ports.size() >= limits::portsPerConnection; }

    PortKey key(int row) const { return m_rows.at(static_cast<std::size_t>(row)).key; }
    int row(PortKey key) const;                      // -1 when there is none
    bool isOwn(int row) const;                       // added by a person: may be edited and deleted
    std::optional<QString> name(PortKey key) const;  // none: no row has this port

    void put(PortKey key, const ConnectionPort &entry);
    void replace(PortKey old, PortKey key, const ConnectionPort &entry);
    void remove(PortKey key);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        PortKey key;
        QString name;
        const ConnectionService *builtIn;  // null: a person's own
    };

    void makeRows();
    Row makeRow(PortKey key, const ConnectionPort &entry) const;

    Ports m_ports;
    std::vector<Row> m_rows;  // by name
};

}  // namespace parapet
