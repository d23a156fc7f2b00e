// SPDX-License-Identifier: GPL-2.0-or-later
// GeneralPage: On, Don't allow exceptions, Off (XP SP2 General tab). The header tells the applied state, the
// choices below it the draft.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/help/helppage.h"
#include "ui/models/settingsdraft.h"

#include <QWidget>

class QCheckBox;
class QRadioButton;

namespace parapet {

class IconLabel;
class OptionLayout;
class TextLabel;

class GeneralPage : public QWidget {
    Q_OBJECT

public:
    // Both must outlive it.
    GeneralPage(const FirewallClient &client, SettingsDraft &draft, QWidget *parent = nullptr);

Q_SIGNALS:
    void helpRequested(parapet::HelpPage page);

private:
    QLayout *makeHeader();
    OptionLayout *makeOptions();
    QLayout *makeAdminLine();
    void showHeader();
    void showDraft();
    void showRights();
    void takeChoice();

    const FirewallClient &m_client;
    SettingsDraft &m_draft;
    IconLabel *m_shield;
    TextLabel *m_state;
    TextLabel *m_sentence;
    QRadioButton *m_on;
    QCheckBox *m_noExceptions;
    QRadioButton *m_off;
    QList<QWidget *> m_dimmed;  // what a user without the right sees dimmed
    TextLabel *m_profileLine;
    QWidget *m_adminLine;
};

}  // namespace parapet
