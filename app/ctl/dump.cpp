// SPDX-License-Identifier: GPL-2.0-or-later
// Names stand here as they are, not as plain(): the script must give them back. Control characters, line breaks and
// changes of direction cannot be in them (engine/model/checks.h).
#include "app/ctl/dump.h"

#include "app/ctl/logging.h"
#include "app/ctl/scopes.h"
#include "app/ctl/script.h"
#include "app/ctl/service.h"
#include "app/ctl/valuechecks.h"

namespace parapet::ctl {

namespace {

std::string mode(bool enabled)
{
    return enabled ? " mode=ENABLE" : " mode=DISABLE";
}

std::string portWords(const PortKey &key)
{
    return " protocol=" + std::string(word(key.protocol)) + " port=" + std::to_string(key.port);
}

// The lines for one profile; each ends with its name.
class ProfileDump {
public:
    ProfileDump(ProfileId id, const Profile &profile)
        : m_profile(profile), m_end(id == ProfileId::domain ? " profile=DOMAIN\n" : " profile=STANDARD\n")
    {
    }

    std::string text()
    {
        modes();
        services();
        for (const auto &[path, entry] : m_profile.programs)
            line("add allowedprogram program=" + quotedWord(path) + " name=" + quotedWord(entry.name)
                 + mode(entry.enabled) + " " + scopeWords(entry.scope));
        for (const auto &[key, entry] : m_profile.ports)
            line("add portopening" + portWords(key) + " name=" + quotedWord(entry.name) + mode(entry.enabled) + " "
                 + scopeWords(entry.scope));
        for (const IcmpItemFacts &each : icmpItems) {
            if (m_profile.icmp.allows(each.item))
                line("set icmpsetting type=" + std::to_string(each.number) + mode(true));
        }
        return std::move(m_text);
    }

private:
    void line(const std::string &command) { m_text += "firewall " + command + m_end; }

    void modes()
    {
        const bool withoutExceptions = m_profile.opmode == Opmode::onWithoutExceptions;
        line("set opmode" + mode(m_profile.opmode != Opmode::off) + (withoutExceptions ? " exceptions=DISABLE" : ""));
        line("set multicastbroadcastresponse" + mode(m_profile.multicastResponse));
        line("set notifications" + mode(m_profile.notifications));
    }

    void services()
    {
        for (const auto &[id, exception] : m_profile.services) {
            const std::string command = "set service type=" + std::string(serviceWord(id));
            line(command + mode(exception.enabled));
            for (const auto &[key, own] : exception.ports)
                line(command + mode(own.enabled) + " " + scopeWords(own.scope) + portWords(key));
        }
    }

    const Profile &m_profile;
    std::string m_end;
    std::string m_text;
};

// By the id: the connection may be away when the script runs.
std::string connectionText(const std::string &id, const ConnectionSettings &settings)
{
    const std::string end = " interface=" + quotedWord(std::string(idPrefix) + id) + "\n";
    std::string text = "firewall set opmode" + mode(settings.filtered) + end;
    for (const auto &[key, entry] : settings.ports)
        text +=
            "firewall add portopening" + portWords(key) + " name=" + quotedWord(entry.name) + mode(entry.enabled) + end;
    for (const IcmpItemFacts &each : icmpItems) {
        if (settings.icmp.allows(each.item))
            text += "firewall set icmpsetting type=" + std::to_string(each.number) + mode(true) + end;
    }
    return text;
}

// A backslash in a name is taken for a path of Windows, unless the folder says that it is none.
std::string loggingLine(const Snapshot &snapshot)
{
    const LogSettings &log = snapshot.settings.log;
    const bool isPlain = log.file.find('\\') == std::string::npos;
    return "firewall set logging filelocation=" + quotedWord(isPlain ? log.file : logPath(snapshot)) + " maxfilesize="
        + std::to_string(log.maxSizeKb) + " droppedpackets=" + (log.droppedPackets ? "ENABLE" : "DISABLE")
        + " connections=" + (log.successfulConnections ? "ENABLE" : "DISABLE") + "\n";
}

}  // namespace

Result<Answer> dump(const Invocation &, const Snapshot &snapshot)
{
    std::string text = "firewall reset\n";
    for (const ProfileId id : allProfiles)
        text += ProfileDump(id, snapshot.settings.profile(id)).text();
    for (const auto &[id, settings] : snapshot.settings.connections)
        text += connectionText(id, settings);
    return Answer{{}, text + loggingLine(snapshot)};
}

}  // namespace parapet::ctl
