// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/connectionservicedialog.h"

#include "engine/model/checks.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/fieldproblem.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace parapet {

namespace {

// 0, which no port has, for everything that is not a plain decimal number.
long long portNumber(const QString &text)
{
    const QString digits = text.trimmed();
    const bool plain = std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    return plain ? digits.toLongLong() : 0;
}

}  // namespace

ConnectionServiceDialog::ConnectionServiceDialog(const ConnectionServicesModel &services, std::optional<PortKey> edited,
                                                 QWidget *parent)
    : QDialog(parent), m_services(services), m_edited(edited), m_name(new QLineEdit),
      m_nameProblem(new FieldProblem(m_name)), m_port(new QLineEdit), m_portProblem(new FieldProblem(m_port)),
      m_tcp(new QRadioButton(tr("&TCP"))), m_udp(new QRadioButton(tr("&UDP")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Service Settings"));
    layOut();  // first: radio buttons exclude each other only once they have one parent
    m_tcp->setChecked(true);
    if (edited)
        showEdited(*edited);
    connect(m_name, &QLineEdit::textChanged, this, &ConnectionServiceDialog::check);
    connect(m_port, &QLineEdit::textChanged, this, &ConnectionServiceDialog::check);
    connect(m_udp, &QRadioButton::toggled, this, &ConnectionServiceDialog::check);
}

void ConnectionServiceDialog::showEdited(PortKey key)
{
    const ConnectionPort &entry = m_services.ports().at(key);
    m_enabled = entry.enabled;
    m_name->setText(QString::fromStdString(entry.name));
    m_port->setText(QString::number(key.port));
    (key.protocol == PortProtocol::tcp ? m_tcp : m_udp)->setChecked(true);
}

// Labels above the fields, as in XP SP2: they are too long to stand before them.
void ConnectionServiceDialog::layOut()
{
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 46);
    auto *protocols = new QHBoxLayout;
    protocols->addWidget(m_tcp);
    protocols->addWidget(m_udp);
    protocols->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionServiceDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectionServiceDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new FieldLabel(tr("&Description of service:"), m_name));
    layout->addWidget(m_name);
    layout->addWidget(m_nameProblem);
    layout->addWidget(new FieldLabel(tr("&External port number for this service:"), m_port));
    layout->addWidget(m_port);
    layout->addWidget(m_portProblem);
    layout->addLayout(protocols);
    layout->addStretch();
    layout->addWidget(buttons);
    m_name->setFocus();
}

PortKey ConnectionServiceDialog::key() const
{
    return {m_udp->isChecked() ? PortProtocol::udp : PortProtocol::tcp,
            static_cast<std::uint16_t>(portNumber(m_port->text()))};
}

ConnectionPort ConnectionServiceDialog::entry() const
{
    return {m_name->text().trimmed().toStdString(), m_enabled};
}

void ConnectionServiceDialog::accept()
{
    m_submitted = true;
    check();
    if (!nameProblem().isEmpty())
        m_name->setFocus();
    else if (!portProblem().isEmpty())
        m_port->setFocus();
    else
        QDialog::accept();
}

QString ConnectionServiceDialog::nameProblem() const
{
    return engineSentence(problemWithName(entry().name));
}

QString ConnectionServiceDialog::portProblem() const
{
    if (const std::string problem = problemWithPort(portNumber(m_port->text())); !problem.empty())
        return engineSentence(problem);
    const auto taken = m_services.name(key());
    if (!taken || key() == m_edited)
        return {};
    return tr("This port is on the list of services already, as %1.").arg(*taken);
}

void ConnectionServiceDialog::check()
{
    const bool edits = m_edited.has_value();
    m_nameProblem->tell(m_submitted || edits || m_name->isModified() ? nameProblem() : QString());
    m_portProblem->tell(m_submitted || edits || m_port->isModified() ? portProblem() : QString());
}

}  // namespace parapet
