// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/newexception.h"

#include "ui/dialogs/editprogramdialog.h"
#include "ui/dialogs/portdialog.h"
#include "ui/helpwindow.h"
#include "ui/models/exceptionid.h"
#include "ui/models/plaintext.h"

#include <QMessageBox>

namespace parapet {

NewException::NewException(FirewallClient &client, QWidget *window)
    : QObject(window), m_client(client), m_window(window)
{
}

NewException::~NewException() = default;

void NewException::beginDraft()
{
    m_draft = std::make_unique<SettingsDraft>();
    m_draft->rebase(m_client.settings());
    m_draft->setProfileId(m_client.status().activeProfile);
}

void NewException::addProgram(const std::string &key, const std::string &name)
{
    beginDraft();
    const auto &programs = m_draft->profile().programs;
    const auto found = programs.find(key);
    const bool known = found != programs.end();
    ProgramException entry = known ? found->second : ProgramException{};
    entry.name = usableName(ProgramPath{key}, known ? entry.name : name);
    entry.enabled = true;
    m_draft->edit({SetProgram{m_draft->profileId(), key, entry}});
    if (!m_draft->profile().programs.contains(key))
        return;
    auto *dialog = new EditProgramDialog(*m_draft, key, m_window);
    if (!known)
        dialog->setWindowTitle(tr("Add a Program"));
    connect(dialog, &EditProgramDialog::accepted, this, [this, dialog, key] {
        m_draft->edit({SetProgram{m_draft->profileId(), key, dialog->entry()}});
        send();
    });
    dialog->open();
}

void NewException::addPort(PortKey key, const QString &name)
{
    beginDraft();
    const auto &ports = m_draft->profile().ports;
    const bool known = ports.contains(key);
    PortException entry = known ? ports.at(key) : PortException{};
    if (!known)
        entry.name = usableName(key, name.toStdString());
    entry.enabled = true;
    m_draft->setPort(key, entry);
    auto *dialog = new PortDialog(*m_draft, key, m_window);
    if (!known)
        dialog->setWindowTitle(tr("Add a Port"));
    connect(dialog, &PortDialog::helpRequested, this, [this](HelpPage page) {
        if (!m_help)
            m_help = std::make_unique<HelpWindow>();
        m_help->openPage(page);
    });
    connect(dialog, &PortDialog::accepted, this, [this, dialog, key] {
        m_draft->replacePort(key, dialog->key(), dialog->entry());
        send();
    });
    dialog->open();
}

void NewException::send()
{
    const std::vector<Change> changes = m_draft->changes();
    if (changes.empty())
        return;
    new CarefulChange(m_client, m_session, changes, m_window, [this](const std::optional<Outcome> &outcome) {
        if (!outcome || *outcome)
            return;
        auto *box = new QMessageBox(QMessageBox::Warning, m_window->windowTitle(),
                                    tr("The exception could not be added."), QMessageBox::Ok, m_window);
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(engineSentence(outcome->error().text));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

}  // namespace parapet
