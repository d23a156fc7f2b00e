// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/alertdialog.h"

#include "ui/dialogs/alertdetails.h"
#include "ui/dialogs/scopedialog.h"
#include "ui/helpwindow.h"
#include "ui/models/alertwords.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/inputguard.h"
#include "ui/widgets/linkbutton.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace parapet {

AlertDialog::AlertDialog(const Alert &alert, Kind kind, std::chrono::milliseconds guard, QWidget *parent)
    : QDialog(parent), m_alert(alert), m_kind(kind), m_icon(new IconLabel(programIcon({}), 2)),
      m_name(new ElidedLabel(48)), m_publisher(new ElidedLabel(48)), m_allowed(new ElidedLabel(36)),
      m_problem(new NoticeBar), m_choices(new QWidget),
      m_never(new QCheckBox(tr("&Don't show this message again for this program"))), m_toggle(new QToolButton)
{
    setWindowTitle(AlertWords::title());
    // On top, so that it is seen, but without the keyboard: what is being typed belongs to another window.
    setAttribute(Qt::WA_ShowWithoutActivating);
    setWindowFlag(Qt::WindowStaysOnTopHint);
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    layOut();
    m_name->setLine(AlertWords::program(alert.process));
    m_publisher->setLine(AlertWords::publisher(alert));
    showScope();
    new InputGuard(this, guard);
}

AlertDialog::~AlertDialog() = default;

void AlertDialog::layOut()
{
    auto *choices = new QVBoxLayout(m_choices);
    choices->setContentsMargins({});
    if (m_kind == Kind::question)
        choices->addLayout(makeScope());
    else
        m_never->setParent(m_choices);
    choices->addLayout(m_kind == Kind::question ? makeAnswers() : makeNotice());
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    layout->addLayout(makeHeading());
    layout->addSpacing(gap);
    layout->addLayout(makeProgram());
    layout->addSpacing(gap);
    layout->addWidget(m_problem);
    layout->addWidget(m_choices);
    layout->addWidget(line);
    layout->addLayout(makeFooter());
    layout->addStretch();
    for (auto *button : findChildren<QPushButton *>()) {
        if (button->isDefault())
            button->setFocus();
    }
    resize(fontMetrics().averageCharWidth() * 80, 0);
}

QLayout *AlertDialog::makeHeading()
{
    auto *heading = new TextLabel(AlertWords::heading());
    heading->setBold(true);
    auto *words = new QVBoxLayout;
    words->addWidget(heading);
    if (m_kind == Kind::question)
        words->addWidget(new TextLabel(tr("Do you want to keep blocking this program?")));
    auto *layout = new QHBoxLayout;
    layout->addWidget(new IconLabel(QIcon(QStringLiteral(":/icons/shield-warning.svg")), 3), 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return layout;
}

QLayout *AlertDialog::makeProgram()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Name:"), m_name);
    form->addRow(tr("Publisher:"), m_publisher);
    auto *layout = new QHBoxLayout;
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(form, 1);
    return layout;
}

QLayout *AlertDialog::makeScope()
{
    auto *change = new QPushButton(tr("&Change scope..."));
    change->setAutoDefault(false);
    connect(change, &QPushButton::clicked, this, &AlertDialog::changeScope);
    auto *layout = new QHBoxLayout;
    layout->addWidget(new QLabel(tr("Unblock it for:")));
    layout->addWidget(m_allowed, 1);
    layout->addWidget(change);
    return layout;
}

QPushButton *AlertDialog::answerButton(const QString &text, AlertAnswer answer)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, answer] { Q_EMIT answered(answer, m_scope); });
    return button;
}

QLayout *AlertDialog::makeAnswers()
{
    QPushButton *keep = answerButton(tr("&Keep Blocking"), AlertAnswer::keepBlocking);
    auto *layout = new QHBoxLayout;
    layout->addStretch();
    layout->addWidget(keep);
    layout->addWidget(answerButton(tr("&Unblock"), AlertAnswer::unblock));
    layout->addWidget(answerButton(tr("&Ask Me Later"), AlertAnswer::askLater));
    layout->addStretch();
    keep->setDefault(true);
    return layout;
}

// For those who may not change the firewall (KB900912).
QLayout *AlertDialog::makeNotice()
{
    auto *ok = new QPushButton(tr("OK"));
    connect(ok, &QPushButton::clicked, this, &AlertDialog::acknowledge);
    auto *layout = new QVBoxLayout;
    layout->addWidget(new TextLabel(tr("Your computer administrator can unblock this program for you.")));
    layout->addWidget(m_never);
    layout->addWidget(ok, 0, Qt::AlignHCenter);
    ok->setDefault(true);
    return layout;
}

QLayout *AlertDialog::makeFooter()
{
    m_toggle->setText(tr("Show de&tails"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    connect(m_toggle, &QToolButton::toggled, this, &AlertDialog::showDetails);
    auto *help = new LinkButton(tr("&When should I unblock a program?"));
    connect(help, &LinkButton::clicked, this, &AlertDialog::showHelp);
    auto *layout = new QVBoxLayout;
    layout->addWidget(new TextLabel(tr("Parapet Firewall has blocked this program from accepting connections from the "
                                       "Internet or a network. If you recognize the program or trust the publisher, "
                                       "you can unblock it.")));
    layout->addWidget(help);
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    return layout;
}

void AlertDialog::learn(const Alert &alert)
{
    m_alert = alert;
    if (!m_details)
        return;
    const bool shown = !m_details->isHidden();
    delete m_details;
    m_details = nullptr;
    showDetails(shown);
}

void AlertDialog::setProgram(const InstalledProgram &program)
{
    m_name->setLine(program.name);
    m_icon->setIcon(programIcon(program.icon));
}

void AlertDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_choices->setEnabled(!busy);
}

void AlertDialog::tellProblem(const QString &reason)
{
    m_problem->tell(reason);
    showDetails(m_toggle->isChecked());
}

void AlertDialog::showDetails(bool shown)
{
    m_toggle->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    if (shown && !m_details) {
        m_details = new AlertDetails(m_alert);
        auto *all = static_cast<QVBoxLayout *>(layout());
        all->insertWidget(all->count() - 1, m_details);
    }
    if (m_details)
        m_details->setVisible(shown);
    layout()->activate();
    resize(width(), layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height());
}

void AlertDialog::changeScope()
{
    auto *dialog = new ScopeDialog(m_scope, this);
    connect(dialog, &ScopeDialog::accepted, this, [this, dialog] {
        m_scope = dialog->scope();
        showScope();
    });
    openNested(dialog);
}

void AlertDialog::showScope()
{
    m_allowed->setLine(AlertWords::scope(m_scope));
}

void AlertDialog::showHelp()
{
    if (!m_help) {
        m_help = std::make_unique<HelpWindow>();
        m_help->setWindowFlag(Qt::WindowStaysOnTopHint);  // or it would open below this one
    }
    m_help->openPage(HelpPage::unblocking);
}

void AlertDialog::acknowledge()
{
    Q_EMIT answered(m_never->isChecked() ? AlertAnswer::acknowledgeAlways : AlertAnswer::acknowledge, m_scope);
}

// Esc and the close button.
void AlertDialog::reject()
{
    if (!m_busy)
        Q_EMIT answered(m_kind == Kind::question ? AlertAnswer::askLater : AlertAnswer::acknowledge, m_scope);
}

}  // namespace parapet
