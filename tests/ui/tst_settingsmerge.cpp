// SPDX-License-Identifier: GPL-2.0-or-later
// Three-way merge: what both started from, what the user edited in the open sheet, what others changed meanwhile.
#include <QTest>

#include "engine/model/change.h"
#include "tests/support/randomsettings.h"
#include "ui/models/settingsmerge.h"

using namespace parapet;

namespace {

using Changes = std::vector<Change>;

constexpr auto standard = ProfileId::standard;
constexpr PortKey smb{PortProtocol::tcp, 445}, netbios{PortProtocol::tcp, 139}, http{PortProtocol::tcp, 80};
const std::string sharing = "file-and-printer-sharing";
const Scope any{}, subnet{Scope::Kind::localSubnet, false, {}};

// The changes in their order, from nothing set.
Settings made(Changes changes, const Changes &more = {})
{
    changes.insert(changes.end(), more.begin(), more.end());
    return parapet::apply({}, changes).value();
}

SetProgram program(const std::string &name, bool enabled, const Scope &scope = {})
{
    return {standard, "/usr/bin/a", {name, enabled, scope}};
}

SetService service(bool enabled, const std::map<PortKey, ServicePortSetting> &ports = {})
{
    return {standard, sharing, {enabled, ports}};
}

SetConnectionPort port(const std::string &name, bool enabled)
{
    return {"eth0", http, {name, enabled}};
}

SetIcmp icmp(IcmpItem item, bool allowed)
{
    return {standard, item, allowed};
}

SetConnectionIcmp icmpThere(IcmpItem item, bool allowed)
{
    return {"eth0", item, allowed};
}

}  // namespace

Q_DECLARE_METATYPE(Changes)

class SettingsMergeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothAreKept_data();
    void bothAreKept();
    void oneWhoChangedNothingChangesNothing();
};

// `mine` and `theirs` are changes to what `base` made; so is `merged`.
void SettingsMergeTest::bothAreKept_data()
{
    QTest::addColumn<Changes>("base");
    QTest::addColumn<Changes>("mine");
    QTest::addColumn<Changes>("theirs");
    QTest::addColumn<Changes>("merged");
    const auto row = [](const char *name, Changes base, Changes mine, Changes theirs, Changes merged) {
        QTest::newRow(name) << std::move(base) << std::move(mine) << std::move(theirs) << std::move(merged);
    };
    const SetNotifications quiet{standard, false};
    const SetMulticastResponse deaf{standard, false};
    row("notifications follow", {}, {}, {quiet}, {quiet});
    row("notifications here, multicast there", {}, {quiet}, {deaf}, {quiet, deaf});
    row("notifications off on both sides", {}, {quiet}, {quiet}, {quiet});
    row("notifications on again here", {quiet}, {SetNotifications{standard, true}}, {deaf},
        {SetNotifications{standard, true}, deaf});
    row("each profile by itself", {}, {quiet}, {SetNotifications{ProfileId::domain, false}},
        {quiet, SetNotifications{ProfileId::domain, false}});

    const auto echo = IcmpItem::echoRequest, redirect = IcmpItem::redirect;
    row("an ICMP row follows", {}, {}, {icmp(echo, true)}, {icmp(echo, true)});
    row("one ICMP row here, another there", {}, {icmp(echo, true)}, {icmp(redirect, true)},
        {icmp(echo, true), icmp(redirect, true)});
    row("an ICMP row checked here, another unchecked there", {icmp(redirect, true)}, {icmp(echo, true)},
        {icmp(redirect, false)}, {icmp(echo, true), icmp(redirect, false)});

    row("a program follows", {}, {}, {program("A", true)}, {program("A", true)});
    row("a program's check mark here, its name there", {program("A", true)}, {program("A", false)},
        {program("B", true)}, {program("B", false)});
    row("a program's scope here, its check mark there", {program("A", true)}, {program("A", true, subnet)},
        {program("A", false)}, {program("A", false, subnet)});
    row("a program's scope on both sides: mine", {program("A", true)}, {program("A", true, subnet)},
        {program("A", true, *Scope::parse("192.0.2.1"))}, {program("A", true, subnet)});
    row("a program edited here and removed there comes back", {program("A", true)}, {program("A", false)},
        {RemoveProgram{standard, "/usr/bin/a"}}, {program("A", false)});
    row("a program removed here and edited there stays removed", {program("A", true)},
        {RemoveProgram{standard, "/usr/bin/a"}}, {program("B", true)}, {RemoveProgram{standard, "/usr/bin/a"}});
    row("a program removed there goes", {program("A", true)}, {quiet}, {RemoveProgram{standard, "/usr/bin/a"}},
        {quiet, RemoveProgram{standard, "/usr/bin/a"}});
    row("the same program added on both sides: mine", {}, {program("Mine", true)}, {program("Theirs", false)},
        {program("Mine", true)});

    row("a service follows", {}, {}, {service(true, {{smb, {true, any}}})}, {service(true, {{smb, {true, any}}})});
    row("a service turned on here, customized there", {}, {service(true)}, {service(false, {{smb, {false, subnet}}})},
        {service(true, {{smb, {false, subnet}}})});
    row("one port of a service here, another there", {service(true)}, {service(true, {{smb, {false, subnet}}})},
        {service(true, {{netbios, {true, any}}})}, {service(true, {{smb, {false, subnet}}, {netbios, {true, any}}})});
    row("a service's port unchecked here, its scope changed there", {service(true)},
        {service(true, {{smb, {false, subnet}}})}, {service(true, {{smb, {true, any}}})},
        {service(true, {{smb, {false, any}}})});
    row("a service's port set back here, another customized there", {service(true, {{smb, {false, any}}})},
        {service(true)}, {service(true, {{smb, {false, any}}, {netbios, {false, subnet}}})},
        {service(true, {{netbios, {false, subnet}}})});
    row("a service's port checked again here, its scope set back there: as in the catalogue",
        {service(true, {{smb, {false, any}}})}, {service(true, {{smb, {true, any}}})},
        {service(true, {{smb, {false, subnet}}})}, {service(true)});
    row("a service's port set back there", {service(true, {{smb, {false, any}}})}, {quiet}, {service(true)},
        {quiet, service(true)});
    row("a service turned off here and set back there", {service(true, {{smb, {false, any}}})},
        {service(false, {{smb, {false, any}}})}, {service(true)}, {service(false)});

    const SetConnectionFilter unfiltered{"eth0", false}, filtered{"eth0", true};
    row("a connection follows", {}, {}, {unfiltered}, {unfiltered});
    row("a connection unchecked here, another there", {}, {unfiltered}, {SetConnectionFilter{"wlan0", false}},
        {unfiltered, SetConnectionFilter{"wlan0", false}});
    row("a connection unchecked here, a port of it there", {}, {unfiltered}, {port("Web", true)},
        {unfiltered, port("Web", true)});
    row("a connection checked again here is as by default", {unfiltered}, {filtered}, {unfiltered}, {filtered});
    row("a connection checked again here, an ICMP row of it there", {unfiltered}, {filtered}, {icmpThere(echo, true)},
        {filtered, icmpThere(echo, true)});
    row("one ICMP row of a connection here, another there", {}, {icmpThere(echo, true)}, {icmpThere(redirect, true)},
        {icmpThere(echo, true), icmpThere(redirect, true)});
    row("a connection's port: check mark here, name there", {port("Web", true)}, {port("Web", false)},
        {port("Apache", true)}, {port("Apache", false)});
    row("a connection's port removed here and edited there", {port("Web", true)}, {RemoveConnectionPort{"eth0", http}},
        {port("Apache", true)}, {RemoveConnectionPort{"eth0", http}});
    row("a connection's port edited here and removed there", {port("Web", true)}, {port("Web", false)},
        {RemoveConnectionPort{"eth0", http}}, {port("Web", false)});
    row("a connection set back there", {port("Web", true), unfiltered}, {quiet},
        {RemoveConnectionPort{"eth0", http}, filtered}, {quiet, RemoveConnectionPort{"eth0", http}, filtered});

    const auto log = [](std::uint32_t size, const char *file) { return SetLog{{false, false, size, file}}; };
    row("the size of the log here, its file there", {}, {log(100, "pfirewall.log")}, {log(4096, "mine.log")},
        {log(100, "mine.log")});
}

void SettingsMergeTest::bothAreKept()
{
    QFETCH(const Changes, base);
    QFETCH(const Changes, mine);
    QFETCH(const Changes, theirs);
    QFETCH(const Changes, merged);
    const Settings expected = made(base, merged);
    QVERIFY(parapet::merged(made(base), made(base, mine), made(base, theirs)) == expected);
}

void SettingsMergeTest::oneWhoChangedNothingChangesNothing()
{
    test::RandomSettings random(20040825);
    for (int round = 0; round < 500; ++round) {
        const Settings base = random.next(), other = random.next();
        QVERIFY(merged(base, base, other) == other);
        QVERIFY(merged(base, other, base) == other);
        QVERIFY(merged(base, other, other) == other);
    }
}

QTEST_APPLESS_MAIN(SettingsMergeTest)
#include "tst_settingsmerge.moc"
