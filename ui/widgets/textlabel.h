// SPDX-License-Identifier: GPL-2.0-or-later
// TextLabel: a paragraph. Plain text always: what it shows may come from a file name, a packet or another program.
// It insists on the height of all its lines: left alone, Qt lets a window cut wrapped text off.
#pragma once

#include <QLabel>

namespace parapet {

class TextLabel : public QLabel {
    Q_OBJECT

public:
    explicit TextLabel(const QString &text = {}, QWidget *parent = nullptr);

    void setBold(bool bold);
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
};

}  // namespace parapet
