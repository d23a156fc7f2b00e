// SPDX-License-Identifier: GPL-2.0-or-later
// LogTimeline: dropped packets over time as bars, coloured by why, with a legend of the kinds that occur. A range is chosen by
// dragging, or with the arrow keys and Shift, then Enter. Time runs in the direction of reading, as everything else in the
// window does: in a right-to-left window the oldest is at the right, and the arrow keys move to where they point.
#pragma once

#include "ui/models/dropkind.h"

#include <QWidget>

#include <optional>

namespace parapet {

class LogTimeline : public QWidget {
    Q_OBJECT

public:
    explicit LogTimeline(QWidget *parent = nullptr);

    void setHistogram(const LogHistogram &histogram);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChosen(parapet::WallTime from, parapet::WallTime to);  // both included
    void wholeWanted();                                              // no range any more

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Range {
        int first, last;  // spans
    };

    QRect plot() const;
    int spanAt(const QPoint &place) const;
    QRect spanRect(int span) const;
    int spans() const { return static_cast<int>(m_counts.size()); }
    Range range() const;
    void moveTo(int span, bool extends);
    void choose();
    void describe();
    QString rangeText(Range range) const;
    QString emptyText() const;
    void paintBars(QPainter &painter) const;
    void paintAxis(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    LogHistogram m_histogram;
    std::vector<KindCounts> m_counts;
    std::uint64_t m_highest = 0;
    std::optional<int> m_place;   // where the keyboard or the pointer is
    std::optional<int> m_anchor;  // where the range began
    bool m_dragging = false;
    bool m_isKnown = false;
};

}  // namespace parapet
