// SPDX-License-Identifier: GPL-2.0-or-later
// ScopeButtonBox: the last line of the dialogs of exceptions: "Change scope...", OK, Cancel, reached in this order. All
// three in one QDialogButtonBox would leave OK and Cancel out of the tab order (Qt 6.4).
#pragma once

#include <QWidget>

class QPushButton;

namespace parapet {

class ScopeButtonBox : public QWidget {
    Q_OBJECT

public:
    explicit ScopeButtonBox(QWidget *parent = nullptr);

    QPushButton *scopeButton() const { return m_scope; }
    QPushButton *okButton() const { return m_ok; }

Q_SIGNALS:
    void scopeRequested();
    void accepted();
    void rejected();

private:
    QPushButton *m_scope;
    QPushButton *m_ok;
};

}  // namespace parapet
