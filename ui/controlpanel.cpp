// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/controlpanel.h"

#include "ui/logwindow.h"
#include "ui/models/plaintext.h"
#include "ui/propertysheet.h"
#include "ui/statuswindow.h"

#include <QMessageBox>

namespace parapet {

ControlPanel::ControlPanel(FirewallClient &client, QObject *parent) : QObject(parent), m_client(client)
{
    connect(&client, &FirewallClient::linkChanged, this, &ControlPanel::proceed);
}

ControlPanel::~ControlPanel()
{
    disconnect(this, nullptr, nullptr, nullptr);
    delete m_box;
    delete m_sheet;
    delete m_log;
    delete m_status;
    delete m_listening;
}

void ControlPanel::open(Window window)
{
    if (window == Window::status)
        return showStatus();
    m_wanted = window;
    m_waiting = true;
    proceed();
}

void ControlPanel::proceed()
{
    if (!m_waiting)
        return;
    if (m_client.link() == FirewallClient::Link::running)
        show();
    else if (m_client.link() == FirewallClient::Link::notRunning && !m_box && !m_starting)
        askToStart();
}

void ControlPanel::askToStart()
{
    m_box = makeBox(tr("Parapet Firewall settings cannot be displayed because the associated service is not running. "
                       "Do you want to start the Parapet Firewall service?"));
    m_box->setIcon(QMessageBox::Question);
    m_box->setStandardButtons(QMessageBox::Yes | QMessageBox::No);
    m_box->setDefaultButton(QMessageBox::Yes);
    connect(m_box, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Yes) {
            start();
        } else if (m_waiting) {
            m_waiting = false;
            finishIfNothingIsOpen();
        }
    });
    m_box->show();
}

// A person may have to type a password in between: there is no hurry.
void ControlPanel::start()
{
    m_starting = true;
    m_client.startHelper([self = QPointer(this)](const Outcome &outcome) {
        if (!self)
            return;
        self->m_starting = false;
        if (outcome)
            self->proceed();
        else if (self->m_waiting)
            self->giveUp(engineSentence(outcome.error().text));
    });
}

void ControlPanel::giveUp(const QString &reason)
{
    m_waiting = false;
    m_box = makeBox(tr("Parapet Firewall cannot start the Parapet Firewall service."));
    m_box->setIcon(QMessageBox::Critical);
    m_box->setInformativeText(reason);
    connect(m_box, &QMessageBox::finished, this, &ControlPanel::finishIfNothingIsOpen);
    m_box->show();
}

void ControlPanel::show()
{
    m_waiting = false;
    delete m_box;  // the helper came by itself while the question stood there
    if (m_wanted == Window::log)
        showLog();
    else if (m_wanted == Window::listening)
        showListening(ListeningFilter::Show::all);
    else
        showSheet();
}

void ControlPanel::showSheet()
{
    if (!m_sheet) {
        m_sheet = new PropertySheet(m_client);
        m_sheet->setSession(m_session);
        connect(m_sheet, &PropertySheet::logRequested, this, &ControlPanel::showLog);
        connect(m_sheet, &PropertySheet::listeningRequested, this, &ControlPanel::showListening);
        connect(m_sheet, &QObject::destroyed, this, &ControlPanel::finishIfNothingIsOpen, Qt::QueuedConnection);
    }
    m_sheet->show();
    m_sheet->raise();
    m_sheet->activateWindow();
}

void ControlPanel::showLog()
{
    if (!m_log) {
        m_log = new LogWindow(m_client);
        m_log->setSession(m_session);
        connect(m_log, &QObject::destroyed, this, &ControlPanel::finishIfNothingIsOpen, Qt::QueuedConnection);
    }
    m_log->show();
    m_log->raise();
    m_log->activateWindow();
}

void ControlPanel::showStatus()
{
    if (!m_status) {
        m_status = new StatusWindow(m_client, m_preference);
        m_status->setSession(m_session);
        connect(m_status, &StatusWindow::sheetRequested, this, [this] { open(Window::sheet); });
        connect(m_status, &QObject::destroyed, this, &ControlPanel::finishIfNothingIsOpen, Qt::QueuedConnection);
    }
    m_status->show();
    m_status->raise();
    m_status->activateWindow();
}

void ControlPanel::showListening(ListeningFilter::Show which)
{
    if (!m_listening) {
        m_listening = new ListeningWindow(m_client);
        m_listening->setSession(m_session);
        connect(m_listening, &QObject::destroyed, this, &ControlPanel::finishIfNothingIsOpen, Qt::QueuedConnection);
    }
    m_listening->setShown(which);
    m_listening->show();
    m_listening->raise();
    m_listening->activateWindow();
}

void ControlPanel::attend(AlertClient &alerts, Notifier &notifier)
{
    m_tray = std::make_unique<TrayIcon>(m_client, m_preference, m_alertPreference);
    m_queue = std::make_unique<AlertQueue>(alerts, m_client, notifier, m_alertPreference);
    connect(m_queue.get(), &AlertQueue::waitingChanged, m_tray.get(),
            [this] { m_tray->setWaiting(m_queue->waiting()); });
    connect(&notifier, &Notifier::usableChanged, m_tray.get(),
            [this, &notifier] { m_tray->setCanNotify(notifier.isUsable()); });
    m_tray->setCanNotify(notifier.isUsable());
    connectTray();
}

void ControlPanel::connectTray()
{
    connect(m_tray.get(), &TrayIcon::sheetRequested, this, [this] { open(Window::sheet); });
    connect(m_tray.get(), &TrayIcon::statusRequested, this, &ControlPanel::showStatus);
    connect(m_tray.get(), &TrayIcon::listeningRequested, this, [this] { open(Window::listening); });
    connect(m_tray.get(), &TrayIcon::logRequested, this, [this] { open(Window::log); });
    connect(m_tray.get(), &TrayIcon::alertRequested, m_queue.get(), &AlertQueue::open);
    // Not from within the menu that goes with it.
    connect(m_tray.get(), &TrayIcon::quitRequested, this, &ControlPanel::dismiss, Qt::QueuedConnection);
}

// Windows that are open stay so until they are closed.
void ControlPanel::dismiss()
{
    m_queue.reset();
    m_tray.reset();
    finishIfNothingIsOpen();
}

// Called through the event loop: a widget says that it is destroyed while its QPointer still holds it.
void ControlPanel::finishIfNothingIsOpen()
{
    if (!m_waiting && !m_sheet && !m_log && !m_status && !m_listening && !m_tray)
        Q_EMIT finished();
}

QMessageBox *ControlPanel::makeBox(const QString &text)
{
    auto *box = new QMessageBox;
    box->setWindowTitle(tr("Parapet Firewall"));
    box->setTextFormat(Qt::PlainText);
    box->setText(text);
    box->setAttribute(Qt::WA_DeleteOnClose);
    return box;
}

}  // namespace parapet
