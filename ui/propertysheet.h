// SPDX-License-Identifier: GPL-2.0-or-later
// PropertySheet: "Parapet Firewall" with the tabs General, Exceptions, Advanced. Nothing takes effect before OK;
// Cancel discards everything (XP SP2: OK and Cancel only, no Apply). Deletes itself when closed.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/help/helppage.h"
#include "ui/models/listeningfilter.h"
#include "ui/models/settingsdraft.h"

#include <QDialog>

#include <memory>
#include <optional>

class QDialogButtonBox;
class QLabel;
class QTabWidget;

namespace parapet {

class HelpWindow;
class NoticeBar;

class PropertySheet : public QDialog {
    Q_OBJECT

public:
    enum Tab { General, Exceptions, Advanced };

    // The client must outlive it.
    explicit PropertySheet(FirewallClient &client, QWidget *parent = nullptr);

    ~PropertySheet() override;

    // Whoever sits here does so over this SSH session: a change that would lock it out is not made unasked.
    void setSession(const std::optional<NewFlow> &session) { m_session = session; }

    void accept() override;
    void reject() override;

Q_SIGNALS:
    void logRequested();
    void listeningRequested(parapet::ListeningFilter::Show which);

private:
    void layOut();
    void followFirewall();
    void showNotices();
    void setApplying(bool applying);
    void finishApplying(const Outcome &outcome);
    void showHelp(HelpPage page);
    void startHelper();
    void warn(const QString &sentence, const Error &error);

    FirewallClient &m_client;
    SettingsDraft m_draft;
    std::optional<NewFlow> m_session;
    NoticeBar *m_notice;
    QTabWidget *m_tabs;
    QLabel *m_progress;
    QDialogButtonBox *m_buttons;
    std::unique_ptr<HelpWindow> m_help;  // null until it is asked for
    bool m_applying = false;
};

}  // namespace parapet
