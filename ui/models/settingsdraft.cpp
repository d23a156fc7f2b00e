// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/settingsdraft.h"

#include "ui/models/settingsmerge.h"

#include <utility>

namespace parapet {

void SettingsDraft::setProfileId(ProfileId profile)
{
    if (m_profile == profile)
        return;
    m_profile = profile;
    Q_EMIT changed();
}

void SettingsDraft::setOpmode(Opmode mode)
{
    edit({SetOpmode{m_profile, mode}});
}

void SettingsDraft::edit(const std::vector<Change> &changes)
{
    if (Result<Settings> next = parapet::apply(m_draft, changes))
        replace(*std::move(next));
}

std::string SettingsDraft::problem(const std::vector<Change> &changes) const
{
    const Result<Settings> next = parapet::apply(m_draft, changes);
    return next ? std::string() : next.error().text;
}

void SettingsDraft::restoreDefaults()
{
    replace(Settings{});
}

void SettingsDraft::setPort(PortKey key, const PortException &entry)
{
    replacePort(key, key, entry);
}

void SettingsDraft::replacePort(PortKey old, PortKey key, const PortException &entry)
{
    Settings next = m_draft;
    next.profile(m_profile).ports.erase(old);
    next.profile(m_profile).ports[key] = entry;
    replace(std::move(next));
}

void SettingsDraft::removePort(PortKey key)
{
    Settings next = m_draft;
    next.profile(m_profile).ports.erase(key);
    replace(std::move(next));
}

void SettingsDraft::setLog(const LogSettings &log)
{
    Settings next = m_draft;
    next.log = log;
    replace(std::move(next));
}

void SettingsDraft::rebase(const Settings &inForce)
{
    Settings next = merged(m_base, m_draft, inForce);
    m_base = inForce;
    replace(std::move(next));
}

std::vector<Change> SettingsDraft::changes() const
{
    return difference(m_base, m_draft);
}

void SettingsDraft::replace(Settings settings)
{
    if (m_draft == settings)
        return;
    m_draft = std::move(settings);
    Q_EMIT changed();
}

}  // namespace parapet
