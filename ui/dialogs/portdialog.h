// SPDX-License-Identifier: GPL-2.0-or-later
// PortDialog: "Add a Port" and "Edit a Port" (XP SP2). Checks while one types, with the message at the field, and
// stays open until everything is right. Deletes itself when closed.
#pragma once

#include "ui/help/helppage.h"
#include "ui/models/settingsdraft.h"

#include <QDialog>

#include <optional>

class QLineEdit;
class QRadioButton;

namespace parapet {

class FieldProblem;

class PortDialog : public QDialog {
    Q_OBJECT

public:
    // Without `edited` it adds. The draft must outlive it.
    PortDialog(const SettingsDraft &draft, std::optional<PortKey> edited, QWidget *parent = nullptr);

    // Valid once accepted.
    PortKey key() const;
    PortException entry() const;

    void accept() override;

Q_SIGNALS:
    void helpRequested(parapet::HelpPage page);

private:
    void showEdited(PortKey key);
    void changeScope();
    void layOut();
    QString nameProblem() const;
    QString portProblem() const;
    QString duplicateProblem() const;
    QString roomProblem() const;
    // A field that nobody has touched yet is not blamed before OK.
    void check();

    const SettingsDraft &m_draft;
    const std::optional<PortKey> m_edited;
    bool m_enabled = true;
    Scope m_scope;
    bool m_submitted = false;
    QLineEdit *m_name;
    FieldProblem *m_nameProblem;
    QLineEdit *m_port;
    FieldProblem *m_portProblem;
    QRadioButton *m_tcp;
    QRadioButton *m_udp;
};

}  // namespace parapet
