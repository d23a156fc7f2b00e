// SPDX-License-Identifier: GPL-2.0-or-later
// ListeningWindow: "Listening Programs": which program waits at which port, and whether others may reach it; with a way
// to an exception for it. A window of its own that can stay open beside the sheet. Deletes itself when closed.
#pragma once

#include "ui/models/listeningfilter.h"
#include "ui/newexception.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTimer;
class QTreeView;

namespace parapet {

class TextLabel;

class ListeningWindow : public QDialog {
    Q_OBJECT

public:
    // The client must outlive it.
    explicit ListeningWindow(FirewallClient &client, QWidget *parent = nullptr);
    ~ListeningWindow() override;

    // The SSH session that the user sits in, if it is one: it is not locked out unasked.
    void setSession(const std::optional<NewFlow> &session) { m_exception.setSession(session); }
    void setShown(ListeningFilter::Show which);

private:
    QLayout *makeSearch();
    void prepareList();
    void sizeColumns();
    QLayout *makeButtons();

    void load(bool mayAsk);
    void loaded(const Result<std::vector<ListeningProgram>> &rows);
    void refresh();
    QString stateText() const;
    void showSelection();
    const ListeningProgram *selected() const;

    void addProgram();
    void addPort();
    std::string programKey() const;  // of the selected row; empty: no exception can name it

    FirewallClient &m_client;
    NewException m_exception;
    ListeningModel m_model;
    ListeningFilter m_filter{m_model};
    std::optional<Error> m_refusal;
    bool m_loading = false, m_again = false, m_known = false;
    QTimer *m_soon;
    QLineEdit *m_search;
    QComboBox *m_show;
    QTreeView *m_list;
    QStackedWidget *m_stack;
    TextLabel *m_message;
    TextLabel *m_state;
    QPushButton *m_add;
    QAction *m_addProgram;
    QAction *m_addPort;
};

}  // namespace parapet
