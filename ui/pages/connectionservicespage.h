// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionServicesPage: the tab "Services" of a connection's "Advanced Settings" (xp-reference 1.13): what others may
// reach by this connection. These ports have no scope: they are open to any computer.
#pragma once

#include "ui/models/connectionservicesmodel.h"

#include <QWidget>

class QListView;
class QPushButton;

namespace parapet {

class TextLabel;

class ConnectionServicesPage : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionServicesPage(const ConnectionServicesModel::Ports &ports, QWidget *parent = nullptr);

    const ConnectionServicesModel::Ports &ports() const { return m_model.ports(); }

private:
    void prepareList();
    void addShortcut(const QKeySequence &keys, void (ConnectionServicesPage::*action)());
    QLayout *makeButtons();
    std::optional<PortKey> selectedOwn() const;
    void selectRow(int row);
    void refresh();
    void add();
    void editSelected();
    void deleteSelected();
    void remove(PortKey key);

    ConnectionServicesModel m_model;
    QListView *m_list;
    TextLabel *m_fullLine;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_delete;
};

}  // namespace parapet
