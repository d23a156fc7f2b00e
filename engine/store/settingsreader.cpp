// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/settingsreader.h"

#include "engine/model/checks.h"

#include <optional>
#include <string>
#include <utility>

namespace parapet {

namespace {

Error damaged(const std::string &what)
{
    return {ErrorKind::damaged, "settings.db is damaged: " + what + "."};
}

std::optional<PortKey> portKey(const Statement &row, int protocolColumn)
{
    const auto protocol = portProtocolFromWord(row.text(protocolColumn));
    const std::int64_t port = row.integer(protocolColumn + 1);
    if (!protocol || !problemWithPort(port).empty())
        return std::nullopt;
    return PortKey{*protocol, static_cast<std::uint16_t>(port)};
}

}  // namespace

Result<Settings> SettingsReader::read()
{
    using Part = Outcome (SettingsReader::*)();
    for (const Part part :
         {&SettingsReader::profiles, &SettingsReader::ports, &SettingsReader::programs, &SettingsReader::services,
          &SettingsReader::servicePorts, &SettingsReader::icmp, &SettingsReader::connections, &SettingsReader::log}) {
        if (Outcome done = (this->*part)(); !done)
            return done.error();
    }
    return std::move(m_settings);
}

Outcome SettingsReader::each(std::string_view sql, const Row &row)
{
    Result<Statement> rows = m_database.prepare(sql);
    if (!rows)
        return rows.error();
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        if (Outcome read = row(*rows); !read)
            return read;
    }
    if (!more)
        return more.error();
    return Done{};
}

Outcome SettingsReader::profiles()
{
    std::size_t count = 0;
    Outcome read =
        each("SELECT id, opmode, notifications, multicast_response FROM profile", [&](const Statement &row) -> Outcome {
            const auto id = profileFromWord(row.text(0));
            const auto opmode = opmodeFromWord(row.text(1));
            if (!id || !opmode)
                return damaged("unknown profile or operating state");
            Profile &profile = m_settings.profile(*id);
            profile.opmode = *opmode;
            profile.notifications = row.integer(2) != 0;
            profile.multicastResponse = row.integer(3) != 0;
            ++count;
            return Done{};
        });
    if (read && count != allProfiles.size())
        return damaged("a profile is missing");
    return read;
}

Outcome SettingsReader::ports()
{
    return each("SELECT profile, protocol, port, name, enabled, scope FROM port_exception",
                [&](const Statement &row) -> Outcome {
                    const auto id = profileFromWord(row.text(0));
                    const auto key = portKey(row, 1);
                    Result<Scope> scope = Scope::parse(row.text(5));
                    if (!id || !key)
                        return damaged("a port exception has an unknown profile, protocol or port");
                    if (!problemWithName(row.text(3)).empty())
                        return damaged("a port exception has a name that cannot be shown");
                    if (!scope)
                        return damaged("a port exception has a scope that cannot be read");
                    m_settings.profile(*id).ports.insert_or_assign(
                        *key, PortException{row.text(3), row.integer(4) != 0, *std::move(scope)});
                    return Done{};
                });
}

Outcome SettingsReader::programs()
{
    return each(
        "SELECT profile, path, name, enabled, scope FROM program_exception", [&](const Statement &row) -> Outcome {
            const auto id = profileFromWord(row.text(0));
            Result<Scope> scope = Scope::parse(row.text(4));
            if (!id || !scope || !problemWithProgram(row.text(1)).empty() || !problemWithName(row.text(2)).empty())
                return damaged("a program has an unknown profile, or a wrong path, name or scope");
            m_settings.profile(*id).programs.insert_or_assign(
                row.text(1), ProgramException{row.text(2), row.integer(3) != 0, *std::move(scope)});
            return Done{};
        });
}

Outcome SettingsReader::services()
{
    return each("SELECT profile, service, enabled FROM service_exception", [&](const Statement &row) -> Outcome {
        const auto id = profileFromWord(row.text(0));
        if (!id || !findService(row.text(1)))
            return damaged("a service has an unknown profile or name");
        m_settings.profile(*id).services[row.text(1)].enabled = row.integer(2) != 0;
        return Done{};
    });
}

Outcome SettingsReader::servicePorts()
{
    Outcome read = each("SELECT profile, service, protocol, port, enabled, scope FROM service_port",
                        [&](const Statement &row) -> Outcome {
                            const auto id = profileFromWord(row.text(0));
                            const Service *service = findService(row.text(1));
                            const auto key = portKey(row, 2);
                            Result<Scope> scope = Scope::parse(row.text(5));
                            if (!id || !service || !key || !findPort(*service, *key) || !scope)
                                return damaged("a port of a service is unknown or has a scope that cannot be read");
                            const ServicePortSetting own{row.integer(4) != 0, *std::move(scope)};
                            if (own != defaultSetting(*findPort(*service, *key)))
                                m_settings.profile(*id).services[row.text(1)].ports.insert_or_assign(*key, own);
                            return Done{};
                        });
    // A later catalogue may say by itself what a person once set.
    for (Profile &profile : m_settings.profiles)
        std::erase_if(profile.services, [](const auto &row) { return row.second == ServiceException{}; });
    return read;
}

Outcome SettingsReader::icmp()
{
    Outcome read = each("SELECT profile, item FROM icmp_setting", [&](const Statement &row) -> Outcome {
        const auto id = profileFromWord(row.text(0));
        const auto item = icmpItemFromWord(row.text(1));
        if (!id || !item)
            return damaged("an ICMP setting has an unknown profile or message");
        m_settings.profile(*id).icmp.set(*item, true);
        return Done{};
    });
    if (!read)
        return read;
    return each("SELECT connection, item FROM connection_icmp", [&](const Statement &row) -> Outcome {
        const auto item = icmpItemFromWord(row.text(1));
        if (!problemWithConnection(row.text(0)).empty() || !item || !facts(*item).perConnection)
            return damaged("an ICMP setting of a connection has an unknown connection or message");
        m_settings.connections[row.text(0)].icmp.set(*item, true);
        return Done{};
    });
}

Outcome SettingsReader::connections()
{
    Outcome read = each("SELECT connection FROM unfiltered_connection", [&](const Statement &row) -> Outcome {
        if (!problemWithConnection(row.text(0)).empty())
            return damaged("a connection without a firewall has a wrong name");
        m_settings.connections[row.text(0)].filtered = false;
        return Done{};
    });
    if (!read)
        return read;
    return each("SELECT connection, protocol, port, name, enabled FROM connection_port",
                [&](const Statement &row) -> Outcome {
                    const auto key = portKey(row, 1);
                    if (!problemWithConnection(row.text(0)).empty() || !key || !problemWithName(row.text(3)).empty())
                        return damaged("a port of a connection has a wrong connection, protocol, port or name");
                    m_settings.connections[row.text(0)].ports.insert_or_assign(
                        *key, ConnectionPort{row.text(3), row.integer(4) != 0});
                    return Done{};
                });
}

Outcome SettingsReader::log()
{
    bool found = false;
    Outcome read = each(
        "SELECT dropped_packets, successful_connections, max_size_kb, file FROM log WHERE id = 1",
        [&](const Statement &row) -> Outcome {
            const std::int64_t size = row.integer(2);
            if (!problemWithLogSize(size).empty() || !problemWithLogFile(row.text(3)).empty())
                return damaged("the size or the name of the log is out of range");
            m_settings.log = {row.integer(0) != 0, row.integer(1) != 0, static_cast<std::uint32_t>(size), row.text(3)};
            found = true;
            return Done{};
        });
    if (read && !found)
        return damaged("the log settings are missing");
    return read;
}

}  // namespace parapet
