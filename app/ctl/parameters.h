// SPDX-License-Identifier: GPL-2.0-or-later
// The parameters of the commands and the words that they take, for the table in commands.cpp.
#pragma once

#include "app/ctl/command.h"
#include "app/ctl/icmpsetting.h"
#include "app/ctl/service.h"
#include "app/ctl/valuechecks.h"
#include "engine/model/checks.h"

namespace parapet::ctl {

inline constexpr Value modes[] = {
    {"ENABLE", "Allow through the firewall."},
    {"DISABLE", "Do not allow through the firewall."},
};
inline constexpr Value operationalModes[] = {
    {"ENABLE", "The firewall is on."},
    {"DISABLE", "The firewall is off."},
};
inline constexpr Value exceptionModes[] = {
    {"ENABLE", "Allow the exceptions."},
    {"DISABLE", "Do not allow any exception."},
};
inline constexpr Value verboseModes[] = {
    {"ENABLE", "Show everything."},
    {"DISABLE", "Show the table only."},
};
inline constexpr Value switches[] = {
    {"ENABLE", "Yes."},
    {"DISABLE", "No."},
};
inline constexpr Value protocols[] = {
    {"TCP", "Transmission Control Protocol."},
    {"UDP", "User Datagram Protocol."},
    {"ALL", "Both."},
};
inline constexpr Value portProtocols[] = {
    {"TCP", "Transmission Control Protocol."},
    {"UDP", "User Datagram Protocol."},
};
inline constexpr Value scopes[] = {
    {"ALL", "Any computer."},
    {"SUBNET", "The local network (subnet) only."},
    {"CUSTOM", "The given addresses only."},
};
inline constexpr Value profiles[] = {
    {"CURRENT", "The active profile."},
    {"DOMAIN", "The domain profile."},
    {"STANDARD", "The standard profile."},
    {"ALL", "Both profiles."},
};

// ---- parameters ----

inline constexpr Parameter protocol{.tag = "protocol",
                                    .presence = Presence::required,
                                    .values = protocols,
                                    .shape = {},
                                    .whenLeftOut = {},
                                    .meaning = "Port protocol."};
inline constexpr Parameter port{.tag = "port",
                                .presence = Presence::required,
                                .values = {},
                                .shape = "1-65535",
                                .whenLeftOut = {},
                                .meaning = "Port number.",
                                .problem = problemWithPortText};
inline constexpr Parameter name{.tag = "name",
                                .presence = Presence::optional,
                                .values = {},
                                .shape = "name",
                                .whenLeftOut = {},
                                .meaning = "Name to show.",
                                .problem = problemWithName};
inline constexpr Parameter mode{.tag = "mode",
                                .presence = Presence::optional,
                                .values = modes,
                                .shape = {},
                                .whenLeftOut = "ENABLE",
                                .meaning = "Whether it is allowed."};
inline constexpr Parameter scope{.tag = "scope",
                                 .presence = Presence::optional,
                                 .values = scopes,
                                 .shape = {},
                                 .whenLeftOut = "ALL",
                                 .meaning = "Who may use it."};
inline constexpr Parameter addresses{.tag = "addresses",
                                     .presence = Presence::optional,
                                     .values = {},
                                     .shape = "addresses",
                                     .whenLeftOut = {},
                                     .meaning = "Custom scope addresses.",
                                     .problem = problemWithAddresses};
inline constexpr Parameter profile{.tag = "profile",
                                   .presence = Presence::optional,
                                   .values = profiles,
                                   .shape = {},
                                   .whenLeftOut = "CURRENT",
                                   .meaning = "Configuration profile."};
inline constexpr Parameter interface {
    .tag = "interface", .presence = Presence::optional, .values = {}, .shape = "name", .whenLeftOut = {},
    .meaning = "Network connection, or its interface.", .problem = problemWithInterface
};
inline constexpr Parameter verbose{.tag = "verbose",
                                   .presence = Presence::optional,
                                   .values = verboseModes,
                                   .shape = {},
                                   .whenLeftOut = "DISABLE",
                                   .meaning = "How much to show."};
inline constexpr Parameter operationalMode{.tag = "mode",
                                           .presence = Presence::required,
                                           .values = operationalModes,
                                           .shape = {},
                                           .whenLeftOut = {},
                                           .meaning = "Operational mode."};
inline constexpr Parameter exceptions{.tag = "exceptions",
                                      .presence = Presence::optional,
                                      .values = exceptionModes,
                                      .shape = {},
                                      .whenLeftOut = "ENABLE",
                                      .meaning = "Exception mode."};

inline constexpr Parameter switchMode{
    .tag = "mode", .presence = Presence::required, .values = switches, .meaning = "Whether it is on."};
inline constexpr Parameter program{.tag = "program",
                                   .presence = Presence::required,
                                   .shape = "path",
                                   .meaning = "Whole path of the program.",
                                   .problem = problemWithProgramText};
inline constexpr Parameter icmpType{
    .tag = "type", .presence = Presence::required, .values = icmpTypes, .meaning = "ICMP type."};
inline constexpr Parameter serviceType{
    .tag = "type", .presence = Presence::required, .values = serviceTypes, .meaning = "Predefined service."};
inline constexpr Parameter servicePort{.tag = "port",
                                       .shape = "1-65535",
                                       .meaning = "This port of the service alone; the first one of a range.",
                                       .problem = problemWithPortText};
inline constexpr Parameter serviceProtocol{
    .tag = "protocol", .values = portProtocols, .meaning = "Protocol of the port that is set alone."};
// Its file is checked against the status, which tells the folder.
inline constexpr Parameter fileLocation{
    .tag = "filelocation", .shape = "name", .meaning = "Log file: a name, or a path in the folder of the log."};
inline constexpr Parameter maxFileSize{.tag = "maxfilesize",
                                       .shape = "1-32767",
                                       .meaning = "Largest size of the log file in KB.",
                                       .problem = problemWithLogSizeText};
inline constexpr Parameter droppedPackets{
    .tag = "droppedpackets", .values = switches, .meaning = "Whether dropped packets are logged."};
inline constexpr Parameter connections{
    .tag = "connections", .values = switches, .meaning = "Whether successful connections are logged."};
inline constexpr Parameter file{.tag = "file",
                                .presence = Presence::required,
                                .shape = "path",
                                .meaning = "File with one command on each line; - is the standard input."};

// "set" keeps what is there.
constexpr Parameter kept(Parameter parameter)
{
    parameter.whenLeftOut = {};
    return parameter;
}

constexpr Parameter required(Parameter parameter)
{
    parameter.presence = Presence::required;
    return parameter;
}

}  // namespace parapet::ctl
