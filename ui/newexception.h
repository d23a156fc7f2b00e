// SPDX-License-Identifier: GPL-2.0-or-later
// NewException: adds an exception for a program or a port that a list shows, with the dialog that the Exceptions tab has for
// it, and puts it in force at once. Belongs to the window that shows the list. GUI thread only.
#pragma once

#include "ui/carefulchange.h"
#include "ui/models/settingsdraft.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace parapet {

class HelpWindow;

class NewException : public QObject {
    Q_OBJECT

public:
    // The client must outlive the window.
    NewException(FirewallClient &client, QWidget *window);
    ~NewException() override;

    // The SSH session that the user sits in, if it is one: it is not locked out unasked.
    void setSession(const std::optional<NewFlow> &session) { m_session = session; }

    // An entry that is in the list, but unchecked, is checked with it. The names are for one that is not.
    void addProgram(const std::string &key, const std::string &name);
    void addPort(PortKey key, const QString &name);

private:
    void beginDraft();
    void send();

    FirewallClient &m_client;
    QWidget *m_window;
    std::optional<NewFlow> m_session;
    std::unique_ptr<SettingsDraft> m_draft;  // of the exception that is being added
    std::unique_ptr<HelpWindow> m_help;      // null until it is asked for
};

}  // namespace parapet
