// SPDX-License-Identifier: GPL-2.0-or-later
// LinkButton: a question that opens a page of help. Looks like a link, and works like a button: it has a mnemonic, takes
// the focus, and screen readers can press it, which a link inside a label does not give.
#pragma once

#include <QAbstractButton>

namespace parapet {

class LinkButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit LinkButton(const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &place) const override;

private:
    QRect textRect() const;
};

}  // namespace parapet
