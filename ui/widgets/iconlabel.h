// SPDX-License-Identifier: GPL-2.0-or-later
// IconLabel: an icon painted for the screen it is on, so it stays sharp when the window moves to a finer screen.
// Decoration only: what it says always stands beside it in words.
#pragma once

#include <QIcon>
#include <QWidget>

namespace parapet {

class IconLabel : public QWidget {
    Q_OBJECT

public:
    // The height is given in lines of text, so that it grows with the user's font.
    explicit IconLabel(const QIcon &icon = {}, qreal lines = 1.5, QWidget *parent = nullptr);

    void setIcon(const QIcon &icon);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
    qreal m_lines;
};

}  // namespace parapet
