// SPDX-License-Identifier: GPL-2.0-or-later
// LockoutWarning: asked before a change that would lock out the SSH session that one sits in. The default keeps it
// reachable; Esc makes no change at all. Deletes itself when closed.
#pragma once

#include "engine/model/newflow.h"

#include <QMessageBox>

namespace parapet {

class LockoutWarning : public QMessageBox {
    Q_OBJECT

public:
    enum class Answer { keepReachable, lockOut, cancel };

    explicit LockoutWarning(const NewFlow &session, QWidget *parent = nullptr);

    Answer answer() const;  // valid once finished

private:
    QPushButton *m_keep;
    QPushButton *m_lockOut;
};

}  // namespace parapet
