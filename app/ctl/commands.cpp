// SPDX-License-Identifier: GPL-2.0-or-later
// The grammar of "netsh firewall" in XP SP2 (xp-reference section 4), row by row.
#include "app/ctl/commands.h"

#include "app/ctl/opmode.h"
#include "app/ctl/portopening.h"
#include "app/ctl/state.h"

#include <charconv>
#include <utility>

namespace parapet::ctl {

namespace {

// XP takes a decimal number and nothing else; a sign, blanks or hexadecimal digits are more likely a mistake.
std::string problemWithPortText(std::string_view text)
{
    long long port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool number = error == std::errc() && end == text.data() + text.size();
    return problemWithPort(number ? port : 0);
}

std::string problemWithAddresses(std::string_view text)
{
    const Result<Scope> scope = Scope::parse(text);
    if (!scope)
        return scope.error().text;
    return scope->kind == Scope::Kind::any ? "For any computer write scope=ALL." : "";
}

// ---- values ----

constexpr Value modes[] = {
    {"ENABLE", "Allow through the firewall."},
    {"DISABLE", "Do not allow through the firewall."},
};
constexpr Value operationalModes[] = {
    {"ENABLE", "The firewall is on."},
    {"DISABLE", "The firewall is off."},
};
constexpr Value exceptionModes[] = {
    {"ENABLE", "Allow the exceptions."},
    {"DISABLE", "Do not allow any exception."},
};
constexpr Value verboseModes[] = {
    {"ENABLE", "Show scopes too."},
    {"DISABLE", "Show the table only."},
};
constexpr Value protocols[] = {
    {"TCP", "Transmission Control Protocol."},
    {"UDP", "User Datagram Protocol."},
    {"ALL", "Both."},
};
constexpr Value scopes[] = {
    {"ALL", "Any computer."},
    {"SUBNET", "The local network (subnet) only."},
    {"CUSTOM", "The given addresses only."},
};
constexpr Value profiles[] = {
    {"CURRENT", "The active profile."},
    {"DOMAIN", "The domain profile."},
    {"STANDARD", "The standard profile."},
    {"ALL", "Both profiles."},
};

// ---- parameters ----

constexpr Parameter protocol{.tag = "protocol",
                             .presence = Presence::required,
                             .values = protocols,
                             .shape = {},
                             .whenLeftOut = {},
                             .meaning = "Port protocol."};
constexpr Parameter port{.tag = "port",
                         .presence = Presence::required,
                         .values = {},
                         .shape = "1-65535",
                         .whenLeftOut = {},
                         .meaning = "Port number.",
                         .problem = problemWithPortText};
constexpr Parameter name{.tag = "name",
                         .presence = Presence::optional,
                         .values = {},
                         .shape = "name",
                         .whenLeftOut = {},
                         .meaning = "Port name.",
                         .problem = problemWithName};
constexpr Parameter mode{.tag = "mode",
                         .presence = Presence::optional,
                         .values = modes,
                         .shape = {},
                         .whenLeftOut = "ENABLE",
                         .meaning = "Port mode."};
constexpr Parameter scope{.tag = "scope",
                          .presence = Presence::optional,
                          .values = scopes,
                          .shape = {},
                          .whenLeftOut = "ALL",
                          .meaning = "Who may use the port."};
constexpr Parameter addresses{.tag = "addresses",
                              .presence = Presence::optional,
                              .values = {},
                              .shape = "addresses",
                              .whenLeftOut = {},
                              .meaning = "Custom scope addresses.",
                              .problem = problemWithAddresses};
constexpr Parameter profile{.tag = "profile",
                            .presence = Presence::optional,
                            .values = profiles,
                            .shape = {},
                            .whenLeftOut = "CURRENT",
                            .meaning = "Configuration profile."};
constexpr Parameter interface {
    .tag = "interface", .presence = Presence::optional, .values = {}, .shape = "name", .whenLeftOut = {},
    .meaning = "Network connection, or its interface.", .problem = problemWithConnection
};
constexpr Parameter verbose{.tag = "verbose",
                            .presence = Presence::optional,
                            .values = verboseModes,
                            .shape = {},
                            .whenLeftOut = "DISABLE",
                            .meaning = "How much to show."};
constexpr Parameter operationalMode{.tag = "mode",
                                    .presence = Presence::required,
                                    .values = operationalModes,
                                    .shape = {},
                                    .whenLeftOut = {},
                                    .meaning = "Operational mode."};
constexpr Parameter exceptions{.tag = "exceptions",
                               .presence = Presence::optional,
                               .values = exceptionModes,
                               .shape = {},
                               .whenLeftOut = "ENABLE",
                               .meaning = "Exception mode."};

constexpr Parameter required(Parameter parameter)
{
    parameter.presence = Presence::required;
    return parameter;
}

// ---- what a row is made of ----

constexpr Parameter addPortParameters[] = {protocol, port, required(name), mode, scope, addresses, profile, interface};
constexpr Parameter setPortParameters[] = {protocol, port, name, mode, scope, addresses, profile, interface};
constexpr Parameter deletePortParameters[] = {protocol, port, profile, interface};
constexpr Parameter setOpmodeParameters[] = {operationalMode, exceptions, profile, interface};
constexpr Parameter showParameters[] = {verbose};

constexpr Exclusion portExclusions[] = {{"profile", "interface"}, {"scope", "interface"}};
constexpr Exclusion deletePortExclusions[] = {{"profile", "interface"}};
constexpr Exclusion opmodeExclusions[] = {{"profile", "interface"}, {"exceptions", "interface"}};
constexpr Condition scopeConditions[] = {{"addresses", "scope", "CUSTOM"}};

constexpr std::string_view addPortExamples[] = {
    "add portopening TCP 80 \"My web server\"",
    "add portopening protocol=UDP port=5060 name=SIP mode=DISABLE profile=ALL",
};
constexpr std::string_view setPortExamples[] = {
    "set portopening TCP 80 \"My web server\" DISABLE",
    "set portopening protocol=TCP port=80 mode=ENABLE profile=DOMAIN",
};
constexpr std::string_view deletePortExamples[] = {
    "delete portopening TCP 80",
    "delete portopening protocol=ALL port=53 profile=ALL",
};
constexpr std::string_view setOpmodeExamples[] = {
    "set opmode ENABLE",
    "set opmode ENABLE DISABLE",
    "set opmode mode=DISABLE profile=DOMAIN",
};

constexpr Command table[] = {
    {.path = {"firewall", "add", "portopening"},
     .summary = "Adds firewall port configuration.",
     .handler = writePortopening,
     .parameters = addPortParameters,
     .exclusions = portExclusions,
     .conditions = scopeConditions,
     .examples = addPortExamples},
    {.path = {"firewall", "delete", "portopening"},
     .summary = "Deletes firewall port configuration.",
     .handler = deletePortopening,
     .parameters = deletePortParameters,
     .exclusions = deletePortExclusions,
     .conditions = {},
     .examples = deletePortExamples},
    {.path = {"firewall", "set", "opmode"},
     .summary = "Sets firewall operational configuration.",
     .handler = setOpmode,
     .parameters = setOpmodeParameters,
     .exclusions = opmodeExclusions,
     .conditions = {},
     .examples = setOpmodeExamples},
    {.path = {"firewall", "set", "portopening"},
     .summary = "Sets firewall port configuration.",
     .handler = writePortopening,
     .parameters = setPortParameters,
     .exclusions = portExclusions,
     .conditions = scopeConditions,
     .examples = setPortExamples},
    {.path = {"firewall", "show", "opmode"},
     .summary = "Shows firewall operational configuration.",
     .handler = showOpmode,
     .parameters = {},
     .exclusions = {},
     .conditions = {},
     .examples = {},
     .json = true},
    {.path = {"firewall", "show", "portopening"},
     .summary = "Shows firewall port configuration.",
     .handler = showPortopening,
     .parameters = showParameters,
     .exclusions = {},
     .conditions = {},
     .examples = {},
     .json = true},
    {.path = {"firewall", "show", "state"},
     .summary = "Shows current firewall state.",
     .handler = showState,
     .parameters = showParameters,
     .exclusions = {},
     .conditions = {},
     .examples = {},
     .json = true},
};

constexpr std::pair<std::string_view, std::string_view> groups[] = {
    {"firewall", "Shows and changes the firewall, in the grammar of \"netsh firewall\"."},
    {"firewall add", "Adds firewall configuration."},
    {"firewall delete", "Deletes firewall configuration."},
    {"firewall set", "Sets firewall configuration."},
    {"firewall show", "Shows firewall configuration."},
};

}  // namespace

std::span<const Command> commands()
{
    return table;
}

std::string_view groupSummary(std::string_view path)
{
    for (const auto &[group, summary] : groups) {
        if (group == path)
            return summary;
    }
    return {};
}

}  // namespace parapet::ctl
