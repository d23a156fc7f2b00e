// SPDX-License-Identifier: GPL-2.0-or-later
// ExceptionsPage: the check list of exceptions with Add Port, Edit and Delete (XP SP2 Exceptions tab).
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/exceptionsmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

#include <optional>

class QPushButton;
class QTreeView;

namespace parapet {

class TextLabel;

class ExceptionsPage : public QWidget {
    Q_OBJECT

public:
    // Both must outlive it.
    ExceptionsPage(const FirewallClient &client, SettingsDraft &draft, QWidget *parent = nullptr);

private:
    void prepareList();
    QLayout *makeButtons();
    void addShortcut(const QKeySequence &keys, void (ExceptionsPage::*action)());

    void refresh();
    void showIntroduction();
    void showSelection();
    std::optional<PortKey> selected() const;
    void select(PortKey key);
    void selectRow(int row);

    void addPort();
    void editSelected();
    void deleteSelected();
    void removePort(PortKey key);

    const FirewallClient &m_client;
    SettingsDraft &m_draft;
    ExceptionsModel m_model;
    QSortFilterProxyModel m_sorted;
    TextLabel *m_introduction;
    QTreeView *m_list;
    QPushButton *m_addPort;
    QPushButton *m_edit;
    QPushButton *m_delete;
};

}  // namespace parapet
