// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionDialog: "Advanced Settings" of one connection (XP SP2): what is open on it beside the profile's exceptions,
// on the tabs Services and ICMP. These settings exist once, not per profile. Deletes itself when closed.
#pragma once

#include "engine/model/status.h"
#include "ui/models/settingsdraft.h"

#include <QDialog>

namespace parapet {

class ConnectionServicesPage;
class IcmpList;

class ConnectionDialog : public QDialog {
    Q_OBJECT

public:
    // The draft must outlive it.
    ConnectionDialog(const SettingsDraft &draft, const Connection &connection, QWidget *parent = nullptr);

    // Valid once accepted: what the user changed. An entry that others have removed meanwhile is not removed again.
    std::vector<Change> changes() const;

private:
    QWidget *makeIcmpPage();

    const SettingsDraft &m_draft;
    const std::string m_id;
    const ConnectionSettings m_former;  // as the dialog was opened
    ConnectionServicesPage *m_services;
    IcmpList *m_icmp;
};

}  // namespace parapet
