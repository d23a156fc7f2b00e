// SPDX-License-Identifier: GPL-2.0-or-later
// NoticeBar: a line across the window about something the user should know, if need be with one button to act on it.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace parapet {

class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    // An empty text hides the bar, an empty button text the button.
    void tell(const QString &text, const QString &button = {});
    void setButtonEnabled(bool enabled);

Q_SIGNALS:
    void clicked();

private:
    QLabel *m_text;
    QPushButton *m_button;
};

}  // namespace parapet
