// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/logfilterbar.h"

#include "engine/model/protocol.h"
#include "ui/models/logwords.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/fieldproblem.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace parapet {

using namespace std::chrono_literals;
using Period = LogQuestion::Period;

namespace {

constexpr int any = -1;

QComboBox *typedChoice()
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->lineEdit()->setClearButtonEnabled(true);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

template <class T> std::optional<T> chosen(const QComboBox *box)
{
    const int value = box->currentData().toInt();
    return value == any ? std::nullopt : std::optional(static_cast<T>(value));
}

template <class T> void choose(QComboBox *box, std::optional<T> value)
{
    const int wanted = value ? static_cast<int>(*value) : any;
    if (box->findData(wanted) < 0)
        box->addItem(QString::number(wanted), wanted);  // a protocol that has no row
    box->setCurrentIndex(box->findData(wanted));
}

}  // namespace

LogFilterBar::LogFilterBar(QWidget *parent)
    : QWidget(parent), m_period(new QComboBox), m_times(new QWidget), m_from(new QDateTimeEdit),
      m_to(new QDateTimeEdit), m_action(new QComboBox), m_protocol(new QComboBox), m_address(new QLineEdit),
      m_port(new QLineEdit), m_program(typedChoice()), m_interface(typedChoice()), m_text(new QLineEdit),
      m_clear(new QPushButton(tr("Cl&ear filters"))), m_timeProblem(new FieldProblem(m_from)),
      m_addressProblem(new FieldProblem(m_address)), m_portProblem(new FieldProblem(m_port)),
      m_textProblem(new FieldProblem(m_text))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(makeChoices());
    layout->addWidget(makeTimes());
    layout->addLayout(makeFields());
    layout->addLayout(makeProblems());
    m_soon.setSingleShot(true);
    m_soon.setInterval(300ms);
    connect(&m_soon, &QTimer::timeout, this, &LogFilterBar::ask);
    m_asked = question();
    check();
}

QLayout *LogFilterBar::makeChoices()
{
    for (const auto &[period, text] : {std::pair(Period::all, tr("Everything")),
                                       {Period::lastHour, tr("Last hour")},
                                       {Period::today, tr("Today")},
                                       {Period::lastWeek, tr("Last 7 days")},
                                       {Period::custom, tr("From - to")}})
        m_period->addItem(text, static_cast<int>(period));
    m_action->addItem(tr("All"), any);
    for (const LogAction action :
         {LogAction::drop, LogAction::openInbound, LogAction::open, LogAction::close, LogAction::eventsLost})
        m_action->addItem(LogWords::action(action), static_cast<int>(action));
    m_protocol->addItem(tr("All"), any);
    for (const std::uint8_t protocol : {ipproto::tcp, ipproto::udp, ipproto::icmp, ipproto::icmpv6})
        m_protocol->addItem(QString::fromStdString(protocolText(protocol)), protocol);
    m_address->setPlaceholderText(QStringLiteral("192.0.2.0/24"));
    m_address->setClearButtonEnabled(true);
    m_port->setClearButtonEnabled(true);
    m_port->setMaximumWidth(fontMetrics().averageCharWidth() * 14);

    auto *row = new QHBoxLayout;
    const auto add = [row](const QString &label, QWidget *field, int stretch) {
        row->addWidget(new FieldLabel(label, field));
        row->addWidget(field, stretch);
    };
    add(tr("&Time:"), m_period, 0);
    add(tr("&Action:"), m_action, 0);
    add(tr("P&rotocol:"), m_protocol, 0);
    add(tr("Addre&ss:"), m_address, 1);
    add(tr("P&ort:"), m_port, 0);
    for (QComboBox *box : {m_period, m_action, m_protocol})
        connect(box, &QComboBox::currentIndexChanged, this, &LogFilterBar::ask);
    for (QLineEdit *field : {m_address, m_port}) {
        connect(field, &QLineEdit::textChanged, this, &LogFilterBar::askSoon);
        connect(field, &QLineEdit::returnPressed, this, &LogFilterBar::ask);
    }
    return row;
}

QWidget *LogFilterBar::makeTimes()
{
    auto *row = new QHBoxLayout(m_times);
    row->setContentsMargins({});
    const QDateTime now = QDateTime::currentDateTime();
    m_from->setDateTime(QDateTime(now.date(), QTime(0, 0)));
    m_to->setDateTime(QDateTime(now.date(), QTime(23, 59, 59)));
    for (QDateTimeEdit *field : {m_from, m_to}) {
        field->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        field->setCalendarPopup(true);
        connect(field, &QDateTimeEdit::dateTimeChanged, this, &LogFilterBar::askSoon);
    }
    row->addWidget(new FieldLabel(tr("&Between:"), m_from));
    row->addWidget(m_from);
    row->addWidget(new FieldLabel(tr("an&d:"), m_to));
    row->addWidget(m_to);
    row->addStretch();
    return m_times;
}

QLayout *LogFilterBar::makeFields()
{
    auto *row = new QHBoxLayout;
    const auto add = [row](const QString &label, QWidget *field, int stretch) {
        row->addWidget(new FieldLabel(label, field));
        row->addWidget(field, stretch);
    };
    m_text->setClearButtonEnabled(true);
    m_text->setPlaceholderText(tr("Slower: reads every event"));
    m_interface->setMinimumContentsLength(9);
    m_program->setMinimumContentsLength(16);
    add(tr("Pro&gram:"), m_program, 2);
    add(tr("&Interface:"), m_interface, 1);
    add(tr("&Words:"), m_text, 2);
    row->addWidget(m_clear);
    m_clear->setAutoDefault(false);
    for (QComboBox *box : {m_program, m_interface}) {
        connect(box, &QComboBox::currentTextChanged, this, &LogFilterBar::askSoon);
        connect(box->lineEdit(), &QLineEdit::returnPressed, this, &LogFilterBar::ask);
    }
    connect(m_text, &QLineEdit::textChanged, this, &LogFilterBar::askSoon);
    connect(m_text, &QLineEdit::returnPressed, this, &LogFilterBar::ask);
    connect(m_clear, &QPushButton::clicked, this, [this] { setQuestion({}); });
    return row;
}

QLayout *LogFilterBar::makeProblems()
{
    auto *column = new QVBoxLayout;
    for (FieldProblem *problem : {m_timeProblem, m_addressProblem, m_portProblem, m_textProblem})
        column->addWidget(problem);
    return column;
}

LogQuestion LogFilterBar::question() const
{
    LogQuestion question;
    question.period = static_cast<Period>(m_period->currentData().toInt());
    if (question.period == Period::custom) {
        question.from = m_from->dateTime();
        question.to = m_to->dateTime();
    }
    question.action = chosen<LogAction>(m_action);
    question.protocol = chosen<std::uint8_t>(m_protocol);
    question.address = m_address->text();
    question.port = m_port->text();
    question.program = m_program->currentText();
    question.interface = m_interface->currentText();
    question.text = m_text->text();
    return question;
}

void LogFilterBar::setQuestion(const LogQuestion &question)
{
    const QSignalBlocker quiet[] = {QSignalBlocker(m_period), QSignalBlocker(m_from),     QSignalBlocker(m_to),
                                    QSignalBlocker(m_action), QSignalBlocker(m_protocol), QSignalBlocker(m_address),
                                    QSignalBlocker(m_port),   QSignalBlocker(m_program),  QSignalBlocker(m_interface),
                                    QSignalBlocker(m_text)};
    m_period->setCurrentIndex(m_period->findData(static_cast<int>(question.period)));
    if (question.period == Period::custom) {
        m_from->setDateTime(question.from);
        m_to->setDateTime(question.to);
    }
    choose(m_action, question.action);
    choose(m_protocol, question.protocol);
    m_address->setText(question.address);
    m_port->setText(question.port);
    m_program->setCurrentText(question.program);
    m_interface->setCurrentText(question.interface);
    m_text->setText(question.text);
    ask();
}

void LogFilterBar::offer(const QStringList &programs, const QStringList &interfaces)
{
    offer(m_program, programs);
    offer(m_interface, interfaces);
}

void LogFilterBar::offer(QComboBox *box, const QStringList &values)
{
    const QSignalBlocker quiet(box);
    const QString typed = box->currentText();
    box->clear();
    box->addItem({});
    box->addItems(values);
    box->setCurrentText(typed);
}

// Not while one types.
void LogFilterBar::askSoon()
{
    check();
    m_soon.start();
}

void LogFilterBar::ask()
{
    m_soon.stop();
    check();
    const LogQuestion now = question();
    if (now == m_asked || now.problems().any())
        return;
    m_asked = now;
    Q_EMIT asked();
}

void LogFilterBar::check()
{
    const LogQuestion now = question();
    const LogQuestion::Problems problems = now.problems();
    for (const auto &[field, problem] :
         {std::pair(m_timeProblem, problems.time), std::pair(m_addressProblem, problems.address),
          std::pair(m_portProblem, problems.port), std::pair(m_textProblem, problems.text)}) {
        field->tell(problem);
        field->setVisible(!problem.isEmpty());
    }
    m_times->setVisible(now.period == Period::custom);
    m_clear->setEnabled(!(now == LogQuestion{}));
}

}  // namespace parapet
