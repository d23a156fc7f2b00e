// SPDX-License-Identifier: GPL-2.0-or-later
// ExceptionsModel: the check list "Programs and Services" of the sheet's draft. One column: the friendly name with
// its check box (XP SP2 Exceptions tab: rows show neither path nor port number).
#pragma once

#include "ui/models/settingsdraft.h"

#include <QAbstractTableModel>

#include <vector>

namespace parapet {

class ExceptionsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit ExceptionsModel(SettingsDraft &draft, QObject *parent = nullptr);

    // Rows that may not be changed are dimmed, but the list can still be read and scrolled.
    void setEditable(bool editable);

    PortKey key(int row) const { return m_rows.at(static_cast<std::size_t>(row)).key; }
    int row(PortKey key) const;  // -1 when there is none

    // The name as one line of text to show; an active entry without a name must never be hidden: "TCP 80".
    static QString name(PortKey key, const PortException &entry);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        PortKey key;
        PortException entry;
    };
    using Ports = std::map<PortKey, PortException>;

    void follow();
    void removeRowsMissingIn(const Ports &ports);
    void insertRowsFrom(const Ports &ports);
    void updateRows(const Ports &ports);

    SettingsDraft &m_draft;
    std::vector<Row> m_rows;  // by key
    bool m_editable = true;
};

}  // namespace parapet
