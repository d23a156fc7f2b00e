// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionServiceDialog: "Service Settings" (XP SP2): one port that a connection offers. Checks while one types, with
// the message at the field, and stays open until everything is right. Deletes itself when closed.
#pragma once

#include "ui/models/connectionservicesmodel.h"

#include <QDialog>

class QLineEdit;
class QRadioButton;

namespace parapet {

class FieldProblem;

class ConnectionServiceDialog : public QDialog {
    Q_OBJECT

public:
    // Without `edited` it adds. The services must outlive it.
    ConnectionServiceDialog(const ConnectionServicesModel &services, std::optional<PortKey> edited,
                            QWidget *parent = nullptr);

    // Valid once accepted.
    PortKey key() const;
    ConnectionPort entry() const;

    void accept() override;

private:
    void layOut();
    void showEdited(PortKey key);
    QString nameProblem() const;
    QString portProblem() const;
    // A field that nobody has touched yet is not blamed before OK.
    void check();

    const ConnectionServicesModel &m_services;
    const std::optional<PortKey> m_edited;
    bool m_enabled = true;
    bool m_submitted = false;
    QLineEdit *m_name;
    FieldProblem *m_nameProblem;
    QLineEdit *m_port;
    FieldProblem *m_portProblem;
    QRadioButton *m_tcp;
    QRadioButton *m_udp;
};

}  // namespace parapet
