// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/scopedialog.h"

#include "ui/models/plaintext.h"
#include "ui/widgets/fieldproblem.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

namespace parapet {

ScopeDialog::ScopeDialog(const Scope &scope, QWidget *parent)
    : QDialog(parent), m_any(new QRadioButton(tr("&Any computer (including those on the Internet)"))),
      m_subnet(new QRadioButton(tr("My &network (subnet) only"))), m_custom(new QRadioButton(tr("&Custom list:"))),
      m_list(new QLineEdit), m_problem(new FieldProblem(m_list))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Change Scope"));
    m_list->setAccessibleName(tr("Custom list"));
    m_list->setMaxLength(static_cast<int>(limits::scopeTextLength) + 1);  // what is too long must not be cut silently
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 52);
    layOut();
    take(scope);
    connect(m_custom, &QRadioButton::toggled, this, [this](bool custom) {
        check();
        if (custom)
            m_list->setFocus();
    });
    connect(m_list, &QLineEdit::textChanged, this, &ScopeDialog::check);
}

void ScopeDialog::take(const Scope &scope)
{
    const bool custom = scope.kind == Scope::Kind::custom;
    (custom ? m_custom : scope.kind == Scope::Kind::localSubnet ? m_subnet : m_any)->setChecked(true);
    if (custom)
        m_list->setText(QString::fromStdString(scope.text()));
    check();
}

void ScopeDialog::layOut()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &ScopeDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ScopeDialog::reject);

    auto *list = new QVBoxLayout;  // under its radio button
    list->setContentsMargins(style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth)
                                 + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing),
                             0, 0, 0);
    list->addWidget(m_list);
    list->addWidget(m_problem);
    list->addWidget(new TextLabel(
        tr("Example: %1").arg(QStringLiteral("192.168.114.201,192.168.114.0/255.255.255.0,2001:db8::/32"))));

    auto *hint = new TextLabel(tr("The computers that this one reaches directly, through any connection. If you are "
                                  "connected to your Internet provider directly, these can be strangers."));
    m_subnet->setAccessibleDescription(hint->text());
    auto *subnet = new QVBoxLayout;
    subnet->setContentsMargins(list->contentsMargins());
    subnet->addWidget(hint);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("Choose the set of computers for which this port or program is unblocked. A "
                                       "custom list has IP addresses, subnets or both, with commas between them.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_any);
    layout->addWidget(m_subnet);
    layout->addLayout(subnet);
    layout->addWidget(m_custom);
    layout->addLayout(list);
    layout->addStretch();
    layout->addWidget(buttons);
}

Scope ScopeDialog::scope() const
{
    if (m_any->isChecked())
        return {};
    if (m_subnet->isChecked())
        return {Scope::Kind::localSubnet, false, {}};
    const Result<Scope> list = Scope::parse(m_list->text().toStdString());
    return list ? *list : Scope();
}

QString ScopeDialog::listProblem() const
{
    if (!m_custom->isChecked())
        return {};
    if (m_list->text().size() > static_cast<qsizetype>(limits::scopeTextLength))
        return tr("The list must not be longer than %1 characters.").arg(limits::scopeTextLength);
    const Result<Scope> list = Scope::parse(m_list->text().toStdString());
    if (!list)
        return engineSentence(list.error().text);
    // A list that says "everyone" would hide behind the word "custom".
    return list->kind == Scope::Kind::any ? tr("For every computer choose \"Any computer\" instead.") : QString();
}

void ScopeDialog::check()
{
    m_list->setEnabled(m_custom->isChecked());
    m_problem->tell(m_submitted || m_list->isModified() ? listProblem() : QString());
}

void ScopeDialog::accept()
{
    m_submitted = true;
    check();
    if (listProblem().isEmpty())
        QDialog::accept();
    else
        m_list->setFocus();
}

}  // namespace parapet
