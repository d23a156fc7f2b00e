// SPDX-License-Identifier: GPL-2.0-or-later
#include <QtTest>

#include "engine/store/database.h"
#include "tests/support/problem.h"
#include "tests/support/smalldisk.h"

#include <sys/stat.h>

#include <array>

using namespace parapet;
using test::kind;
using test::problem;

namespace {

constexpr std::array<Migration, 2> twoSteps{
    Migration{1, "CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, text TEXT, data BLOB) STRICT;"},
    Migration{2, "ALTER TABLE note ADD COLUMN mark INTEGER NOT NULL DEFAULT 7;"},
};
constexpr auto oneStep = std::span(twoSteps).first<1>();

Result<Database> open(const std::string &path, std::span<const Migration> migrations = oneStep)
{
    return Database::open(path, migrations, Database::Durability::full);
}

// The first column of the first row.
std::int64_t number(Database &database, std::string_view sql)
{
    Result<Statement> statement = database.prepare(sql);
    return statement && statement->step().value() ? statement->integer(0) : -1;
}

QByteArray contents(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const std::string &path, const QByteArray &bytes)
{
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

}  // namespace

class tst_Database : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void newFileIsForItsOwnerOnly();
    void migrationsRunOnceAndInOrder();
    void failedMigrationLeavesNothing();
    void newerFileIsLeftAsItIs();
    void damagedFileIsRefused_data();
    void damagedFileIsRefused();
    void emptyFileIsDamage();
    void newFileOnAFullDiskLeavesNothing();
    void readingNeedsNoRoom_data();
    void readingNeedsNoRoom();
    void missingTableIsDamage();
    void unwritablePlaceIsRefused_data();
    void unwritablePlaceIsRefused();
    void valuesComeBack();
    void refusedRowIsReported();
    void transactionRollsBackWhenLeft();
    void secondWriterIsToldToWait();
    void failedCommitKeepsNothing();
    void setAsideKeepsEverything();

private:
    std::string path(const char *name = "test.db") const
    {
        return m_folder->filePath(QLatin1String(name)).toStdString();
    }
    std::optional<QTemporaryDir> m_folder;
};

void tst_Database::newFileIsForItsOwnerOnly()
{
    Result<Database> database = open(path());
    QCOMPARE(problem(database), QString());
    QCOMPARE(problem(database->execute("INSERT INTO note (id) VALUES (1)")), QString());
    for (const char *suffix : {"", "-wal", "-shm"}) {
        struct stat status { };
        QCOMPARE(::stat((path() + suffix).c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }
}

void tst_Database::migrationsRunOnceAndInOrder()
{
    {
        Result<Database> database = open(path());
        QCOMPARE(number(*database, "PRAGMA user_version"), 1);
        QCOMPARE(problem(database->execute("INSERT INTO note (id, text) VALUES (1, 'old')")), QString());
    }
    for (int round = 0; round < 2; ++round) {
        Result<Database> database = open(path(), twoSteps);
        QCOMPARE(problem(database), QString());
        QCOMPARE(number(*database, "PRAGMA user_version"), 2);
        QCOMPARE(number(*database, "SELECT mark FROM note WHERE text = 'old'"), 7);
    }
}

void tst_Database::failedMigrationLeavesNothing()
{
    const std::array broken{twoSteps[0],
                            Migration{2, "CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere (id) VALUES (1)"}};
    Result<Database> refused = open(path(), broken);
    QVERIFY(!refused);
    QVERIFY2(problem(refused).contains(QLatin1String("nowhere")), qPrintable(problem(refused)));
    Result<Database> database = open(path());
    QCOMPARE(number(*database, "PRAGMA user_version"), 1);
    QCOMPARE(number(*database, "SELECT count(name) FROM sqlite_schema WHERE name = 'half'"), 0);
}

void tst_Database::newerFileIsLeftAsItIs()
{
    {
        Result<Database> database = open(path());
        QCOMPARE(problem(database->execute("PRAGMA user_version = 7")), QString());
    }
    const QByteArray before = contents(path());
    Result<Database> refused = open(path());
    QCOMPARE(kind(refused), int(ErrorKind::newer));
    QVERIFY2(problem(refused).startsWith(
                 QLatin1String("test.db was written by a newer version of Parapet (schema 7, this version knows 1).")),
             qPrintable(problem(refused)));
    QCOMPARE(contents(path()), before);
}

void tst_Database::damagedFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    {
        Result<Database> database = open(path("good.db"));
        QVERIFY(database && database->execute("CREATE INDEX note_text ON note (text)"));
        for (int row = 0; row < 500; ++row)
            QVERIFY(database->execute("INSERT INTO note (text) VALUES ('some text that fills a page or two')"));
    }
    const QByteArray good = contents(path("good.db"));
    QCOMPARE_GT(good.size(), 8 * 4096);
    QTest::newRow("a text file") << QByteArray("this is not a database\n").repeated(100);
    QTest::newRow("two bytes") << QByteArray("SQ");
    for (const int length : {50, 100, 2000, 4096, 4097, 16384, int(good.size()) - 4096})
        QTest::addRow("a database cut after %d bytes", length) << good.left(length);
    QTest::newRow("a page full of zeros") << QByteArray(good).replace(8192, 4096, QByteArray(4096, '\0'));
    QTest::newRow("a page full of noise") << QByteArray(good).replace(8192, 4096, QByteArray(4096, '\xa5'));
}

void tst_Database::damagedFileIsRefused()
{
    QFETCH(QByteArray, bytes);
    write(path(), bytes);
    Result<Database> database = open(path());
    QCOMPARE(kind(database), int(ErrorKind::damaged));
    QVERIFY(!problem(database).isEmpty());
    QCOMPARE(contents(path()), bytes);
}

// As a power failure can leave it. SQLite would take it for a new one.
void tst_Database::emptyFileIsDamage()
{
    write(path(), {});
    QCOMPARE(kind(open(path())), int(ErrorKind::damaged));
    QCOMPARE(contents(path()), QByteArray());
}

void tst_Database::newFileOnAFullDiskLeavesNothing()
{
    test::SmallDisk disk(m_folder->path().toStdString(), 512);
    if (!disk.isMounted())
        QSKIP("mounting a small disk needs root");
    disk.fill();
    QCOMPARE(kind(open(path())), int(ErrorKind::io));
    QVERIFY(!QFile::exists(QString::fromStdString(path())));
    disk.release();
    QCOMPARE(problem(open(path())), QString());
}

void tst_Database::readingNeedsNoRoom_data()
{
    QTest::addColumn<bool>("readOnly");
    QTest::newRow("full") << false;
    QTest::newRow("read-only") << true;
}

void tst_Database::readingNeedsNoRoom()
{
    QFETCH(bool, readOnly);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("a %3f#disk?")));
    test::SmallDisk disk(path("a %3f#disk?"), 512);
    if (!disk.isMounted())
        QSKIP("mounting a small disk needs root");
    const std::string file = disk.path("test.db");
    QCOMPARE(problem(open(file)->execute("INSERT INTO note (text) VALUES ('saved')")), QString());
    disk.fill();
    if (readOnly)
        QVERIFY(disk.makeReadOnly());
    Result<Database> read = Database::openToRead(file, 1);
    QCOMPARE(problem(read), QString());
    QCOMPARE(number(*read, "SELECT count(*) FROM note WHERE text = 'saved'"), 1);
    QVERIFY(!read->execute("DELETE FROM note"));
    QCOMPARE(kind(Database::openToRead(file, 2)), int(ErrorKind::unsupported));
    QCOMPARE(kind(Database::openToRead(file, 0)), int(ErrorKind::newer));
}

void tst_Database::missingTableIsDamage()
{
    Result<Database> database = open(path());
    QCOMPARE(kind(database->prepare("SELECT id FROM nowhere")), int(ErrorKind::damaged));
}

void tst_Database::unwritablePlaceIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("exists");
    QTest::newRow("a folder that is not there") << QStringLiteral("nowhere/test.db") << false;
    QTest::newRow("a name that is a folder") << QStringLiteral("disk") << false;
    QTest::newRow("a new file on a read-only disk") << QStringLiteral("disk/new.db") << false;
    QTest::newRow("an existing file on a read-only disk") << QStringLiteral("disk/old.db") << true;
}

void tst_Database::unwritablePlaceIsRefused()
{
    QFETCH(QString, name);
    QFETCH(bool, exists);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("disk")));
    test::SmallDisk disk(path("disk"), 512);
    if (!disk.isMounted())
        QSKIP("mounting a read-only disk needs root");
    const std::string file = m_folder->filePath(name).toStdString();
    if (exists)
        QCOMPARE(problem(open(file)), QString());
    QVERIFY(disk.makeReadOnly());
    Result<Database> database = open(file);
    QCOMPARE(kind(database), int(ErrorKind::io));
    QVERIFY2(problem(database).contains(name), qPrintable(problem(database)));
}

void tst_Database::valuesComeBack()
{
    Result<Database> database = open(path());
    const std::string text("caf\xc3\xa9\0 <b>", 10);
    const std::array<std::uint8_t, 3> bytes{0, 255, 0};
    Result<Statement> insert = database->prepare("INSERT INTO note (id, text, data) VALUES (?, ?, ?)");
    QCOMPARE(problem(insert), QString());
    QCOMPARE(problem(insert->bind(1, INT64_MIN).bind(2, text).bindBlob(3, bytes).run()), QString());
    QCOMPARE(problem(insert->bind(1, 5).bind(2, std::string_view()).bindBlob(3, {}).run()), QString());
    QCOMPARE(problem(insert->bind(1, 6).bindNull(2).bindNull(3).run()), QString());

    Result<Statement> rows = database->prepare("SELECT id, text, data FROM note ORDER BY id");
    QVERIFY(rows->step().value());
    QCOMPARE(rows->integer(0), INT64_MIN);
    QVERIFY(rows->text(1) == text);
    QVERIFY(std::ranges::equal(rows->blob(2), bytes));
    QVERIFY(rows->step().value());
    QVERIFY(!rows->isNull(1) && rows->text(1).empty());
    QVERIFY(!rows->isNull(2) && rows->blob(2).empty());
    QVERIFY(rows->step().value());
    QVERIFY(rows->isNull(1) && rows->isNull(2));
    QVERIFY(!rows->step().value());
}

void tst_Database::refusedRowIsReported()
{
    Result<Database> database = open(path());
    Result<Statement> insert = database->prepare("INSERT INTO note (id, text) VALUES (?, ?)");
    QCOMPARE(problem(insert->bind(1, 1).bind(2, "one").run()), QString());
    Outcome again = insert->bind(1, 1).bind(2, "one more").run();
    QVERIFY2(problem(again).contains(QLatin1String("UNIQUE")), qPrintable(problem(again)));
    QCOMPARE(problem(insert->bind(1, 2).bind(2, "two").run()), QString());
    QCOMPARE(number(*database, "SELECT count(id) FROM note"), 2);
}

void tst_Database::transactionRollsBackWhenLeft()
{
    Result<Database> database = open(path());
    {
        Result<Transaction> transaction = Transaction::begin(*database);
        QCOMPARE(problem(database->execute("INSERT INTO note (id) VALUES (1)")), QString());
    }
    QCOMPARE(number(*database, "SELECT count(id) FROM note"), 0);
    {
        Result<Transaction> transaction = Transaction::begin(*database);
        QCOMPARE(problem(database->execute("INSERT INTO note (id) VALUES (2)")), QString());
        QCOMPARE(problem(transaction->commit()), QString());
    }
    QCOMPARE(number(*database, "SELECT id FROM note"), 2);
}

void tst_Database::secondWriterIsToldToWait()
{
    Result<Database> first = open(path());
    Result<Database> second = open(path());
    Result<Transaction> held = Transaction::begin(*first);
    Result<Transaction> refused = Transaction::begin(*second);
    QCOMPARE(kind(refused), int(ErrorKind::busy));
    QCOMPARE(problem(held->commit()), QString());
    QCOMPARE(problem(Transaction::begin(*second)), QString());
}

void tst_Database::failedCommitKeepsNothing()
{
    Result<Database> database = open(path());
    QVERIFY(database->execute("CREATE TABLE part (note INTEGER NOT NULL REFERENCES note (id) "
                              "DEFERRABLE INITIALLY DEFERRED) STRICT"));
    {
        Result<Transaction> transaction = Transaction::begin(*database);
        QCOMPARE(problem(database->execute("INSERT INTO part (note) VALUES (99)")), QString());
        Outcome commit = transaction->commit();
        QVERIFY2(problem(commit).contains(QLatin1String("FOREIGN KEY")), qPrintable(problem(commit)));
    }
    QCOMPARE(number(*database, "SELECT count(note) FROM part"), 0);
    QCOMPARE(problem(Transaction::begin(*database)), QString());
}

// Three times in the same second; the third name is not quite free.
void tst_Database::setAsideKeepsEverything()
{
    const std::string moved = path() + ".damaged-20040806-120000";
    write(moved + "-3-wal", "left behind");
    const std::vector<std::pair<const char *, std::vector<const char *>>> rounds{
        {"", {""}}, {"-2", {"", "-wal", "-shm"}}, {"-4", {"", "-wal"}}};
    for (const auto &[suffix, sides] : rounds) {
        for (const char *side : sides)
            write(path() + side, QByteArray(suffix) + side);
        Result<std::string> name = setAside(path(), 1091793600);
        QCOMPARE(problem(name), QString());
        QCOMPARE(QString::fromStdString(*name), QString::fromStdString(moved + suffix));
    }
    for (const auto &[suffix, sides] : rounds) {
        for (const char *side : sides)
            QCOMPARE(contents(moved + suffix + side), QByteArray(suffix) + side);
    }
    QCOMPARE(contents(moved + "-3-wal"), QByteArray("left behind"));
    QCOMPARE(QDir(m_folder->path()).count(), 2U + 1 + 3 + 2 + 1);
    QCOMPARE(kind(setAside(path(), 1091793600)), int(ErrorKind::notFound));
}

QTEST_APPLESS_MAIN(tst_Database)
#include "tst_database.moc"
