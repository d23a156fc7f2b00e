// SPDX-License-Identifier: GPL-2.0-or-later
// SettingsDraft: the settings as they stand in the open sheet. Nothing in it takes effect before OK; what others
// change in the meantime is followed wherever the user has not touched the same thing.
#pragma once

#include "engine/model/change.h"

#include <QObject>

#include <string>
#include <vector>

namespace parapet {

class SettingsDraft : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const Settings &settings() const { return m_draft; }

    // What the helper said last: what the user's edits stand out against.
    const Settings &inForce() const { return m_base; }

    // Only the current profile can be edited (XP SP2 General tab).
    ProfileId profileId() const { return m_profile; }
    const Profile &profile() const { return m_draft.profile(m_profile); }
    void setProfileId(ProfileId profile);

    // Any change that parapet::apply() takes; one that it refuses changes nothing (the dialogs check first).
    void edit(const std::vector<Change> &changes);
    // Why parapet::apply() would refuse them, in the engine's words; empty if it would not.
    std::string problem(const std::vector<Change> &changes) const;
    void setOpmode(Opmode mode);
    void setPort(PortKey key, const PortException &entry);
    void replacePort(PortKey old, PortKey key, const PortException &entry);
    void removePort(PortKey key);
    void setLog(const LogSettings &log);
    // Everything as on a new computer: both profiles, all connections, the log (xp-reference 1.15).
    void restoreDefaults();

    // Other settings are in force now. The user's edits stay, on a conflict too; an edited entry that was removed
    // elsewhere comes back; an entry that the user deleted stays deleted; everything untouched follows.
    void rebase(const Settings &inForce);

    // What OK has to send; empty when there is nothing to do.
    std::vector<Change> changes() const;

Q_SIGNALS:
    void changed();

private:
    void replace(Settings settings);

    Settings m_base;
    Settings m_draft;
    ProfileId m_profile = ProfileId::standard;
};

}  // namespace parapet
