// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

namespace parapet::ctl {

namespace {

constexpr std::string_view startAdvice = "To start it: sudo systemctl start parapetd";
constexpr std::string_view journalAdvice = "The journal says why: sudo journalctl -u parapetd";

std::string adviceForMissing(const Surroundings &around)
{
    if (!around.systemd)
        return "Start parapetd. Without systemd that is the work of whoever installed it.";
    if (!around.unit || around.unit->load == "not-found")
        return "parapetd.service is not installed: install Parapet.";
    if (around.unit->active == "failed")
        return std::string(journalAdvice);
    return std::string(startAdvice);
}

Finding checkBus(const Surroundings &around)
{
    if (!around.firewall)
        return {Grade::fail, "service", around.firewall.error().text, adviceForMissing(around)};
    const std::string version = around.firewall->status.version;
    if (version != around.version)
        return {Grade::warn, "service",
                "parapetd answers, but it is of version " + version + ", and this program of version " + around.version
                    + ".",
                "To start the version that is installed: sudo systemctl restart parapetd"};
    return {Grade::pass, "service", "parapetd " + version + " answers on the message bus."};
}

// XP asked "sc query sharedaccess", and its exit code said why a service does not start.
Finding checkLoaded(const Unit &unit, bool isAnswering)
{
    const std::string states = unit.enabled + " and " + unit.active;
    if (unit.active == "failed")
        return {Grade::fail, "unit",
                "parapetd.service failed (" + unit.result + ", exit status " + std::to_string(unit.exitStatus) + ").",
                std::string(journalAdvice)};
    if (unit.active != "active" && !isAnswering)
        return {Grade::fail, "unit", "parapetd.service is " + states + ".",
                unit.enabled == "enabled"
                    ? std::string(startAdvice)
                    : "To start it now and with this computer: sudo systemctl enable --now parapetd"};
    if (unit.enabled != "enabled")
        return {Grade::warn, "unit",
                "parapetd.service is " + states + ": it will not start together with this computer.",
                "To let it: sudo systemctl enable parapetd"};
    if (unit.restarts > 0)
        return {Grade::warn, "unit",
                "parapetd.service is " + states + ", but it died and was started again, "
                    + std::to_string(unit.restarts) + " times.",
                std::string(journalAdvice)};
    return {Grade::pass, "unit", "parapetd.service is " + states + "."};
}

Finding checkUnit(const Surroundings &around)
{
    if (!around.systemd)
        return {Grade::pass, "unit", "There is no systemd on the message bus; something else has to start parapetd."};
    if (!around.unit)
        return {Grade::warn, "unit", "systemd did not say how parapetd.service is.",
                "Ask it: systemctl status parapetd"};
    if (around.unit->load != "loaded")
        return {around.firewall ? Grade::warn : Grade::fail, "unit",
                "parapetd.service is not loaded by systemd (" + around.unit->load
                    + "), so nothing starts it together with this computer.",
                around.unit->load == "masked" ? "To let it start: sudo systemctl unmask parapetd" : "Install Parapet."};
    return checkLoaded(*around.unit, bool(around.firewall));
}

}  // namespace

Findings checkService(const Surroundings &around)
{
    Findings findings{checkBus(around), checkUnit(around)};
    if (around.firewall && !around.polkit)
        findings.push_back(
            {Grade::pass, "polkit",
             "There is no polkit on the message bus: nobody is asked for a password, and only the user who runs "
             "parapetd, root, may change the firewall or read its log."});
    return findings;
}

}  // namespace parapet::ctl
