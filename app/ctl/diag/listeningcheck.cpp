// SPDX-License-Identifier: GPL-2.0-or-later
// What "netstat -ano" beside "show state" was for in XP: which program waits at a port that no exception opens.
#include "app/ctl/diag/checks.h"
#include "app/ctl/diag/shellword.h"

#include <algorithm>
#include <map>

namespace parapet::ctl {

namespace {

constexpr std::size_t linesMax = 50;

// One line for a program and a port, however many sockets (IPv4, IPv6, addresses) it has there.
struct Waiting {
    std::string what;  // "nginx (process 4711) listens on"
    PortKey port;
    auto operator<=>(const Waiting &) const = default;
};

std::string nameOf(const Process &process)
{
    return (process.name.empty() ? std::string("A program") : process.name) + " (process " + std::to_string(process.pid)
        + (process.unit.empty() ? "" : ", " + process.unit) + ")";
}

std::string nameForShell(const Process *process)
{
    return process && isPlainShellWord(process->name) ? process->name : "Name";
}

std::string portAdvice(const PortKey &port, const Process *process)
{
    return "the port: sudo parapetctl firewall add portopening " + std::string(word(port.protocol)) + " "
        + std::to_string(port.port) + " " + nameForShell(process);
}

std::string adviceFor(const Snapshot &firewall, const PortKey &port, const Process *process)
{
    const ProfileId active = firewall.status.activeProfile;
    if (firewall.settings.profile(active).opmode == Opmode::onWithoutExceptions)
        return "No exceptions are allowed now; to allow them: sudo parapetctl firewall set opmode ENABLE ENABLE";
    const std::string key = process ? process->key() : std::string();
    if (!key.starts_with('/') || !isPlainShellWord(key))
        return "If other computers shall reach it, open " + portAdvice(port, process);
    return "If other computers shall reach it, allow the program: sudo parapetctl firewall add allowedprogram " + key
        + " " + nameForShell(process) + ", or open " + portAdvice(port, process);
}

Finding findingFor(const Snapshot &firewall, const Waiting &waiting, const Process *process)
{
    return {Grade::warn, "listening",
            waiting.what + " " + std::string(word(waiting.port.protocol)) + " port " + std::to_string(waiting.port.port)
                + ", and the firewall blocks it: no exception lets others in.",
            adviceFor(firewall, waiting.port, process)};
}

std::string whatDoes(const ListeningProgram &listening, const Process *owner)
{
    if (listening.published)
        return "A container publishes";
    return (owner ? nameOf(*owner) : "A program that is not known") + " listens on";
}

std::map<Waiting, const Process *> blocked(const std::vector<ListeningProgram> &listening)
{
    std::map<Waiting, const Process *> found;
    for (const ListeningProgram &each : listening) {
        // What a program only sends from is nothing that others shall reach.
        if (each.reach != ListeningProgram::Reach::blocked || each.listener.automatic)
            continue;
        const Process *owner = each.owners.empty() ? nullptr : &each.owners.front();
        found.emplace(Waiting{whatDoes(each, owner), each.listener.port}, owner);
    }
    return found;
}

}  // namespace

Findings checkListening(const Snapshot &firewall, const Result<std::vector<ListeningProgram>> &listening)
{
    if (!listening)
        return {{Grade::warn, "listening", "Who listens on this computer is not known: " + listening.error().text}};
    const auto found = blocked(*listening);
    Findings findings;
    for (const auto &[waiting, process] : found) {
        if (findings.size() == linesMax) {
            findings.push_back({Grade::warn, "listening",
                                "There are " + std::to_string(found.size() - linesMax) + " more like these."});
            break;
        }
        findings.push_back(findingFor(firewall, waiting, process));
    }
    if (found.empty())
        findings.push_back({Grade::pass, "listening", "No program listens on a port that the firewall blocks."});
    return findings;
}

}  // namespace parapet::ctl
