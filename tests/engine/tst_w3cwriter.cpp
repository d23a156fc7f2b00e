// SPDX-License-Identifier: GPL-2.0-or-later
#include <QtTest>

#include "engine/log/w3cwriter.h"
#include "tests/support/problem.h"
#include "tests/support/smalldisk.h"

#include <sys/stat.h>

#include <random>

using namespace parapet;
using test::kind;
using test::problem;

namespace {

constexpr std::uint64_t noLimit = 1U << 30;
// A record that can be told from the others by its size field.
LogRecord numbered(int number)
{
    LogRecord record;
    record.time = std::chrono::seconds(1113199557);
    record.protocol = ipproto::udp;
    record.size = static_cast<std::uint32_t>(number);
    return record;
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

const QByteArray header = QByteArray::fromStdString(w3cHeader());

// The numbers in the lines of a log file; -1 stands for anything that is not a whole line under a header.
QList<int> numbers(const QByteArray &log)
{
    if (!log.startsWith(header) || !log.endsWith("\r\n"))
        return {-1};
    QList<int> found;
    const QByteArray lines = log.mid(header.size());
    for (qsizetype start = 0; start < lines.size();) {
        const qsizetype end = lines.indexOf("\r\n", start);
        const QList<QByteArray> fields = lines.mid(start, end - start).split(' ');
        found << (fields.size() == 17 && fields[16] == "RECEIVE" ? fields[8].toInt() : -1);
        start = end + 2;
    }
    return found;
}

QList<int> range(int first, int last)
{
    QList<int> list;
    for (int number = first; number <= last; ++number)
        list << number;
    return list;
}

}  // namespace

class tst_W3cWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void newFileHasHeaderAndMode();
    void linesWaitForFlush();
    void laterWriterContinues();
    void strangeFileIsRefused_data();
    void strangeFileIsRefused();
    void tornLineIsEnded();
    void fullLogBecomesOld();
    void fileNeverGrowsBeyondTheLimit();
    void failedRolloverLosesNothing();
    void vanishedFileIsBegunAnew_data();
    void vanishedFileIsBegunAnew();
    void fullDiskTearsNoLine();

private:
    LogLocation place() const { return {m_folder->path().toStdString(), "pfirewall.log"}; }
    std::string path(const char *name = "pfirewall.log") const
    {
        return m_folder->filePath(QLatin1String(name)).toStdString();
    }
    std::optional<QTemporaryDir> m_folder;
};

void tst_W3cWriter::newFileHasHeaderAndMode()
{
    W3cWriter writer(place(), noLimit);
    QVERIFY(!QFile::exists(QString::fromStdString(path())));
    QCOMPARE(problem(writer.append(numbered(1))), QString());
    QCOMPARE(contents(path()), header);
    struct stat status { };
    QCOMPARE(::stat(path().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0137U, 0U);  // nothing beyond 0640; the umask may take more
    QCOMPARE(status.st_mode & 0600U, 0600U);
}

void tst_W3cWriter::linesWaitForFlush()
{
    W3cWriter writer(place(), noLimit);
    QCOMPARE(problem(writer.append(numbered(1))), QString());
    QCOMPARE(numbers(contents(path())), QList<int>());
    QCOMPARE(problem(writer.flush()), QString());
    QCOMPARE(numbers(contents(path())), range(1, 1));
    for (int number = 2; number <= 500; ++number)  // more than the buffer holds
        QCOMPARE(problem(writer.append(numbered(number))), QString());
    writer.close();
    QCOMPARE(numbers(contents(path())), range(1, 500));
}

void tst_W3cWriter::laterWriterContinues()
{
    for (int number = 1; number <= 3; ++number) {
        W3cWriter writer(place(), noLimit);
        QCOMPARE(problem(writer.append(numbered(number))), QString());
    }
    QCOMPARE(numbers(contents(path())), range(1, 3));
}

void tst_W3cWriter::strangeFileIsRefused_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what :
         {"a link to a log", "a link to nowhere", "a named pipe", "a folder", "a text file", "an older log"})
        QTest::addRow("%s", what) << QString::fromLatin1(what);
}

void tst_W3cWriter::strangeFileIsRefused()
{
    QFETCH(QString, what);
    const QByteArray target = what == u"a link to a log" ? header
        : what == u"an older log"                        ? QByteArray("#Version: 1.0\r\n")
                                                         : QByteArray("root:x:0:0\n");
    if (what.startsWith(u"a link"))
        QCOMPARE(::symlink(path("target").c_str(), path().c_str()), 0);
    if (what == u"a named pipe")
        QCOMPARE(::mkfifo(path().c_str(), 0600), 0);
    if (what == u"a folder")
        QCOMPARE(::mkdir(path().c_str(), 0700), 0);
    if (what == u"a link to a log")
        write(path("target"), target);
    if (what == u"a text file" || what == u"an older log")
        write(path(), target);

    W3cWriter writer(place(), noLimit);
    for (int round = 0; round < 2; ++round) {
        Outcome refused = writer.append(numbered(1));
        QVERIFY(!refused);
        QVERIFY2(problem(refused).contains(QString::fromStdString(path())), qPrintable(problem(refused)));
    }
    QCOMPARE(problem(writer.flush()), QString());  // a refused record is not kept
    if (what == u"a link to a log")
        QCOMPARE(contents(path("target")), target);
    if (what == u"a link to nowhere")
        QVERIFY(!QFile::exists(QString::fromStdString(path("target"))));
    if (what == u"a text file" || what == u"an older log")
        QCOMPARE(contents(path()), target);
}

void tst_W3cWriter::tornLineIsEnded()
{
    const QByteArray torn = header + "2005-04-11 08:05:57 DROP UD";
    write(path(), torn);
    W3cWriter writer(place(), noLimit);
    QCOMPARE(problem(writer.append(numbered(1))), QString());
    QCOMPARE(problem(writer.flush()), QString());
    QCOMPARE(contents(path()), torn + "\r\n" + QByteArray::fromStdString(w3cLine(numbered(1))));
}

void tst_W3cWriter::fullLogBecomesOld()
{
    const std::size_t line = w3cLine(numbered(1)).size();
    write(path() + ".old", "the one before");
    W3cWriter writer(place(), header.size() + 3 * line);
    for (int number = 1; number <= 3; ++number)
        QCOMPARE(problem(writer.append(numbered(number))), QString());
    QCOMPARE(problem(writer.flush()), QString());
    QCOMPARE(contents(path() + ".old"), QByteArray("the one before"));
    QCOMPARE(problem(writer.append(numbered(4))), QString());
    QCOMPARE(problem(writer.flush()), QString());
    QCOMPARE(numbers(contents(path() + ".old")), range(1, 3));
    QCOMPARE(numbers(contents(path())), range(4, 4));
    writer.setMaxBytes(header.size() + line);
    QCOMPARE(problem(writer.append(numbered(5))), QString());
    QCOMPARE(problem(writer.flush()), QString());
    QCOMPARE(numbers(contents(path() + ".old")), range(4, 4));
    QCOMPARE(numbers(contents(path())), range(5, 5));
}

// Any pattern of flushes: no line is lost between two generations, and none of them is too large.
void tst_W3cWriter::fileNeverGrowsBeyondTheLimit()
{
    constexpr std::uint64_t limit = 20'000;
    std::minstd_rand random(7);
    W3cWriter writer(place(), limit);
    QList<int> seen;
    QByteArray old;
    for (int number = 1; number <= 5000; ++number) {
        QCOMPARE(problem(writer.append(numbered(number))), QString());
        if (random() % 100 == 0)
            QCOMPARE(problem(writer.flush()), QString());
        QVERIFY(QFileInfo(QString::fromStdString(path())).size() <= qint64(limit));
        if (const QByteArray now = contents(path() + ".old"); now != old) {
            seen += numbers(now);
            old = now;
        }
    }
    writer.close();
    seen += numbers(contents(path()));
    QCOMPARE(seen, range(1, 5000));
    QVERIFY(old.size() > qsizetype(limit) - 200);
}

void tst_W3cWriter::failedRolloverLosesNothing()
{
    const std::size_t line = w3cLine(numbered(1)).size();
    const std::string old = path() + ".old";
    QCOMPARE(::mkdir(old.c_str(), 0700), 0);
    W3cWriter writer(place(), header.size() + 2 * line);
    QList<bool> taken;
    for (int number = 1; number <= 4; ++number)
        taken << bool(writer.append(numbered(number)));
    QCOMPARE(taken, (QList<bool>{true, true, false, false}));
    QCOMPARE(::rmdir(old.c_str()), 0);
    QCOMPARE(problem(writer.append(numbered(5))), QString());
    writer.close();
    QCOMPARE(numbers(contents(old)), range(1, 2));
    QCOMPARE(numbers(contents(path())), range(5, 5));
}

void tst_W3cWriter::vanishedFileIsBegunAnew_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"removed", "renamed", "emptied", "replaced by another log"})
        QTest::addRow("the file is %s", how) << QString::fromLatin1(how);
}

void tst_W3cWriter::vanishedFileIsBegunAnew()
{
    QFETCH(QString, how);
    W3cWriter writer(place(), noLimit);
    QCOMPARE(problem(writer.append(numbered(1))), QString());
    QCOMPARE(problem(writer.flush()), QString());
    if (how == u"emptied")
        QCOMPARE(::truncate(path().c_str(), 0), 0);
    else if (how == u"removed")
        QCOMPARE(::unlink(path().c_str()), 0);
    else
        QCOMPARE(::rename(path().c_str(), path("elsewhere").c_str()), 0);
    if (how == u"replaced by another log")
        write(path(), header);
    QCOMPARE(problem(writer.append(numbered(2))), QString());
    QCOMPARE(problem(writer.flush()), QString());
    QCOMPARE(numbers(contents(path())), range(2, 2));
    if (QFile::exists(QString::fromStdString(path("elsewhere"))))
        QCOMPARE(numbers(contents(path("elsewhere"))), range(1, 1));
}

// Every record that was taken is in the log once, every one that was refused is not, and all lines are whole.
void tst_W3cWriter::fullDiskTearsNoLine()
{
    test::SmallDisk disk(m_folder->path().toStdString(), 64);
    if (!disk.isMounted())
        QSKIP("mounting a small disk needs root");
    W3cWriter writer(place(), noLimit);
    QList<int> taken;
    int refused = 0;
    const auto append = [&](int number) {
        if (writer.append(numbered(number)))
            taken << number;
        else
            ++refused;
    };
    for (int number = 1; number <= 1500; ++number)
        append(number);
    QVERIFY(refused > 100);
    QVERIFY(!writer.flush());
    const QByteArray whenFull = contents(path());
    QVERIFY(!numbers(whenFull).contains(-1));

    QCOMPARE(::rename(path().c_str(), disk.path("first").c_str()), 0);
    QVERIFY(!writer.flush());  // there is no room for a new file either
    QCOMPARE(::unlink(disk.path("first").c_str()), 0);
    QCOMPARE(problem(writer.flush()), QString());
    append(2000);
    QCOMPARE(problem(writer.flush()), QString());
    QCOMPARE(numbers(whenFull) + numbers(contents(path())), taken);
}

QTEST_APPLESS_MAIN(tst_W3cWriter)
#include "tst_w3cwriter.moc"
