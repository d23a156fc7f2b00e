// SPDX-License-Identifier: GPL-2.0-or-later
// IcmpDialog: "ICMP Settings" (XP SP2): the messages that hold for every connection. Deletes itself when closed.
#pragma once

#include "ui/models/settingsdraft.h"

#include <QDialog>

namespace parapet {

class IcmpList;

class IcmpDialog : public QDialog {
    Q_OBJECT

public:
    explicit IcmpDialog(const SettingsDraft &draft, QWidget *parent = nullptr);

    // Valid once accepted: what the user changed, for the profile that the dialog was opened for.
    std::vector<Change> changes() const;

private:
    ProfileId m_profile;
    IcmpList *m_list;
};

}  // namespace parapet
