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
    delete m_balloon;
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
    else
        showSheet();
}

void ControlPanel::showSheet()
{
    if (!m_sheet) {
        m_sheet = new PropertySheet(m_client);
        m_sheet->setSession(m_session);
        connect(m_sheet, &PropertySheet::logRequested, this, &ControlPanel::showLog);
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

void ControlPanel::watch(RiskBalloon::Patience patience)
{
    m_balloon = new RiskBalloon(m_client, m_preference, patience, this);
    connect(m_balloon, &RiskBalloon::clicked, this, &ControlPanel::showStatus);
    connect(m_balloon, &RiskBalloon::trayMissing, m_balloon, &QObject::deleteLater);
    connect(m_balloon, &QObject::destroyed, this, &ControlPanel::finishIfNothingIsOpen, Qt::QueuedConnection);
}

// Called through the event loop: a widget says that it is destroyed while its QPointer still holds it.
void ControlPanel::finishIfNothingIsOpen()
{
    if (!m_waiting && !m_sheet && !m_log && !m_status && !m_balloon)
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
