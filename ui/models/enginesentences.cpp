// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/enginesentences.h"

#include <QtGlobal>

namespace parapet {

namespace {

constexpr const char *sentences[] = {
    // Names and other fields
    QT_TRANSLATE_NOOP("Engine", "The name must be valid UTF-8 text."),
    QT_TRANSLATE_NOOP("Engine", "The name must not contain line breaks or other control characters."),
    QT_TRANSLATE_NOOP("Engine", "The name must not contain characters that change the direction of writing."),
    QT_TRANSLATE_NOOP("Engine", "The name must not be longer than %1 characters."),
    QT_TRANSLATE_NOOP("Engine", "The name must not be empty."),
    QT_TRANSLATE_NOOP("Engine", "The connection must be valid UTF-8 text."),
    QT_TRANSLATE_NOOP("Engine", "The connection must not contain line breaks or other control characters."),
    QT_TRANSLATE_NOOP("Engine", "The connection must not contain characters that change the direction of writing."),
    QT_TRANSLATE_NOOP("Engine", "The connection must not be longer than %1 characters."),
    QT_TRANSLATE_NOOP("Engine", "The connection must not be empty."),
    QT_TRANSLATE_NOOP("Engine", "The path of the program must be valid UTF-8 text."),
    QT_TRANSLATE_NOOP("Engine", "The path of the program must not contain line breaks or other control characters."),
    QT_TRANSLATE_NOOP("Engine",
                      "The path of the program must not contain characters that change the direction of writing."),
    QT_TRANSLATE_NOOP("Engine", "The path of the program must not be longer than %1 characters."),
    QT_TRANSLATE_NOOP("Engine", "The path of the program must not be empty."),
    QT_TRANSLATE_NOOP("Engine", "The name of the log file must be valid UTF-8 text."),
    QT_TRANSLATE_NOOP("Engine", "The name of the log file must not contain line breaks or other control characters."),
    QT_TRANSLATE_NOOP("Engine",
                      "The name of the log file must not contain characters that change the direction of writing."),
    QT_TRANSLATE_NOOP("Engine", "The name of the log file must not be longer than %1 bytes."),
    QT_TRANSLATE_NOOP("Engine", "The name of the log file must not be empty."),
    QT_TRANSLATE_NOOP("Engine", "The program must be named by its whole path, such as /usr/bin/program."),
    QT_TRANSLATE_NOOP("Engine", "The path of the program must be plain: no empty part, no \".\" and no \"..\" in it."),
    QT_TRANSLATE_NOOP("Engine", "The port number must be between 1 and 65535."),
    QT_TRANSLATE_NOOP("Engine", "The size limit of the log must be between %1 and %2 KB."),
    QT_TRANSLATE_NOOP("Engine",
                      "The log file must be in the folder of the security log; give a name without a folder."),
    QT_TRANSLATE_NOOP("Engine", "The path of the log file must not contain \".\", \"..\" or an empty name."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The log file cannot be %1: the Parapet Firewall service writes only below %2. An administrator can "
        "allow other folders by log-folders in parapet.conf."),
    QT_TRANSLATE_NOOP("Engine", "The name of the log file must end in .log and must not begin with a dot."),
    // Rules of others
    QT_TRANSLATE_NOOP(
        "Engine",
        "Another firewall filters what comes in as well (%1). A packet must pass both, so an exception here does "
        "not help against what that one drops. Keep one of the two."),
    QT_TRANSLATE_NOOP(
        "Engine", "Another program changed or removed the rules of the firewall. They were put back within a second."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Another program (%1) changed or removed the rules of the firewall. They were put back within a second."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Another program (%1) changed or removed the rules of the firewall, and they could not be put back: %2"),
    // Scopes
    QT_TRANSLATE_NOOP("Engine",
                      "The list must name addresses or subnets with commas between them, and no item may be empty."),
    QT_TRANSLATE_NOOP("Engine", "A list must have no more than %1 items."),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" is in the list twice."),
    QT_TRANSLATE_NOOP("Engine",
                      "\"%1\" holds the unspecified address. For every computer choose \"Any computer\" instead."),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" is a loopback address: this computer always reaches itself."),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" is not an IP address or subnet."),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" has a prefix length that is not between 0 and %2."),
    QT_TRANSLATE_NOOP("Engine",
                      "\"%1\" has no valid subnet mask. Examples: 192.168.114.0/255.255.255.0, 192.168.114.0/24."),
    QT_TRANSLATE_NOOP("Engine",
                      "\"%1\" is not a range of addresses of one kind. Example: 192.168.114.10-192.168.114.20."),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" is a range that ends before it begins."),
    // Changes
    QT_TRANSLATE_NOOP("Engine", "There must be no more than %1 port exceptions in a profile."),
    QT_TRANSLATE_NOOP("Engine", "There must be no more than %1 programs in a profile."),
    QT_TRANSLATE_NOOP("Engine", "There must be no more than %1 ports of a connection."),
    QT_TRANSLATE_NOOP("Engine", "There must be no more than %1 connections with settings of their own."),
    QT_TRANSLATE_NOOP("Engine", "There is no exception for %1."),
    QT_TRANSLATE_NOOP("Engine", "There is no predefined service with the name %1."),
    QT_TRANSLATE_NOOP("Engine", "%1 has no TCP port %2."),
    QT_TRANSLATE_NOOP("Engine", "%1 has no UDP port %2."),
    QT_TRANSLATE_NOOP("Engine", "Packet too big can be allowed for all connections only, not for one."),
    QT_TRANSLATE_NOOP("Engine", "At most %1 changes are allowed in one call; there were %2."),
    // Parts of these sentences
    QT_TRANSLATE_NOOP("Engine", "%1 in the standard profile"),
    QT_TRANSLATE_NOOP("Engine", "%1 in the domain profile"),
    QT_TRANSLATE_NOOP("Engine", "%1 on the connection %2"),
    QT_TRANSLATE_NOOP("Engine", "TCP port %1"),
    QT_TRANSLATE_NOOP("Engine", "UDP port %1"),
    // Notices of the helper
    QT_TRANSLATE_NOOP(
        "Engine",
        "The saved settings were damaged. They were set aside as %1; the firewall is on with its default settings."),
    QT_TRANSLATE_NOOP("Engine", "The event history was damaged. It was set aside as %1 and a new one was begun."),
    QT_TRANSLATE_NOOP("Engine", "The log is written again."),
    QT_TRANSLATE_NOOP("Engine", "The rules could not follow a change of the network: %1"),
    QT_TRANSLATE_NOOP("Engine", "The former rules could not be put back: %1"),
    QT_TRANSLATE_NOOP("Engine", "%1 Flows from before the start may be missing from the log."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Somebody is flooding this computer with packets that no exception allows. They are dropped at once, and only "
        "some of them are recorded one by one. What is allowed goes on."),
    // Who may do what
    QT_TRANSLATE_NOOP("Engine", "Authentication as an administrator is needed."),
    QT_TRANSLATE_NOOP("Engine", "This user is not allowed to do this, or did not authenticate."),
    QT_TRANSLATE_NOOP("Engine",
                      "There is no polkit on this bus to ask; only the user who runs the firewall helper may do this."),
    QT_TRANSLATE_NOOP("Engine", "The caller is no longer on the bus."),
    QT_TRANSLATE_NOOP("Engine", "Too many requests are waiting for an answer. Try again when they are done."),
    // Files; the advice behind a sentence comes first
    QT_TRANSLATE_NOOP("Engine", "%1 The file is damaged."),
    QT_TRANSLATE_NOOP("Engine", "%1 Another program is using it. Try again."),
    QT_TRANSLATE_NOOP("Engine", "%1 Free some space and try again."),
    QT_TRANSLATE_NOOP("Engine", "Cannot write %1: the file or its folder is read-only."),
    QT_TRANSLATE_NOOP("Engine", "Cannot write %1: it is a link, and links are not followed."),
    QT_TRANSLATE_NOOP("Engine", "Cannot write %1: it is something else than a firewall log. Move it away."),
    QT_TRANSLATE_NOOP("Engine", "Cannot write %1: %2."),
    QT_TRANSLATE_NOOP("Engine", "Cannot read %1: %2."),
    QT_TRANSLATE_NOOP("Engine", "Cannot open %1: %2."),
    QT_TRANSLATE_NOOP("Engine", "Cannot use %1: %2."),
    QT_TRANSLATE_NOOP("Engine", "Cannot make %1: %2."),
    QT_TRANSLATE_NOOP("Engine", "Cannot set %1 aside: %2."),
    QT_TRANSLATE_NOOP("Engine", "A value could not be stored: %1."),
    QT_TRANSLATE_NOOP("Engine", "%1 is damaged: %2."),
    // Questions of the Security Alert
    QT_TRANSLATE_NOOP("Engine",
                      "This question was not put to you, or it is no longer open: somebody else may have answered it."),
    QT_TRANSLATE_NOOP("Engine",
                      "You have added %1 programs to the list already, and no more can be added without an "
                      "administrator. The program stays blocked; choose to be asked later, or ask an administrator."),
    // The kernel
    QT_TRANSLATE_NOOP("Engine", "The kernel refused the rules; the former ones stay in force. Its words: %1"),
    QT_TRANSLATE_NOOP("Engine", "The addresses of this computer cannot be listed: %1."),
    QT_TRANSLATE_NOOP("Engine", "The kernel's connection events could not be switched on for all flows: %1."),
    QT_TRANSLATE_NOOP("Engine", "The kernel did not open a netlink socket: %1."),
    QT_TRANSLATE_NOOP("Engine", "The kernel did not bind a netlink socket: %1."),
    QT_TRANSLATE_NOOP("Engine", "The kernel did not take a netlink message: %1."),
    QT_TRANSLATE_NOOP("Engine", "The kernel refused a netlink request: %1."),
};

}  // namespace

std::span<const char *const> engineSentences()
{
    return sentences;
}

}  // namespace parapet
