// SPDX-License-Identifier: GPL-2.0-or-later
// AlertDetails: what "Show details" of the Security Alert shows: where the program is, what it listens to, for whom it
// runs, and who has just knocked.
#pragma once

#include "engine/model/alert.h"

#include <QFrame>

class QFormLayout;

namespace parapet {

class AlertDetails : public QFrame {
    Q_OBJECT

public:
    explicit AlertDetails(const Alert &alert, QWidget *parent = nullptr);

private:
    void addLine(const QString &label, const QString &line);
    void addKnocks(const Alert &alert);

    QFormLayout *m_form;
};

}  // namespace parapet
