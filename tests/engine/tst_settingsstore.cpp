// SPDX-License-Identifier: GPL-2.0-or-later
#include <QtTest>

#include "engine/store/settingsstore.h"
#include "tests/support/problem.h"
#include "tests/support/smalldisk.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

using namespace parapet;
using test::kind;
using test::problem;

namespace {

Outcome enforced()
{
    return Done{};
}

// Settings that say their version in every part, so that a mixture of two versions shows.
Settings version(int number)
{
    Settings settings;
    for (const ProfileId id : allProfiles) {
        Profile &profile = settings.profile(id);
        profile.opmode = static_cast<Opmode>(number % 3);
        for (int port = 1; port <= 20 + number % 7; ++port) {
            const PortKey key{port % 2 ? PortProtocol::tcp : PortProtocol::udp, static_cast<std::uint16_t>(port)};
            profile.ports[key] = {"version " + std::to_string(number), number % 2 == 0};
        }
    }
    settings.log = {number % 2 == 0, number % 3 == 0, static_cast<std::uint32_t>(number % 30'000 + 1)};
    return settings;
}

Settings manyPorts(int count, const std::string &name = "a port")
{
    Settings settings;
    for (int port = 1; port <= count; ++port)
        settings.profile(ProfileId::standard).ports[{PortProtocol::tcp, static_cast<std::uint16_t>(port)}] = {name,
                                                                                                              true};
    return settings;
}

// Another program with the file open, as an administrator's sqlite3 would be.
Database secondConnection(const std::string &path)
{
    return *Database::open(path, settingsMigrations(), Database::Durability::full);
}

// Saves version 1, 2, 3, ... for ever and writes the number of each saved version to `acknowledge`.
[[noreturn]] void saveUntilKilled(const std::string &path, int acknowledge)
{
    Result<SettingsStore> store = SettingsStore::open(path);
    Settings before = store ? *store->load() : Settings();
    for (int number = 1; store; ++number) {
        const Settings after = version(number);
        if (!store->save(before, after, enforced) || ::write(acknowledge, &number, sizeof number) < 0)
            break;
        before = after;
    }
    ::_exit(1);
}

}  // namespace

class tst_SettingsStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void newFileHoldsTheDefaults();
    void everySettingComesBack();
    void oneChangeWritesOneRow();
    void refusedEnforcementKeepsTheOldSettings();
    void enforcementComesAfterTheWriting();
    void failedCommitKeepsTheOldSettings();
    void lockedFileIsReported();
    void fullDiskKeepsTheOldSettings();
    void killedWriterLeavesAWholeVersion();
    void whoAcknowledgedComesBack();

private:
    std::string path() const { return m_folder->filePath(QStringLiteral("settings.db")).toStdString(); }
    std::optional<QTemporaryDir> m_folder;
};

void tst_SettingsStore::newFileHoldsTheDefaults()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    QCOMPARE(problem(store), QString());
    Result<Settings> settings = store->load();
    QCOMPARE(problem(settings), QString());
    QVERIFY(*settings == Settings());
    QVERIFY(settings->profile(ProfileId::domain).opmode == Opmode::on);
    QCOMPARE(settings->log.maxSizeKb, 4096U);
}

void tst_SettingsStore::everySettingComesBack()
{
    Settings before;
    for (int number = 1; number < 12; ++number) {
        Settings after = version(number);
        after.profile(ProfileId::domain).opmode = Opmode::onWithoutExceptions;
        after.profile(ProfileId::domain).ports[{PortProtocol::udp, 65535}] = {"<b>caf\xc3\xa9</b>'; DROP TABLE log;",
                                                                              false};
        {
            Result<SettingsStore> store = SettingsStore::open(path());
            QCOMPARE(problem(store->save(before, after, enforced)), QString());
            QVERIFY(*store->load() == after);
        }
        Result<SettingsStore> again = SettingsStore::open(path());
        QVERIFY(*again->load() == after);
        before = after;
    }
}

void tst_SettingsStore::oneChangeWritesOneRow()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    const Settings before = manyPorts(10'000);
    QCOMPARE(problem(store->save({}, before, enforced)), QString());
    Database other = secondConnection(path());
    QVERIFY(other.execute("CREATE TABLE touched (id INTEGER NOT NULL PRIMARY KEY) STRICT;"));
    for (const char *table : {"profile", "port_exception", "log"}) {
        for (const char *verb : {"INSERT", "UPDATE", "DELETE"}) {
            const std::string what = std::string(verb) + " ON " + table;
            QCOMPARE(problem(other.execute("CREATE TRIGGER \"" + what + "\" AFTER " + what
                                           + " BEGIN INSERT INTO touched (id) VALUES (NULL); END;")),
                     QString());
        }
    }
    Settings after = before;
    after.profile(ProfileId::standard).ports[{PortProtocol::tcp, 5000}].enabled = false;
    QCOMPARE(problem(store->save(before, after, enforced)), QString());
    Result<Statement> count = other.prepare("SELECT count(id) FROM touched");
    QVERIFY(count->step().value());
    QCOMPARE(count->integer(0), 1);
}

void tst_SettingsStore::refusedEnforcementKeepsTheOldSettings()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    QVERIFY(store->save({}, version(1), enforced));
    Outcome refused = store->save(version(1), version(2), []() -> Outcome {
        return Error{ErrorKind::unsupported, "the kernel says no"};
    });
    QCOMPARE(kind(refused), int(ErrorKind::unsupported));
    QCOMPARE(problem(refused), QStringLiteral("the kernel says no"));
    QVERIFY(*store->load() == version(1));
    QCOMPARE(problem(store->save(version(1), version(3), enforced)), QString());
    QVERIFY(*store->load() == version(3));
}

// Seen from another connection: written already (the write lock is held), not yet kept.
void tst_SettingsStore::enforcementComesAfterTheWriting()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    Result<SettingsStore> other = SettingsStore::open(path());
    int calls = 0;
    Outcome saved = store->save({}, version(1), [&]() -> Outcome {
        ++calls;
        const bool isOld = *other->load() == Settings() && *store->load() == version(1);
        return isOld ? enforced() : Error{ErrorKind::invalid, "not in this order"};
    });
    QCOMPARE(problem(saved), QString());
    QCOMPARE(calls, 1);
    QVERIFY(*other->load() == version(1));
}

// A trigger with a deferred constraint makes the COMMIT itself fail, after everything else went well.
void tst_SettingsStore::failedCommitKeepsTheOldSettings()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    QVERIFY(store->save({}, version(1), enforced));
    Database other = secondConnection(path());
    QCOMPARE(problem(other.execute("CREATE TABLE part (log INTEGER NOT NULL REFERENCES log (id) DEFERRABLE INITIALLY "
                                   "DEFERRED) STRICT; CREATE TRIGGER break AFTER UPDATE ON log "
                                   "BEGIN INSERT INTO part (log) VALUES (99); END;")),
             QString());
    bool wasEnforced = false;
    Outcome failed = store->save(version(1), version(2), [&] {
        wasEnforced = true;
        return enforced();
    });
    QVERIFY(wasEnforced);
    QVERIFY2(problem(failed).contains(QLatin1String("FOREIGN KEY")), qPrintable(problem(failed)));
    QVERIFY(*store->load() == version(1));
    QVERIFY(other.execute("DROP TRIGGER break"));
    QCOMPARE(problem(store->save(version(1), version(2), enforced)), QString());
}

void tst_SettingsStore::lockedFileIsReported()
{
    Result<SettingsStore> store = SettingsStore::open(path());
    Database other = secondConnection(path());
    Result<Transaction> held = Transaction::begin(other);
    bool wasEnforced = false;
    Outcome refused = store->save({}, version(1), [&] {
        wasEnforced = true;
        return enforced();
    });
    QCOMPARE(kind(refused), int(ErrorKind::busy));
    QVERIFY(!wasEnforced);
    QVERIFY(*store->load() == Settings());
}

void tst_SettingsStore::fullDiskKeepsTheOldSettings()
{
    test::SmallDisk disk(m_folder->path().toStdString(), 1024);
    if (!disk.isMounted())
        QSKIP("mounting a small disk needs root");
    Result<SettingsStore> store = SettingsStore::open(path());
    QVERIFY(store->save({}, version(1), enforced));
    disk.fill();
    Outcome refused = store->save(version(1), manyPorts(5'000), enforced);
    QCOMPARE(kind(refused), int(ErrorKind::io));
    QVERIFY2(problem(refused).contains(QLatin1String("Free some space")), qPrintable(problem(refused)));
    QVERIFY(*store->load() == version(1));
    disk.release();
    QCOMPARE(problem(store->save(version(1), version(2), enforced)), QString());
    QVERIFY(*SettingsStore::open(path())->load() == version(2));
}

// kill -9 in the middle of saving, 30 times at random moments: what opens afterwards is the last version that was
// acknowledged, or the one that was being saved, and never a mixture.
void tst_SettingsStore::killedWriterLeavesAWholeVersion()
{
    std::minstd_rand random(20040806);
    for (int round = 0; round < 30; ++round) {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0)
            saveUntilKilled(path(), ends[1]);
        ::close(ends[1]);
        int last = 0;
        for (int wanted = 1 + static_cast<int>(random() % 40); last < wanted;)
            QCOMPARE(::read(ends[0], &last, sizeof last), ssize_t(sizeof last));
        ::usleep(random() % 2000);  // not to wait for something: to kill at any point of a save
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        while (::read(ends[0], &last, sizeof last) == ssize_t(sizeof last)) { }
        ::close(ends[0]);

        Result<SettingsStore> store = SettingsStore::open(path());
        QCOMPARE(problem(store), QString());
        Result<Settings> settings = store->load();
        QCOMPARE(problem(settings), QString());
        QVERIFY2(*settings == version(last) || *settings == version(last + 1), qPrintable(QString::number(last)));
    }
}

void tst_SettingsStore::whoAcknowledgedComesBack()
{
    const std::vector<AcknowledgedProgram> programs{{ProfileId::domain, "/usr/bin/p", 0, false},
                                                    {ProfileId::standard, "/home/eva/'; DROP TABLE log;", ~0U, true},
                                                    {ProfileId::standard, "/usr/bin/p", 1000, true}};
    {
        Result<SettingsStore> store = SettingsStore::open(path());
        QCOMPARE(problem(store), QString());
        QVERIFY(store->acknowledged()->empty());
        QCOMPARE(problem(store->saveAcknowledged({})), QString());
        QCOMPARE(problem(store->saveAcknowledged(programs)), QString());
        const std::vector<AcknowledgedProgram> twice(2, programs[0]);
        QVERIFY(!store->saveAcknowledged(twice));  // nothing of it is kept
    }
    Result<SettingsStore> store = SettingsStore::open(path());
    QCOMPARE(problem(store), QString());
    const auto back = store->acknowledged();
    QCOMPARE(problem(back), QString());
    QVERIFY(*back == programs);
    QVERIFY(*store->load() == Settings());
}

QTEST_APPLESS_MAIN(tst_SettingsStore)
#include "tst_settingsstore.moc"
