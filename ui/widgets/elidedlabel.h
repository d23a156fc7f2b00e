// SPDX-License-Identifier: GPL-2.0-or-later
// ElidedLabel: one line of foreign text that may be far too long: cut in the middle, where names and paths tell least,
// with all of it in the tool tip and for screen readers. Plain text always.
#pragma once

#include <QLabel>

namespace parapet {

class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    // It asks for the room of this many characters at most.
    explicit ElidedLabel(int characters, QWidget *parent = nullptr);

    void setLine(const QString &line);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QString fitting() const;
    void showToolTip();

    int m_characters;
};

}  // namespace parapet
