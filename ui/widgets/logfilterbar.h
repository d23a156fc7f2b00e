// SPDX-License-Identifier: GPL-2.0-or-later
// LogFilterBar: the fields by which events of the security log are looked for. What is wrong with one is told below them; a
// question that is not complete is not asked.
#pragma once

#include "ui/models/logquestion.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace parapet {

class FieldProblem;

class LogFilterBar : public QWidget {
    Q_OBJECT

public:
    explicit LogFilterBar(QWidget *parent = nullptr);

    LogQuestion question() const;
    void setQuestion(const LogQuestion &question);
    // What is offered to choose from; anything else can be typed.
    void offer(const QStringList &programs, const QStringList &interfaces);

Q_SIGNALS:
    void asked();  // the question is another one, and has no problems

private:
    QLayout *makeChoices();
    QLayout *makeFields();
    QWidget *makeTimes();
    QLayout *makeProblems();
    void ask();
    void askSoon();
    void check();
    static void offer(QComboBox *box, const QStringList &values);

    QTimer m_soon;
    LogQuestion m_asked;
    QComboBox *m_period;
    QWidget *m_times;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_to;
    QComboBox *m_action;
    QComboBox *m_protocol;
    QLineEdit *m_address;
    QLineEdit *m_port;
    QComboBox *m_program;
    QComboBox *m_interface;
    QLineEdit *m_text;
    QPushButton *m_clear;
    FieldProblem *m_timeProblem;
    FieldProblem *m_addressProblem;
    FieldProblem *m_portProblem;
    FieldProblem *m_textProblem;
};

}  // namespace parapet
