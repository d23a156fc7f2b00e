// SPDX-License-Identifier: GPL-2.0-or-later
// parapet.conf: what is right in it is taken, what is wrong is told and left out, and it alone opens folders for logs.
#include <QTest>

#include "app/helper/configuration.h"

#include <QFile>
#include <QTemporaryDir>

using namespace parapet;
using namespace std::chrono_literals;

class tst_Configuration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noFileIsNoEntries();
    void everyEntryIsTaken();
    void wrongEntriesAreToldAndLeftOut_data();
    void wrongEntriesAreToldAndLeftOut();
    void noiseIsTold();
    void logsAreOnlyInTheFoldersThatAreNamed_data();
    void logsAreOnlyInTheFoldersThatAreNamed();

private:
    Configuration read(const QByteArray &text)
    {
        QFile file(m_folder.filePath(QStringLiteral("parapet.conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the test cannot write its file");
        file.close();
        return Configuration::read(file.fileName().toStdString());
    }

    QTemporaryDir m_folder;
};

void tst_Configuration::noFileIsNoEntries()
{
    const Configuration configuration = Configuration::read(m_folder.filePath(QStringLiteral("none")).toStdString());
    QVERIFY(configuration.problems.empty());
    QVERIFY(configuration.logFolders.empty());
    QVERIFY(configuration.timeouts == FlowTimeouts{});
    QCOMPARE(configuration.history.age, std::chrono::days(30));
}

void tst_Configuration::everyEntryIsTaken()
{
    const Configuration configuration = read("# a comment\n"
                                             "log-folders = /srv/logs/, /home/x\n"
                                             "log-software-line=microsoft\n"
                                             "history-days=7\n"
                                             "history-size-mb=100\n"
                                             "timeout-tcp-half-open=1\n"
                                             "timeout-tcp-established=2\n"
                                             "timeout-tcp-half-closed=3\n"
                                             "timeout-tcp-closing=4\n"
                                             "timeout-udp=5\n"
                                             "timeout-icmp=6\n"
                                             "timeout-other=7\n");
    QCOMPARE(configuration.problems.size(), std::size_t{0});
    QVERIFY((configuration.logFolders == std::vector<std::string>{"/srv/logs", "/home/x"}));
    QCOMPARE(configuration.logSoftware, LogSoftware::microsoft);
    QCOMPARE(configuration.history.age, std::chrono::days(7));
    QCOMPARE(configuration.history.bytes, std::uint64_t{100} << 20);
    QVERIFY((configuration.timeouts == FlowTimeouts{1s, 2s, 3s, 4s, 5s, 6s, 7s}));
}

void tst_Configuration::wrongEntriesAreToldAndLeftOut_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("told");
    const QByteArray number("must be a whole number from 1 to ");
    for (const char *value : {"", "0", "-1", "1.5", "ten", "99999999999999999999", "7 days"})
        QTest::addRow("history-days=%s", value) << QByteArray("history-days=") + value << number + "3650.";
    QTest::newRow("size") << QByteArray("history-size-mb=1000001") << number + "1000000.";
    QTest::newRow("timeout") << QByteArray("timeout-udp=2592001") << number + "2592000.";
    QTest::newRow("a key") << QByteArray("colour=red") << QByteArray("\"colour\" is not known here.");
    QTest::newRow("software") << QByteArray("log-software-line=apple") << QByteArray("must be parapet or microsoft.");
    for (const char *folder : {"relative", "/", "//", "/srv/../etc", "/srv/.."})
        QTest::addRow("log-folders=%s", folder)
            << QByteArray("log-folders=") + folder << QByteArray("log-folders must name folders by their whole path");
}

void tst_Configuration::wrongEntriesAreToldAndLeftOut()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, told);
    const Configuration configuration = read(line + "\ntimeout-icmp=9\n");
    QCOMPARE(configuration.problems.size(), std::size_t{1});
    QVERIFY2(QByteArray::fromStdString(configuration.problems.front()).contains(told),
             configuration.problems.front().c_str());
    QVERIFY(configuration.logFolders.empty());
    QCOMPARE(configuration.history.age, std::chrono::days(30));
    QCOMPARE(configuration.timeouts.udp, FlowTimeouts{}.udp);
    QCOMPARE(configuration.timeouts.icmp, 9s);  // what is right stands
}

void tst_Configuration::noiseIsTold()
{
    const Configuration configuration = read("\xff\xfe\xfd\nno sign of equality\ntimeout-icmp=9\n");
    QCOMPARE(configuration.problems.size(), std::size_t{1});
    QVERIFY(configuration.problems.front().ends_with("line 1 is not of the form \"name = value\"."));
    QCOMPARE(configuration.timeouts.icmp, 9s);
}

void tst_Configuration::logsAreOnlyInTheFoldersThatAreNamed_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("place");  // "folder|name"; empty: refused
    QTest::newRow("a name") << QByteArray("pfirewall.log") << QByteArray("/var/log/parapet|pfirewall.log");
    QTest::newRow("its path") << QByteArray("/var/log/parapet/x.log") << QByteArray("/var/log/parapet|x.log");
    QTest::newRow("allowed") << QByteArray("/srv/logs/x.log") << QByteArray("/srv/logs|x.log");
    QTest::newRow("below it") << QByteArray("/srv/logs/a/x.log") << QByteArray("/srv/logs|a/x.log");
    QTest::newRow("only the same beginning") << QByteArray("/srv/logsmith/x.log") << QByteArray("");
    QTest::newRow("above it") << QByteArray("/srv/x.log") << QByteArray("");
    QTest::newRow("elsewhere") << QByteArray("/etc/cron.d/x.log") << QByteArray("");
}

void tst_Configuration::logsAreOnlyInTheFoldersThatAreNamed()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, place);
    const Configuration configuration = read("log-folders=/srv/logs\n");
    const Result<LogLocation> found = configuration.placeOf(file.toStdString(), "/var/log/parapet");
    QCOMPARE(found ? QByteArray::fromStdString(found->folder + "|" + found->file) : QByteArray(""), place);
    if (!found)
        QVERIFY(QString::fromStdString(found.error().text).contains(QLatin1String("/var/log/parapet, /srv/logs")));
}

QTEST_APPLESS_MAIN(tst_Configuration)
#include "tst_configuration.moc"
