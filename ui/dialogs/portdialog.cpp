// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/portdialog.h"

#include "ui/dialogs/scopedialog.h"
#include "ui/models/exceptionid.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/fieldproblem.h"
#include "ui/widgets/linkbutton.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/scopebuttonbox.h"
#include "ui/widgets/textlabel.h"

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

PortDialog::PortDialog(const SettingsDraft &draft, std::optional<PortKey> edited, QWidget *parent)
    : QDialog(parent), m_draft(draft), m_edited(edited), m_name(new QLineEdit), m_nameProblem(new FieldProblem(m_name)),
      m_port(new QLineEdit), m_portProblem(new FieldProblem(m_port)), m_tcp(new QRadioButton(tr("&TCP"))),
      m_udp(new QRadioButton(tr("&UDP")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(edited ? tr("Edit a Port") : tr("Add a Port"));
    layOut();  // first: radio buttons exclude each other only once they have one parent
    m_tcp->setChecked(true);
    if (edited)
        showEdited(*edited);
    connect(m_name, &QLineEdit::textChanged, this, &PortDialog::check);
    connect(m_port, &QLineEdit::textChanged, this, &PortDialog::check);
    connect(m_udp, &QRadioButton::toggled, this, &PortDialog::check);
}

void PortDialog::showEdited(PortKey key)
{
    const PortException &entry = m_draft.profile().ports.at(key);
    m_enabled = entry.enabled;
    m_scope = entry.scope;
    m_name->setText(QString::fromStdString(entry.name));
    m_port->setText(QString::number(key.port));
    (key.protocol == PortProtocol::tcp ? m_tcp : m_udp)->setChecked(true);
}

void PortDialog::layOut()
{
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 46);
    auto *protocols = new QHBoxLayout;
    protocols->addWidget(m_tcp);
    protocols->addWidget(m_udp);
    protocols->addStretch();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(new FieldLabel(tr("&Name:"), m_name), m_name);
    form->addRow(nullptr, m_nameProblem);
    form->addRow(new FieldLabel(tr("&Port number:"), m_port), m_port);
    form->addRow(nullptr, m_portProblem);
    form->addRow(nullptr, protocols);

    auto *buttons = new ScopeButtonBox;
    connect(buttons, &ScopeButtonBox::scopeRequested, this, &PortDialog::changeScope);
    connect(buttons, &ScopeButtonBox::accepted, this, &PortDialog::accept);
    connect(buttons, &ScopeButtonBox::rejected, this, &PortDialog::reject);
    auto *risks = new LinkButton(tr("&What are the risks of opening a port?"));
    connect(risks, &LinkButton::clicked, this, [this] { Q_EMIT helpRequested(HelpPage::ports); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("Use these settings to open a port through Parapet Firewall. To find the port "
                                       "number and protocol, see the documentation of the program or service that "
                                       "you want to use.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addLayout(form);
    layout->addWidget(risks);
    layout->addStretch();
    layout->addWidget(buttons);
    m_name->setFocus();
}

PortKey PortDialog::key() const
{
    return {m_udp->isChecked() ? PortProtocol::udp : PortProtocol::tcp,
            static_cast<std::uint16_t>(portNumber(m_port->text()))};
}

PortException PortDialog::entry() const
{
    return {m_name->text().trimmed().toStdString(), m_enabled, m_scope};
}

void PortDialog::changeScope()
{
    auto *dialog = new ScopeDialog(m_scope, this);
    connect(dialog, &ScopeDialog::accepted, this, [this, dialog] { m_scope = dialog->scope(); });
    openNested(dialog);
}

void PortDialog::accept()
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

QString PortDialog::nameProblem() const
{
    return engineSentence(problemWithName(entry().name));
}

QString PortDialog::portProblem() const
{
    const std::string problem = problemWithPort(portNumber(m_port->text()));
    if (!problem.empty())
        return engineSentence(problem);
    const QString duplicate = duplicateProblem();
    return duplicate.isEmpty() ? roomProblem() : duplicate;
}

// The key is port and protocol (XP SP2: "80:TCP"); the same twice would be one entry with two names.
QString PortDialog::duplicateProblem() const
{
    const auto &ports = m_draft.profile().ports;
    const auto found = ports.find(key());
    if (found == ports.end() || key() == m_edited)
        return {};
    return tr("This port is on the exceptions list already, as %1.").arg(shownName(found->first, found->second.name));
}

// Looks at the whole list, so not at every key that is typed.
QString PortDialog::roomProblem() const
{
    if (!m_submitted || m_edited || !nameProblem().isEmpty())
        return {};
    return engineSentence(m_draft.problem({SetPort{m_draft.profileId(), key(), entry()}}));
}

void PortDialog::check()
{
    const bool edits = m_edited.has_value();
    m_nameProblem->tell(m_submitted || edits || m_name->isModified() ? nameProblem() : QString());
    m_portProblem->tell(m_submitted || edits || m_port->isModified() ? portProblem() : QString());
}

}  // namespace parapet
