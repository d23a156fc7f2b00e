// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

namespace parapet::ctl {

namespace {

bool isWritten(const LogSettings &log)
{
    return log.droppedPackets || log.successfulConnections;
}

std::string sizeText(std::uint64_t bytes)
{
    constexpr std::uint64_t kb = 1024;
    return bytes < 10 * kb * kb ? std::to_string(bytes / kb) + " KB" : std::to_string(bytes / kb / kb) + " MB";
}

Finding checkPlace(const Snapshot &firewall, const Inspection &inspection)
{
    if (inspection.logProblem.empty())
        return {Grade::pass, "log", "The security log " + firewall.status.logFile + " can be written."};
    return {isWritten(firewall.settings.log) ? Grade::fail : Grade::warn, "log",
            "The security log cannot be written. " + inspection.logProblem,
            "Look at its folder and at the disk; filtering goes on without the log."};
}

// The log and the former one, which is kept beside it.
Finding checkSpace(const Snapshot &firewall, const Inspection &inspection)
{
    const std::uint64_t needed = std::uint64_t{firewall.settings.log.maxSizeKb} * 1024 * 2;
    const std::string left = sizeText(inspection.logFree) + " are left on the disk of the security log";
    if (inspection.logFree >= needed)
        return {Grade::pass, "log-space", left + "."};
    const bool isFull = inspection.logFree == 0 && isWritten(firewall.settings.log);
    return {isFull ? Grade::fail : Grade::warn, "log-space",
            left + "; it may grow to " + sizeText(needed) + " together with the former one.",
            "Make room there, or let the log be smaller: sudo parapetctl firewall set logging maxfilesize=100"};
}

Finding checkOptions(const LogSettings &log)
{
    if (log.droppedPackets)
        return {Grade::pass, "log-options", "Dropped packets are written to the security log."};
    return {Grade::pass, "log-options", "Dropped packets are not written to the security log.",
            "To see in it what is dropped: sudo parapetctl firewall set logging droppedpackets=ENABLE"};
}

}  // namespace

Findings checkLog(const Snapshot &firewall, const Result<Inspection> &inspection)
{
    if (!inspection)
        return {{Grade::warn, "log",
                 "It could not be seen whether the security log can be written. " + inspection.error().text},
                checkOptions(firewall.settings.log)};
    return {checkPlace(firewall, *inspection), checkSpace(firewall, *inspection), checkOptions(firewall.settings.log)};
}

}  // namespace parapet::ctl
