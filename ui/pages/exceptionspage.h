// SPDX-License-Identifier: GPL-2.0-or-later
// ExceptionsPage: the check list of exceptions with Add, Edit and Delete for each kind, and whether to tell when a
// program is blocked (XP SP2 Exceptions tab). Services are never asked about; that one listens and is blocked stands below
// the list.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/help/helppage.h"
#include "ui/models/exceptionsmodel.h"
#include "ui/models/installedprograms.h"
#include "ui/models/listeningfilter.h"

#include <QSortFilterProxyModel>
#include <QWidget>

#include <memory>
#include <optional>

class QCheckBox;
class QPushButton;
class QTimer;
class QTreeView;

namespace parapet {

class LinkButton;
class TextLabel;

class ExceptionsPage : public QWidget {
    Q_OBJECT

public:
    // Both must outlive it.
    ExceptionsPage(FirewallClient &client, SettingsDraft &draft, QWidget *parent = nullptr);

Q_SIGNALS:
    void helpRequested(parapet::HelpPage page);
    void listeningRequested(parapet::ListeningFilter::Show which);

private:
    void layOut();
    void prepareList();
    QLayout *makeButtons();
    void addShortcut(const QKeySequence &keys, void (ExceptionsPage::*action)());

    void refresh();
    void showIntroduction();
    void showSelection();
    void askWhoListens();
    void showListening();
    void readIcons();
    void takeIcons();
    std::optional<ExceptionId> selected() const;
    void select(const ExceptionId &id);
    void selectRow(int row);

    void addProgram();
    void addPort();
    void editSelected();
    void edit(PortKey key);
    void edit(const ProgramPath &program);
    void edit(const ServiceId &id);
    void deleteSelected();
    void remove(const ExceptionId &id);
    void takeNotifications();

    FirewallClient &m_client;
    SettingsDraft &m_draft;
    ExceptionsModel m_model;
    QSortFilterProxyModel m_sorted;
    std::unique_ptr<InstalledPrograms> m_installed;  // for the icons; null while there is no program in the list
    TextLabel *m_introduction;
    QTreeView *m_list;
    QPushButton *m_addProgram;
    QPushButton *m_addPort;
    QPushButton *m_edit;
    QPushButton *m_delete;
    QCheckBox *m_notify;
    LinkButton *m_listening;
    QTimer *m_soon;     // until who listens is asked again
    int m_blocked = 0;  // services that listen where nothing lets others in
};

}  // namespace parapet
