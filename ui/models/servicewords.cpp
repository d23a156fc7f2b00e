// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/servicewords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace parapet {

namespace {

// What lupdate finds. The test fails when the catalogue has a name that is not here.
constexpr std::array words{
    // Services
    QT_TRANSLATE_NOOP("Services", "File and Printer Sharing"),
    QT_TRANSLATE_NOOP("Services", "KDE Connect"),
    QT_TRANSLATE_NOOP("Services", "Network Discovery (mDNS)"),
    QT_TRANSLATE_NOOP("Services", "Printer Sharing (IPP)"),
    QT_TRANSLATE_NOOP("Services", "Remote Administration"),
    QT_TRANSLATE_NOOP("Services", "Remote Assistance"),
    QT_TRANSLATE_NOOP("Services", "Remote Desktop"),
    QT_TRANSLATE_NOOP("Services", "Secure Shell (SSH)"),
    QT_TRANSLATE_NOOP("Services", "UPnP Framework"),
    // Their ports
    QT_TRANSLATE_NOOP("Services", "NetBIOS Session Service"),
    QT_TRANSLATE_NOOP("Services", "SMB over TCP"),
    QT_TRANSLATE_NOOP("Services", "NetBIOS Name Service"),
    QT_TRANSLATE_NOOP("Services", "NetBIOS Datagram Service"),
    QT_TRANSLATE_NOOP("Services", "KDE Connect over TCP"),
    QT_TRANSLATE_NOOP("Services", "KDE Connect over UDP"),
    QT_TRANSLATE_NOOP("Services", "Multicast DNS"),
    QT_TRANSLATE_NOOP("Services", "Internet Printing Protocol"),
    QT_TRANSLATE_NOOP("Services", "RPC Endpoint Mapper"),
    QT_TRANSLATE_NOOP("Services", "Remote Assistance (VNC)"),
    QT_TRANSLATE_NOOP("Services", "Secure Shell"),
    QT_TRANSLATE_NOOP("Services", "UPnP Framework over TCP"),
    QT_TRANSLATE_NOOP("Services", "SSDP Component of UPnP Framework"),
    // What a connection offers
    QT_TRANSLATE_NOOP("Services", "FTP Server"),
    QT_TRANSLATE_NOOP("Services", "Internet Mail Access Protocol Version 3 (IMAP3)"),
    QT_TRANSLATE_NOOP("Services", "Internet Mail Access Protocol Version 4 (IMAP4)"),
    QT_TRANSLATE_NOOP("Services", "Internet Mail Server (SMTP)"),
    QT_TRANSLATE_NOOP("Services", "Post-Office Protocol Version 3 (POP3)"),
    QT_TRANSLATE_NOOP("Services", "Secure Web Server (HTTPS)"),
    QT_TRANSLATE_NOOP("Services", "Telnet Server"),
    QT_TRANSLATE_NOOP("Services", "Web Server (HTTP)"),
};

}  // namespace

QString serviceWord(std::string_view english)
{
    const auto known = std::ranges::find(words, english, [](const char *word) { return std::string_view(word); });
    if (known == words.end())
        return QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()));
    return QCoreApplication::translate("Services", *known);
}

}  // namespace parapet
