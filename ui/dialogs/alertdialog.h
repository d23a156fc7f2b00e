// SPDX-License-Identifier: GPL-2.0-or-later
// AlertDialog: "Security Alert" (xp-reference 1.14): a program has begun to listen and is blocked; shall it stay so? It
// never takes the keyboard by itself, and nothing that was meant for another window answers it (InputGuard). Whoever may
// not change the firewall is only told. It asks nobody: the answer is a signal, and its owner closes it.
#pragma once

#include "engine/model/alert.h"
#include "ui/models/installedprograms.h"

#include <QDialog>

#include <chrono>
#include <memory>

class QCheckBox;
class QPushButton;
class QToolButton;

namespace parapet {

class ElidedLabel;
class HelpWindow;
class IconLabel;
class InputGuard;
class NoticeBar;

class AlertDialog : public QDialog {
    Q_OBJECT

public:
    enum class Kind { question, notice };
    static constexpr std::chrono::milliseconds guardTime{500};

    AlertDialog(const Alert &alert, Kind kind, std::chrono::milliseconds guard = guardTime, QWidget *parent = nullptr);
    ~AlertDialog() override;

    std::uint64_t id() const { return m_alert.id; }
    Kind kind() const { return m_kind; }

    // The same question with what has been learnt since.
    void learn(const Alert &alert);
    // How the applications menu calls the program.
    void setProgram(const InstalledProgram &program);
    // The answer is on its way: none other is taken.
    void setBusy(bool busy);
    // Why the last answer had no effect. The question stands.
    void tellProblem(const QString &reason);

    void reject() override;

Q_SIGNALS:
    void answered(parapet::AlertAnswer answer, const parapet::Scope &scope);

private:
    void layOut();
    QLayout *makeHeading();
    QLayout *makeProgram();
    QLayout *makeScope();
    QLayout *makeAnswers();
    QLayout *makeNotice();
    QLayout *makeFooter();
    QPushButton *answerButton(const QString &text, AlertAnswer answer);
    void showDetails(bool shown);
    void changeScope();
    void showScope();
    void showHelp();
    void acknowledge();

    Alert m_alert;
    const Kind m_kind;
    Scope m_scope{Scope::Kind::localSubnet, false, {}};
    bool m_busy = false;
    IconLabel *m_icon;
    ElidedLabel *m_name;
    ElidedLabel *m_publisher;
    ElidedLabel *m_allowed;
    NoticeBar *m_problem;
    QWidget *m_choices;  // all that an answer is made of
    QCheckBox *m_never;
    QToolButton *m_toggle;
    QWidget *m_details = nullptr;  // null until it is asked for
    std::unique_ptr<HelpWindow> m_help;
};

}  // namespace parapet
