// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionsGroup: "Network Connection Settings" of the Advanced tab: on which connections the firewall is on, and
// the way to the settings of a single one.
#pragma once

#include "ui/models/connectionsmodel.h"

#include <QGroupBox>

class QListView;
class QPushButton;

namespace parapet {

class TextLabel;

class ConnectionsGroup : public QGroupBox {
    Q_OBJECT

public:
    // Both must outlive it.
    ConnectionsGroup(const FirewallClient &client, SettingsDraft &draft, QWidget *parent = nullptr);

private:
    void prepareList();
    void layOut();
    void refresh();
    void selectAgain();
    void editSelected();

    const FirewallClient &m_client;
    SettingsDraft &m_draft;
    ConnectionsModel m_model;
    std::string m_selected;  // the id; survives that the list is made anew
    TextLabel *m_sentence;
    QListView *m_list;
    TextLabel *m_hint;
    QPushButton *m_settings;
};

}  // namespace parapet
