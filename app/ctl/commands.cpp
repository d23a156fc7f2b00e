// SPDX-License-Identifier: GPL-2.0-or-later
// The grammar of "netsh firewall" in XP SP2 (xp-reference section 4), row by row, and what is ours.
#include "app/ctl/commands.h"

#include "app/ctl/allowedprogram.h"
#include "app/ctl/config.h"
#include "app/ctl/diag/diagnosis.h"
#include "app/ctl/dump.h"
#include "app/ctl/exec.h"
#include "app/ctl/icmpsetting.h"
#include "app/ctl/logging.h"
#include "app/ctl/opmode.h"
#include "app/ctl/parameters.h"
#include "app/ctl/portopening.h"
#include "app/ctl/service.h"
#include "app/ctl/state.h"
#include "app/ctl/switches.h"

#include <utility>

namespace parapet::ctl {

namespace {

// ---- what a row is made of ----

constexpr Parameter addProgramParameters[] = {program, required(name), mode, scope, addresses, profile};
constexpr Parameter setProgramParameters[] = {program, name, mode, kept(scope), addresses, profile};
constexpr Parameter deleteProgramParameters[] = {program, profile};
constexpr Parameter addPortParameters[] = {protocol, port, required(name), mode, scope, addresses, profile, interface};
constexpr Parameter setPortParameters[] = {protocol, port, name, mode, kept(scope), addresses, profile, interface};
constexpr Parameter deletePortParameters[] = {protocol, port, profile, interface};
constexpr Parameter icmpParameters[] = {icmpType, mode, profile, interface};
constexpr Parameter loggingParameters[] = {fileLocation, maxFileSize, droppedPackets, connections};
constexpr Parameter switchParameters[] = {switchMode, profile};
constexpr Parameter setOpmodeParameters[] = {operationalMode, exceptions, profile, interface};
constexpr Parameter serviceParameters[] = {serviceType, mode,        kept(scope),    addresses,
                                           profile,     servicePort, serviceProtocol};
constexpr Parameter showParameters[] = {verbose};
constexpr Parameter execParameters[] = {file};

constexpr Exclusion portExclusions[] = {{"profile", "interface"}, {"scope", "interface"}};
constexpr Exclusion deletePortExclusions[] = {{"profile", "interface"}};
constexpr Exclusion icmpExclusions[] = {{"profile", "interface"}, {"type", "interface", "2"}};
constexpr Exclusion opmodeExclusions[] = {{"profile", "interface"}, {"exceptions", "interface"}};
constexpr Condition scopeConditions[] = {{"addresses", "scope", "CUSTOM"}};
constexpr Condition serviceConditions[] = {
    {"addresses", "scope", "CUSTOM"}, {"port", "protocol"}, {"protocol", "port"}};

constexpr std::string_view addProgramExamples[] = {
    "add allowedprogram /usr/bin/transmission-gtk Transmission",
    "add allowedprogram program=/opt/game/server name=Game mode=ENABLE scope=CUSTOM addresses=192.0.2.1,LocalSubnet",
};
constexpr std::string_view setProgramExamples[] = {
    "set allowedprogram /usr/bin/transmission-gtk Transmission DISABLE",
    "set allowedprogram program=/opt/game/server scope=SUBNET profile=ALL",
};
constexpr std::string_view deleteProgramExamples[] = {
    "delete allowedprogram /usr/bin/transmission-gtk",
    "delete allowedprogram program=/opt/game/server profile=ALL",
};
constexpr std::string_view icmpExamples[] = {
    "set icmpsetting 8",
    "set icmpsetting type=ALL mode=DISABLE profile=ALL",
    "set icmpsetting 8 ENABLE interface=eth0",
};
constexpr std::string_view loggingExamples[] = {
    "set logging pfirewall.log 4096 ENABLE",
    "set logging connections=ENABLE",
};
constexpr std::string_view switchExamples[] = {
    "set notifications DISABLE",
    "set notifications mode=ENABLE profile=ALL",
};
constexpr std::string_view multicastExamples[] = {
    "set multicastbroadcastresponse DISABLE",
    "set multicastbroadcastresponse mode=ENABLE profile=ALL",
};
constexpr std::string_view serviceExamples[] = {
    "set service REMOTEDESKTOP",
    "set service type=FILEANDPRINT mode=ENABLE scope=CUSTOM addresses=192.0.2.0/24 profile=ALL",
    "set service type=UPNP mode=DISABLE protocol=UDP port=1900",
};
constexpr std::string_view diagExamples[] = {
    "diag",
    "diag --json",
};
constexpr std::string_view execExamples[] = {
    "exec rules.txt",
    "exec -",
};
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
    {.path = {"firewall", "add", "allowedprogram"},
     .summary = "Adds firewall allowed program configuration.",
     .handler = writeAllowedprogram,
     .parameters = addProgramParameters,
     .conditions = scopeConditions,
     .examples = addProgramExamples},
    {.path = {"firewall", "add", "portopening"},
     .summary = "Adds firewall port configuration.",
     .handler = writePortopening,
     .parameters = addPortParameters,
     .exclusions = portExclusions,
     .conditions = scopeConditions,
     .examples = addPortExamples},
    {.path = {"firewall", "delete", "allowedprogram"},
     .summary = "Deletes firewall allowed program configuration.",
     .handler = deleteAllowedprogram,
     .parameters = deleteProgramParameters,
     .examples = deleteProgramExamples},
    {.path = {"firewall", "delete", "portopening"},
     .summary = "Deletes firewall port configuration.",
     .handler = deletePortopening,
     .parameters = deletePortParameters,
     .exclusions = deletePortExclusions,
     .examples = deletePortExamples},
    {.path = {"firewall", "dump", ""}, .summary = "Prints a script that rebuilds the settings.", .handler = dump},
    {.path = {"firewall", "reset", ""}, .summary = "Resets firewall configuration to default.", .handler = reset},
    {.path = {"firewall", "set", "allowedprogram"},
     .summary = "Sets firewall allowed program configuration.",
     .handler = writeAllowedprogram,
     .parameters = setProgramParameters,
     .conditions = scopeConditions,
     .examples = setProgramExamples},
    {.path = {"firewall", "set", "icmpsetting"},
     .summary = "Sets firewall ICMP configuration.",
     .handler = setIcmpsetting,
     .parameters = icmpParameters,
     .exclusions = icmpExclusions,
     .examples = icmpExamples},
    {.path = {"firewall", "set", "logging"},
     .summary = "Sets firewall logging configuration.",
     .handler = setLogging,
     .parameters = loggingParameters,
     .examples = loggingExamples,
     .needsOne = true},
    {.path = {"firewall", "set", "multicastbroadcastresponse"},
     .summary = "Sets firewall multicast/broadcast response configuration.",
     .handler = setMulticastResponse,
     .parameters = switchParameters,
     .examples = multicastExamples},
    {.path = {"firewall", "set", "notifications"},
     .summary = "Sets firewall notification configuration.",
     .handler = setNotifications,
     .parameters = switchParameters,
     .examples = switchExamples},
    {.path = {"firewall", "set", "opmode"},
     .summary = "Sets firewall operational configuration.",
     .handler = setOpmode,
     .parameters = setOpmodeParameters,
     .exclusions = opmodeExclusions,
     .examples = setOpmodeExamples},
    {.path = {"firewall", "set", "portopening"},
     .summary = "Sets firewall port configuration.",
     .handler = writePortopening,
     .parameters = setPortParameters,
     .exclusions = portExclusions,
     .conditions = scopeConditions,
     .examples = setPortExamples},
    {.path = {"firewall", "set", "service"},
     .summary = "Sets firewall service configuration.",
     .handler = setService,
     .parameters = serviceParameters,
     .conditions = serviceConditions,
     .examples = serviceExamples},
    {.path = {"firewall", "show", "allowedprogram"},
     .summary = "Shows firewall allowed program configuration.",
     .handler = showAllowedprogram,
     .parameters = showParameters,
     .json = true},
    {.path = {"firewall", "show", "config"},
     .summary = "Shows firewall configuration.",
     .handler = showConfig,
     .parameters = showParameters,
     .json = true},
    {.path = {"firewall", "show", "currentprofile"},
     .summary = "Shows current firewall profile.",
     .handler = showCurrentprofile,
     .json = true},
    {.path = {"firewall", "show", "icmpsetting"},
     .summary = "Shows firewall ICMP configuration.",
     .handler = showIcmpsetting,
     .parameters = showParameters,
     .json = true},
    {.path = {"firewall", "show", "logging"},
     .summary = "Shows firewall logging configuration.",
     .handler = showLogging,
     .json = true},
    {.path = {"firewall", "show", "multicastbroadcastresponse"},
     .summary = "Shows firewall multicast/broadcast response configuration.",
     .handler = showMulticastResponse,
     .json = true},
    {.path = {"firewall", "show", "notifications"},
     .summary = "Shows firewall notification configuration.",
     .handler = showNotifications,
     .json = true},
    {.path = {"firewall", "show", "opmode"},
     .summary = "Shows firewall operational configuration.",
     .handler = showOpmode,
     .json = true},
    {.path = {"firewall", "show", "portopening"},
     .summary = "Shows firewall port configuration.",
     .handler = showPortopening,
     .parameters = showParameters,
     .json = true},
    {.path = {"firewall", "show", "service"},
     .summary = "Shows firewall service configuration.",
     .handler = showService,
     .parameters = showParameters,
     .json = true},
    {.path = {"firewall", "show", "state"},
     .summary = "Shows current firewall state.",
     .handler = showState,
     .parameters = showParameters,
     .json = true,
     .listening = true},
    {.path = {"diag", "", ""},
     .summary = "Looks for what keeps the firewall from doing what one expects, and says what to do.",
     .examples = diagExamples,
     .json = true,
     .examination = diagnosisReport},
    {.path = {"exec", "", ""},
     .summary = "Runs the commands that stand in a file.",
     .handler = exec,
     .parameters = execParameters,
     .examples = execExamples},
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
