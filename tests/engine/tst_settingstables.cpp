// SPDX-License-Identifier: GPL-2.0-or-later
// What the tables of settings.db hold: everything comes back, files of older versions are taken over whole, and what
// cannot have been written by us is told as damage.
#include <QtTest>

#include "engine/store/settingsstore.h"
#include "tests/support/problem.h"
#include "tests/support/randomsettings.h"

using namespace parapet;
using test::kind;
using test::problem;

namespace {

Outcome enforced()
{
    return Done{};
}

// What the kept file of version 1 says.
Settings versionOne()
{
    Settings settings;
    settings.profile(ProfileId::domain).opmode = Opmode::off;
    settings.profile(ProfileId::standard).opmode = Opmode::onWithoutExceptions;
    settings.profile(ProfileId::domain).ports[{PortProtocol::tcp, 80}] = {"Web server", true};
    settings.profile(ProfileId::standard).ports[{PortProtocol::tcp, 22}] = {"Secure shell", true};
    settings.profile(ProfileId::standard).ports[{PortProtocol::udp, 5353}] = {"Caf\xc3\xa9 printer", false};
    settings.log = {true, false, 8192};
    return settings;
}

// Version 2 brought scopes.
Settings versionTwo()
{
    Settings settings = versionOne();
    settings.profile(ProfileId::domain).opmode = Opmode::onWithoutExceptions;
    settings.profile(ProfileId::standard).opmode = Opmode::off;
    auto &ports = settings.profile(ProfileId::standard).ports;
    ports[{PortProtocol::tcp, 22}].scope = *Scope::parse("LocalSubnet");
    ports[{PortProtocol::udp, 5353}].scope = *Scope::parse("192.0.2.1,2001:db8::/32,LocalSubnet");
    settings.log = {false, true, 32767};
    return settings;
}

// Something in every table.
Settings full()
{
    Settings settings = versionTwo();
    for (const ProfileId id : allProfiles) {
        Profile &profile = settings.profile(id);
        profile.programs["/usr/bin/a"] = {"A", true, *Scope::parse("10.0.0.0/8")};
        profile.services["file-and-printer-sharing"] = {true, {{{PortProtocol::tcp, 445}, {false, {}}}}};
        profile.services["ssh"] = {true, {}};
        profile.icmp.set(IcmpItem::echoRequest, true);
    }
    settings.connections["eth0"].filtered = false;
    settings.connections["eth0"].ports[{PortProtocol::tcp, 80}] = {"Web", true};
    settings.connections["eth0"].icmp.set(IcmpItem::redirect, true);
    return settings;
}

}  // namespace

Q_DECLARE_METATYPE(parapet::Settings)

class tst_SettingsTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void everythingComesBack();
    void olderFilesAreTakenOverWhole_data();
    void olderFilesAreTakenOverWhole();
    void portsOfAServiceGoWithIt();
    void whatIsAsInTheCatalogueIsNotKept();
    void damagedContentIsRefused_data();
    void damagedContentIsRefused();

private:
    std::string path() const { return m_folder->filePath(QStringLiteral("settings.db")).toStdString(); }
    // Another program with the file open, as an administrator's sqlite3 would be.
    Database secondConnection() const
    {
        return *Database::open(path(), settingsMigrations(), Database::Durability::full);
    }
    std::optional<QTemporaryDir> m_folder;
};

void tst_SettingsTables::everythingComesBack()
{
    test::RandomSettings random(20040806);
    Settings before;
    std::optional<SettingsStore> store(*SettingsStore::open(path()));
    for (int round = 0; round < 60; ++round) {
        const Settings after = round % 10 == 9 ? Settings{} : random.next();
        QCOMPARE(problem(store->save(before, after, enforced)), QString());
        QVERIFY(*store->load() == after);
        if (round % 10 == 5)
            store.emplace(*SettingsStore::open(path()));
        before = after;
    }
    QVERIFY(*SettingsStore::open(path())->load() == before);
}

void tst_SettingsTables::olderFilesAreTakenOverWhole_data()
{
    QTest::addColumn<Settings>("expected");
    QTest::newRow("settings-v1.db") << versionOne();
    QTest::newRow("settings-v2.db") << versionTwo();
}

// Everything that came later has its default (the members of Settings), and can be changed.
void tst_SettingsTables::olderFilesAreTakenOverWhole()
{
    QFETCH(const Settings, expected);
    const QString fixture = qEnvironmentVariable("PARAPET_SOURCE") + QStringLiteral("/tests/engine/data/")
        + QLatin1String(QTest::currentDataTag());
    QVERIFY2(QFile::copy(fixture, QString::fromStdString(path())), qPrintable(fixture));
    QVERIFY(QFile::setPermissions(QString::fromStdString(path()), QFile::ReadOwner | QFile::WriteOwner));
    Result<SettingsStore> store = SettingsStore::open(path());
    QCOMPARE(problem(store), QString());
    QVERIFY(*store->load() == expected);
    QCOMPARE(problem(store->save(expected, full(), enforced)), QString());
    QVERIFY(*SettingsStore::open(path())->load() == full());
}

void tst_SettingsTables::portsOfAServiceGoWithIt()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    QCOMPARE(problem(store->save({}, full(), enforced)), QString());
    Settings less = full();
    less.profile(ProfileId::domain).services.erase("file-and-printer-sharing");
    QCOMPARE(problem(store->save(full(), less, enforced)), QString());
    QVERIFY(*store->load() == less);
    Database other = secondConnection();
    Result<Statement> rows = other.prepare("SELECT profile FROM service_port");
    QVERIFY(rows->step().value());
    QCOMPARE(rows->text(0), std::string("standard"));  // the other profile's port stays
    QVERIFY(!rows->step().value());
}

// A later catalogue may say by itself what a person once set.
void tst_SettingsTables::whatIsAsInTheCatalogueIsNotKept()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    QCOMPARE(problem(secondConnection().execute(
                 "INSERT INTO service_exception (profile, service, enabled) VALUES "
                 "('domain', 'ssh', 0), ('standard', 'ssh', 1), ('standard', 'mdns', 0); "
                 "INSERT INTO service_port (profile, service, protocol, port, enabled, scope) VALUES "
                 "('domain', 'ssh', 'TCP', 22, 1, '*'), ('standard', 'ssh', 'TCP', 22, 1, '*')")),
             QString());
    Settings expected;
    expected.profile(ProfileId::standard).services["ssh"] = {true, {}};
    const Result<Settings> settings = store->load();
    QCOMPARE(problem(settings), QString());
    QVERIFY(*settings == expected);
}

// What the tables refuse by themselves is written with the checks off, as by a program that is not ours.
void tst_SettingsTables::damagedContentIsRefused_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const char *sql) { QTest::newRow(name) << QString::fromLatin1(sql); };
    row("a profile is missing",
        "DELETE FROM icmp_setting; DELETE FROM service_exception; DELETE FROM "
        "program_exception; DELETE FROM port_exception; DELETE FROM profile WHERE id = 'domain'");
    row("the log settings are missing", "DELETE FROM log");
    for (const char *table : {"profile", "port_exception", "program_exception", "service_port", "service_exception",
                              "icmp_setting", "unfiltered_connection", "connection_port", "connection_icmp", "log"})
        QTest::addRow("%s is missing", table) << QStringLiteral("DROP TABLE ") + QLatin1String(table);
    row("an operating state that nobody knows", "UPDATE profile SET opmode = 'maybe'");
    row("a port beyond the last", "UPDATE port_exception SET port = 65536 WHERE port = 80");
    row("port 0", "UPDATE port_exception SET port = 0 WHERE port = 80");
    row("an exception of no profile", "UPDATE port_exception SET profile = 'home' WHERE port = 80");
    row("an exception with a name that the window refuses", "UPDATE port_exception SET name = '' WHERE port = 80");
    row("an exception with a scope that is none", "UPDATE port_exception SET scope = 'everyone' WHERE port = 80");
    row("a program with a relative path", "UPDATE program_exception SET path = 'bin/a'");
    row("a program with a step upwards", "UPDATE program_exception SET path = '/usr/../a'");
    row("a program of no profile", "UPDATE program_exception SET profile = 'home' WHERE profile = 'domain'");
    row("a program with a scope that is none", "UPDATE program_exception SET scope = '127.0.0.1'");
    row("a program without a name", "UPDATE program_exception SET name = ' '");
    row("a service that nobody knows", "UPDATE service_exception SET service = 'telnet' WHERE service = 'ssh'");
    row("a service of no profile",
        "UPDATE service_exception SET profile = 'home' WHERE service = 'ssh' AND profile = 'domain'");
    row("a port that is not of the service", "UPDATE service_port SET port = 446");
    row("a port of a service with a scope that is none", "UPDATE service_port SET scope = ''");
    row("a port of a service that nobody knows", "UPDATE service_port SET service = 'telnet'");
    row("an ICMP message that nobody knows", "UPDATE icmp_setting SET item = 'ping'");
    row("an ICMP setting of no profile", "UPDATE icmp_setting SET profile = 'home' WHERE profile = 'domain'");
    row("a connection without a firewall and without a name", "UPDATE unfiltered_connection SET connection = ''");
    row("a port of a connection without a name", "UPDATE connection_port SET connection = ''");
    row("a port of a connection beyond the last", "UPDATE connection_port SET port = 65536");
    row("a port of a connection by another protocol", "UPDATE connection_port SET protocol = 'SCTP'");
    row("a nameless port of a connection", "UPDATE connection_port SET name = char(10)");
    row("an ICMP message of a connection that nobody knows", "UPDATE connection_icmp SET item = 'ping'");
    row("packet too big on a connection", "UPDATE connection_icmp SET item = 'packet-too-big'");
    row("an ICMP message of a connection without a name", "UPDATE connection_icmp SET connection = ''");
    row("a log without a size", "UPDATE log SET max_size_kb = 0");
    row("a log that is too large", "UPDATE log SET max_size_kb = 32768");
    row("a log below a folder without a place", "UPDATE log SET file = 'etc/passwd.log'");
    row("a log on a way up", "UPDATE log SET file = '/var/log/../../etc/passwd.log'");
    row("a log with another ending", "UPDATE log SET file = 'shadow'");
}

void tst_SettingsTables::damagedContentIsRefused()
{
    QFETCH(const QString, sql);
    QCOMPARE(problem(SettingsStore::open(path())->save({}, full(), enforced)), QString());
    QCOMPARE(problem(SettingsStore::open(path())), QString());
    QCOMPARE(problem(secondConnection().execute("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; "
                                                + sql.toStdString())),
             QString());
    const Result<SettingsStore> store = SettingsStore::open(path());
    QCOMPARE(kind(store), int(ErrorKind::damaged));
}

QTEST_APPLESS_MAIN(tst_SettingsTables)
#include "tst_settingstables.moc"
