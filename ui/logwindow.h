// SPDX-License-Identifier: GPL-2.0-or-later
// LogWindow: "Security Log": what happened, live and long ago, with filters, a timeline, and a plain explanation of the selected
// row. A window of its own that can stay open beside the sheet. Deletes itself when closed.
#pragma once

#include "ui/models/logcounts.h"
#include "ui/models/logfeed.h"
#include "ui/models/logmodel.h"
#include "ui/newexception.h"

#include <QDialog>
#include <QTimer>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace parapet {

class LogFilterBar;
class LogList;
class LogTimeline;
class TextLabel;

class LogWindow : public QDialog {
    Q_OBJECT

public:
    // The client must outlive it.
    explicit LogWindow(FirewallClient &client, QWidget *parent = nullptr);
    ~LogWindow() override;

    // The SSH session that the user sits in, if it is one: it is not locked out unasked.
    void setSession(const std::optional<NewFlow> &session) { m_exception.setSession(session); }

private:
    void layOut();
    QLayout *makeHeading();
    QWidget *makeRefusal();
    QLayout *makeSearch();
    QWidget *makeDetails();
    QLayout *makeButtons();
    void prepareMenu();
    void connectParts();

    void ask();
    void askFor(WallTime from, WallTime to);
    void showState();
    void showRefusal();
    void showSearch();
    QString stateText() const;
    void offerValues();
    void loadListening();

    void takeSelection();
    void selectAgain();
    void showDetails();
    void copySelected();
    void showSimilar();
    void addProgram();
    void addPort();
    const ListeningProgram *listener() const;
    std::string programKey() const;

    FirewallClient &m_client;
    NewException m_exception;
    LogModel m_model;
    LogFeed m_feed;
    LogCounts m_counts;
    QTimer m_listeningSoon;
    std::vector<ListeningProgram> m_listening;
    bool m_knowsListening = false;
    std::optional<StoredRecord> m_selected;  // stays when its row goes

    LogFilterBar *m_filters;
    LogTimeline *m_timeline;
    LogList *m_list;
    QStackedWidget *m_stack;
    TextLabel *m_refusal;
    QPushButton *m_retry;
    TextLabel *m_details;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QPushButton *m_fresh;
    QPushButton *m_pause;
    QPushButton *m_copy;
    QPushButton *m_similar;
    QPushButton *m_add;
    QAction *m_addProgram;
    QAction *m_addPort;
    QPushButton *m_export;
};

}  // namespace parapet
