// SPDX-License-Identifier: GPL-2.0-or-later
// LogList: the rows of the security log that the feed holds, and a scroll bar for the whole history, which is measured in ids.
// Near an end of what is there it has more fetched; whoever reads further down is not disturbed by what comes in on top. The
// columns are chosen by the menu of the header and remembered for the user.
#pragma once

#include "ui/models/logfeed.h"
#include "ui/models/logmodel.h"

#include <QWidget>

#include <vector>

class QMenu;
class QScrollBar;
class QTreeView;

namespace parapet {

class LogList : public QWidget {
    Q_OBJECT

public:
    // Both must outlive it.
    LogList(LogModel &model, LogFeed &feed, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    QScrollBar *historyBar() const { return m_bar; }
    void setPaused(bool paused);

    std::vector<int> shownColumns() const;  // LogModel::Column, in the order on the screen
    std::vector<int> selectedRows() const;  // from the top
    void fillColumnMenu(QMenu *menu);
    void saveColumns() const;  // before the model goes

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void prepareView();
    void sizeColumns();
    void restoreColumns();
    void showColumnMenu(const QPoint &place);
    void resetColumns();
    void moved();
    void begin();
    void showBar();
    void act(int action);
    void jump();
    void shift(int rows);
    int topRow() const;
    void showEnd(bool oldest);

    LogModel &m_model;
    LogFeed &m_feed;
    QTreeView *m_view;
    QScrollBar *m_bar;
    bool m_paused = false;
    bool m_columnsChanged = false;
    bool m_toBottom = false;  // the oldest row is what is wanted
};

}  // namespace parapet
