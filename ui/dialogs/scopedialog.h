// SPDX-License-Identifier: GPL-2.0-or-later
// ScopeDialog: "Change Scope" (XP SP2): the computers for which an exception holds. Checks the list while one types,
// with the message at the field, and stays open until it is right. Deletes itself when closed.
#pragma once

#include "engine/model/scope.h"

#include <QDialog>

class QLineEdit;
class QRadioButton;

namespace parapet {

class FieldProblem;

class ScopeDialog : public QDialog {
    Q_OBJECT

public:
    explicit ScopeDialog(const Scope &scope, QWidget *parent = nullptr);

    // Valid once accepted.
    Scope scope() const;

    void accept() override;

private:
    void take(const Scope &scope);
    void layOut();
    QString listProblem() const;
    void check();

    bool m_submitted = false;
    QRadioButton *m_any;
    QRadioButton *m_subnet;
    QRadioButton *m_custom;
    QLineEdit *m_list;
    FieldProblem *m_problem;
};

}  // namespace parapet
