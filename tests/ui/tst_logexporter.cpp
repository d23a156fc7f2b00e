// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "engine/model/logexport.h"
#include "engine/model/w3cline.h"
#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "ui/models/logexporter.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace parapet;
using Format = LogExporter::Format;

class TestLogExporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { client = std::make_unique<FakeClient>(); }

    void writesEveryFormatOldestFirst_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("pfirewall.log") << int(Format::w3c);
        QTest::newRow("CSV") << int(Format::csv);
        QTest::newRow("JSON lines") << int(Format::json);
    }

    void writesEveryFormatOldestFirst()
    {
        QFETCH(int, format);
        const auto records = exampleRecords(1, 1'234);
        client->arrive(records);
        std::string expected = format == int(Format::w3c) ? w3cHeader() : format == int(Format::csv) ? csvHeader() : "";
        for (const StoredRecord &each : records)
            expected += format == int(Format::w3c) ? w3cLine(each.record)
                : format == int(Format::csv)       ? csvLine(each)
                                                   : jsonLine(each);
        run({}, Format(format));
        QCOMPARE(problem, QString());
        QCOMPARE(written(), QByteArray::fromStdString(expected));
    }

    void writesOnlyWhatFits()
    {
        std::vector<StoredRecord> all = exampleRecords(1, 9'000);
        for (StoredRecord &each : all)
            each.interface = each.id % 700 == 0 ? "wlan0" : "eth0";
        client->arrive(all);
        client->patience = 100;
        LogFilter filter;
        filter.interface = "wlan0";
        run(filter, Format::csv);
        QCOMPARE(written().count('\n'), qsizetype(1 + 12));
    }

    void nothingFitsIsAFileWithAHeader()
    {
        run({}, Format::w3c);
        QCOMPARE(problem, QString());
        QCOMPARE(written(), QByteArray::fromStdString(w3cHeader()));
    }

    void progressGrowsToTheEnd()
    {
        client->arrive(exampleRecords(1, 3'000));
        LogExporter exporter(*client, {}, Format::csv, file());
        const QSignalSpy progress(&exporter, &LogExporter::progressed);
        QSignalSpy finished(&exporter, &LogExporter::finished);
        exporter.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.first().at(1).toULongLong(), 3'000U);
        QVERIFY(progress.count() > 5);
        for (int i = 1; i < progress.count(); ++i)
            QVERIFY(progress.at(i).first().toInt() >= progress.at(i - 1).first().toInt());
    }

    void calledOffLeavesWhatWasThere()
    {
        client->arrive(exampleRecords(1, 3'000));
        QFile before(file());
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("mine") == 4);
        before.close();
        LogExporter exporter(*client, {}, Format::csv, file());
        const QSignalSpy finished(&exporter, &LogExporter::finished);
        QSignalSpy progress(&exporter, &LogExporter::progressed);
        exporter.start();
        QTRY_VERIFY(progress.count() > 0);
        exporter.cancel();
        const auto asked = client->queries.size();
        QTest::qWait(20);
        QCOMPARE(client->queries.size(), asked);
        QCOMPARE(finished.count(), 0);
        QCOMPARE(written(), QByteArray("mine"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void aFailedQuestionLeavesNothing()
    {
        client->arrive(exampleRecords(1, 3'000));
        LogExporter exporter(*client, {}, Format::csv, file());
        QSignalSpy finished(&exporter, &LogExporter::finished);
        connect(&exporter, &LogExporter::progressed, this, [this] {
            client->failNext({ErrorKind::io, "The helper has gone."});
        });
        exporter.start();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(finished.first().first().toString().endsWith(QStringLiteral("The helper has gone.")));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void aPlaceThatCannotBeWrittenIsTold()
    {
        LogExporter exporter(*client, {}, Format::csv, folder.filePath(QStringLiteral("no/such/folder/log.csv")));
        QSignalSpy finished(&exporter, &LogExporter::finished);
        exporter.start();
        QCOMPARE(finished.count(), 1);
        QVERIFY(finished.first().first().toString().contains(QStringLiteral("no/such/folder/log.csv")));
    }

    void cleanup() { QFile::remove(file()); }

private:
    QString file() const { return folder.filePath(QStringLiteral("log")); }
    QByteArray written() const
    {
        QFile written(file());
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray("none");
    }
    void run(const LogFilter &filter, Format format)
    {
        LogExporter exporter(*client, filter, format, file());
        QSignalSpy finished(&exporter, &LogExporter::finished);
        exporter.start();
        QTRY_COMPARE(finished.count(), 1);
        problem = finished.first().first().toString();
    }

    QTemporaryDir folder;
    std::unique_ptr<FakeClient> client;
    QString problem;
};

QTEST_GUILESS_MAIN(TestLogExporter)
#include "tst_logexporter.moc"
