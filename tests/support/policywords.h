// SPDX-License-Identifier: GPL-2.0-or-later
// Settings, packets and decisions as a few words, for tables that a person can read (tst_policytable.cpp).
//
//   settings  words with blanks between: an operating state (on, off, closed = "Don't allow exceptions"; on if none is
//             said), then any of
//               tcp:80  -tcp:80  tcp:80@LocalSubnet     port exception: checked, unchecked, with a scope
//               ssh  -ssh  smb/-tcp:445  smb/tcp:445@*  service (see shortServiceNames()): on; off, though customized; a
//                                                       port of it off; with a scope
//               echo-request                            row of the ICMP settings
//               eth0:off  eth0:tcp:80  eth0:redirect    connection: no firewall; a port; a row of its ICMP settings
//               /usr/bin/a  -/usr/bin/a  /usr/bin/a@LocalSubnet   program
//               no-multicast                            no answers to multicast
//               domain/...                              any of these in the domain profile; standard is the current one
//   packet    tcp 80, udp 53, icmp 8, ping, redirect, gre, dhcp - sender - interface (eth0 if none is said)
//             near, far, wifi: of the subnet of eth0, of no subnet, of that of wlan0, in IPv4 or IPv6
//   decision  open (accept, and the rest of the flow passes in the kernel), pass (accept this packet alone), drop or later; the
//             reason; the rule, with services by the same short words
#pragma once

#include "engine/model/change.h"
#include "engine/model/interface.h"
#include "tests/support/parsedpackets.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace parapet::test {

inline constexpr std::uint32_t eth0 = 2, wlan0 = 3, tun0 = 4;

inline const QHash<QString, QString> &shortServiceNames()
{
    static const QHash<QString, QString> names{
        {QStringLiteral("smb"), QStringLiteral("file-and-printer-sharing")},
        {QStringLiteral("kde"), QStringLiteral("kde-connect")},
        {QStringLiteral("mdns"), QStringLiteral("mdns")},
        {QStringLiteral("ipp"), QStringLiteral("ipp-printing")},
        {QStringLiteral("admin"), QStringLiteral("remote-administration")},
        {QStringLiteral("vnc"), QStringLiteral("remote-assistance")},
        {QStringLiteral("rdp"), QStringLiteral("remote-desktop")},
        {QStringLiteral("ssh"), QStringLiteral("ssh")},
        {QStringLiteral("upnp"), QStringLiteral("upnp-framework")},
    };
    return names;
}

inline Interfaces interfaces()
{
    const auto range = [](const char *text) { return *AddressRange::parse(text); };
    return {{eth0,
             "eth0",
             {address("192.0.2.1"), address("2001:db8:2::1")},
             {range("192.0.2.0/24"), range("2001:db8:2::/64"), range("fe80::/64")},
             "eth0"},
            {wlan0,
             "wlan0",
             {address("10.8.0.5"), address("2001:db8:3::5")},
             {range("10.8.0.0/16"), range("2001:db8:3::/64")},
             "wlan0"},
            {tun0, "tun0", {address("10.99.0.2")}, {range("10.99.0.1")}, "vpn"}};
}

// Reads the words of the settings; a word that it does not know makes the test fail.
class SettingsWords {
public:
    Settings read(const QString &words)
    {
        for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
            take(word);
        return m_settings;
    }

private:
    void take(QString word)
    {
        m_profile = ProfileId::standard;
        if (word.startsWith(QLatin1String("domain/"))) {
            m_profile = ProfileId::domain;
            word = word.mid(7);
        }
        const QString connection = word.section(u':', 0, 0);
        if (connection == QLatin1String("eth0") || connection == QLatin1String("wlan0")
            || connection == QLatin1String("vpn"))
            takeOfConnection(connection.toStdString(), word.section(u':', 1));
        else if (const QString path = word.section(u'@', 0, 0).mid(word.startsWith(u'-')); path.startsWith(u'/'))
            apply(SetProgram{m_profile, path.toStdString(), {"Program", enabled(word), scope(word)}});
        else if (word == QLatin1String("no-multicast"))
            apply(SetMulticastResponse{m_profile, false});
        else if (const auto item = icmpItemFromWord(word.toStdString()))
            apply(SetIcmp{m_profile, *item, true});
        else if (!takeMode(word) && !takeService(word))
            apply(SetPort{m_profile, key(word), {"Port", enabled(word), scope(word)}});
    }

    bool takeMode(const QString &word)
    {
        static const QHash<QString, Opmode> modes{{QStringLiteral("on"), Opmode::on},
                                                  {QStringLiteral("off"), Opmode::off},
                                                  {QStringLiteral("closed"), Opmode::onWithoutExceptions}};
        if (modes.contains(word))
            apply(SetOpmode{m_profile, modes[word]});
        return modes.contains(word);
    }

    bool takeService(const QString &word)
    {
        const QString name = word.section(u'/', 0, 0), port = word.section(u'/', 1);
        const QString plain = name.startsWith(u'-') ? name.mid(1) : name;
        if (!shortServiceNames().contains(plain))
            return false;
        const std::string id = shortServiceNames()[plain].toStdString();
        ServiceException entry = serviceException(m_settings.profile(m_profile), id);
        entry.enabled = enabled(name);
        if (!port.isEmpty()) {
            const ServicePort *of = findPort(*findService(id), key(port));
            const Scope usual = of ? defaultSetting(*of).scope : Scope{};
            entry.ports[key(port)] = {enabled(port), port.contains(u'@') ? scope(port) : usual};
        }
        apply(SetService{m_profile, id, entry});
        return true;
    }

    void takeOfConnection(const std::string &id, const QString &word)
    {
        if (word == QLatin1String("off"))
            apply(SetConnectionFilter{id, false});
        else if (const auto item = icmpItemFromWord(word.toStdString()))
            apply(SetConnectionIcmp{id, *item, true});
        else
            apply(SetConnectionPort{id, key(word), {"Port", enabled(word)}});
    }

    static bool enabled(const QString &word) { return !word.startsWith(u'-'); }
    static PortKey key(QString word)
    {
        word = word.section(u'@', 0, 0).remove(u'-');
        return {portProtocolFromWord(word.section(u':', 0, 0).toStdString()).value(), word.section(u':', 1).toUShort()};
    }
    static Scope scope(const QString &word)
    {
        return word.contains(u'@') ? Scope::parse(word.section(u'@', 1).toStdString()).value() : Scope{};
    }

    void apply(const Change &change) { m_settings = parapet::apply(m_settings, std::vector<Change>{change}).value(); }

    Settings m_settings;
    ProfileId m_profile = ProfileId::standard;
};

inline std::string addressOf(const QString &sender, bool v6)
{
    if (sender == QLatin1String("near"))
        return v6 ? "2001:db8:2::9" : "192.0.2.9";
    if (sender == QLatin1String("far"))
        return v6 ? "2001:db8:ffff::9" : "203.0.113.9";
    if (sender == QLatin1String("wifi"))
        return v6 ? "2001:db8:3::9" : "10.8.1.9";
    return sender.toStdString();
}

inline ParsedPacket packetOf(const QStringList &words, const std::string &from)
{
    const bool v6 = from.find(':') != std::string::npos;
    const std::string to = v6 ? "2001:db8:2::1" : "192.0.2.1";
    const int number = words.value(1).toInt();
    if (words[0] == QLatin1String("tcp"))
        return tcp(from, 5000, to, std::uint16_t(number), syn);
    if (words[0] == QLatin1String("udp"))
        return udp(from, 5000, to, std::uint16_t(number));
    if (words[0] == QLatin1String("ping"))
        return ping(from, to, 7);
    if (words[0] == QLatin1String("redirect"))
        return icmp(from, to, v6 ? 137 : 5);
    if (words[0] == QLatin1String("gre"))
        return ip(from, to, 47);
    if (words[0] == QLatin1String("dhcp"))
        return v6 ? udp("fe80::9", 547, to, 546) : udp(from, 67, to, 68);
    const bool query = !v6 && (number == 8 || number == 13 || number == 17);
    return query ? icmpQuery(from, to, number, 7) : icmp(from, to, number);
}

inline std::uint32_t interfaceOf(const QString &name)
{
    static const QHash<QString, std::uint32_t> all{{QString(), eth0},
                                                   {QStringLiteral("eth0"), eth0},
                                                   {QStringLiteral("wlan0"), wlan0},
                                                   {QStringLiteral("tun0"), tun0},
                                                   {QStringLiteral("unknown"), 0}};
    return all.value(name, 99);
}

inline QString describe(const Decision &decision)
{
    QString text = decision.verdict == Verdict::drop ? QStringLiteral("drop")
        : decision.verdict == Verdict::later         ? QStringLiteral("later")
        : decision.learn                             ? QStringLiteral("open")
                                                     : QStringLiteral("pass");
    const std::string_view reason = word(decision.reason);
    text += u' ' + QString::fromLatin1(reason.data(), qsizetype(reason.size()));
    if (decision.rule.kind != RuleId::Kind::none)
        text += u' ' + QString::fromStdString(parapet::text(decision.rule));
    const auto &names = shortServiceNames();
    for (auto each = names.begin(); each != names.end(); ++each)
        text.replace(QStringLiteral("service ") + each.value() + u' ', QStringLiteral("service ") + each.key() + u' ');
    return text;
}

// Where the sender stands among the words of a packet.
inline qsizetype senderAt(const QStringList &words)
{
    const bool numbered =
        words[0] == QLatin1String("tcp") || words[0] == QLatin1String("udp") || words[0] == QLatin1String("icmp");
    return numbered ? 2 : 1;
}

inline bool namesAPlace(const QString &packet)
{
    const QStringList words = packet.split(u' ');
    return addressOf(words.value(senderAt(words)), false) != addressOf(words.value(senderAt(words)), true);
}

}  // namespace parapet::test
