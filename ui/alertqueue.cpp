// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/alertqueue.h"

#include "ui/models/alertwords.h"
#include "ui/models/plaintext.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

// What the buttons of a notification say to us.
constexpr QLatin1String keep("keep"), unblock("unblock"), later("later"), details("default");

const Scope myNetwork{Scope::Kind::localSubnet, false, {}};

}  // namespace

QStringList AlertQueue::foldersOfTheSystem()
{
    constexpr uint root = 0;
    QStringList folders = InstalledPrograms::menuFolders();
    folders.removeIf([](const QString &folder) { return QFileInfo(folder).ownerId() != root; });
    return folders;
}

AlertQueue::AlertQueue(AlertClient &alerts, FirewallClient &firewall, Notifier &notifier, AlertPreference &preference,
                       std::chrono::milliseconds guard, QStringList menu, QObject *parent)
    : QObject(parent), m_alerts(alerts), m_firewall(firewall), m_notifier(notifier), m_preference(preference),
      m_guard(guard), m_menu(std::move(menu))
{
    connect(&alerts, &AlertClient::raised, this, &AlertQueue::take);
    connect(&alerts, &AlertClient::gone, this, &AlertQueue::drop);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::rightsChanged})
        connect(&firewall, signal, this, &AlertQueue::follow);
    connect(&preference, &AlertPreference::changed, this, &AlertQueue::follow);
    connect(&notifier, &Notifier::usableChanged, this, &AlertQueue::follow);
    connect(&notifier, &Notifier::pressed, this, &AlertQueue::takeNotice);
    connect(&notifier, &Notifier::dismissed, this, [this](std::uint64_t id) { takeNotice(id, later); });
    connect(&notifier, &Notifier::lost, this, [this](std::uint64_t id) { takeNotice(id, details); });
    alerts.watch(true);
}

AlertQueue::~AlertQueue()
{
    m_alerts.watch(false);
    hideCurrent();
}

void AlertQueue::take(const Alert &alert)
{
    const auto known = std::ranges::find(m_waiting, alert.id, &Alert::id);
    if (known != m_waiting.end()) {
        *known = alert;
        if (m_dialog && m_dialog->id() == alert.id)
            m_dialog->learn(alert);
        return;
    }
    m_waiting.push_back(alert);
    follow();
    Q_EMIT waitingChanged();
}

void AlertQueue::drop(std::uint64_t id)
{
    const auto known = std::ranges::find(m_waiting, id, &Alert::id);
    if (known == m_waiting.end())
        return;
    if (isCurrent(id)) {
        hideCurrent();
        m_sending.reset();
    }
    m_waiting.erase(known);
    follow();
    Q_EMIT waitingChanged();
}

AlertDialog::Kind AlertQueue::kind() const
{
    return m_firewall.rights().change == Right::no ? AlertDialog::Kind::notice : AlertDialog::Kind::question;
}

void AlertQueue::follow()
{
    if (m_waiting.empty() || m_sending || m_firewall.link() != FirewallClient::Link::running)
        return;
    if (m_dialog && m_dialog->kind() != kind())
        hideCurrent();
    if (m_dialog)
        return;  // a question that a person has before them does not change its form
    if (m_preference.byNotification() && m_notifier.isUsable())
        showNotice();
    else
        showDialog();
}

void AlertQueue::showDialog()
{
    if (m_dialog)
        return;
    hideCurrent();
    m_dialog = new AlertDialog(m_waiting.front(), kind(), m_guard);
    connect(m_dialog, &AlertDialog::answered, this, &AlertQueue::send);
    m_installed = std::make_unique<InstalledPrograms>(m_menu);
    connect(m_installed.get(), &InstalledPrograms::finished, this, &AlertQueue::nameProgram);
    m_dialog->show();
}

void AlertQueue::nameProgram()
{
    if (!m_dialog)
        return;
    const auto path = QString::fromStdString(m_waiting.front().process.key());
    const auto &programs = m_installed->programs();
    if (const auto found = std::ranges::find(programs, path, &InstalledProgram::path); found != programs.end())
        m_dialog->setProgram(*found);
}

void AlertQueue::showNotice()
{
    if (m_noticed)
        return;
    const Alert &alert = m_waiting.front();
    Notice notice{AlertWords::title(), {}, details, {}};
    notice.body =
        tr("%1 (publisher: %2) was blocked from accepting connections.")
            .arg(shortLine(AlertWords::program(alert.process), 80), shortLine(AlertWords::publisher(alert), 80));
    if (kind() == AlertDialog::Kind::question) {
        notice.body += QLatin1Char('\n') + tr("Unblock lets in the computers of your own network.");
        notice.buttons = {{keep, tr("Keep Blocking")}, {unblock, tr("Unblock")}, {later, tr("Ask Me Later")}};
    }
    notice.buttons.append({details, tr("Details...")});
    m_noticed = true;
    m_since.start();
    m_notifier.show(alert.id, notice);
}

// A click that was meant for what the notification came over must not answer it either.
bool AlertQueue::isTooEarly() const
{
    return std::chrono::milliseconds(m_since.elapsed()) < m_guard;
}

void AlertQueue::takeNotice(std::uint64_t id, const QString &key)
{
    if (!m_noticed || !isCurrent(id))
        return;
    m_noticed = false;
    if (key == details || isTooEarly())
        showDialog();
    else if (kind() == AlertDialog::Kind::notice)
        send(AlertAnswer::acknowledge, {});
    else if (key == keep)
        send(AlertAnswer::keepBlocking, {});
    else if (key == unblock)
        send(AlertAnswer::unblock, myNetwork);
    else
        send(AlertAnswer::askLater, {});
}

void AlertQueue::open()
{
    if (m_waiting.empty())
        return;
    showDialog();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void AlertQueue::send(AlertAnswer answer, const Scope &scope)
{
    if (m_sending || m_waiting.empty())
        return;
    const std::uint64_t id = m_waiting.front().id;
    m_sending = id;
    if (m_dialog)
        m_dialog->setBusy(true);
    m_alerts.answer(id, answer, scope, [self = QPointer(this), id](const Outcome &outcome) {
        if (self)
            self->finish(id, outcome);
    });
}

void AlertQueue::finish(std::uint64_t id, const Outcome &outcome)
{
    if (m_sending != id)
        return;  // it has gone in the meantime
    m_sending.reset();
    if (outcome || outcome.error().kind == ErrorKind::notFound) {
        drop(id);
        return;
    }
    showDialog();
    m_dialog->setBusy(false);
    m_dialog->tellProblem(tr("Your answer has had no effect: %1").arg(engineSentence(outcome.error().text)));
}

void AlertQueue::hideCurrent()
{
    if (m_noticed)
        m_notifier.close(m_waiting.front().id);
    m_noticed = false;
    if (!m_dialog)
        return;
    m_dialog->hide();
    m_dialog->deleteLater();
    m_dialog = nullptr;
}

}  // namespace parapet
