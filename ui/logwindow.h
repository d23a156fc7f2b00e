// SPDX-License-Identifier: GPL-2.0-or-later
// LogWindow: what Parapet Firewall has blocked, live, newest on top, with a plain sentence for the selected row.
// A window of its own that can stay open beside the sheet. Deletes itself when closed.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/logfeed.h"
#include "ui/models/logmodel.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace parapet {

class TextLabel;

class LogWindow : public QDialog {
    Q_OBJECT

public:
    // The client must outlive it.
    explicit LogWindow(FirewallClient &client, QWidget *parent = nullptr);

private:
    void prepareList();
    void sizeColumns();
    QWidget *makeRefusal();
    QWidget *makeDetails();
    QLayout *makeButtons();
    void showState();
    QString stateText() const;
    void showSentence();
    void keepPlace(int added);
    void copySelected();

    const FirewallClient &m_client;
    LogModel m_model;
    LogFeed m_feed;
    QTreeView *m_list;
    QStackedWidget *m_stack;
    TextLabel *m_refusal;
    QPushButton *m_retry;
    TextLabel *m_details;
    QLabel *m_state;
    QPushButton *m_pause;
    QPushButton *m_copy;
};

}  // namespace parapet
