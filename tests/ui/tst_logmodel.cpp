// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "ui/models/logmodel.h"

#include <QAbstractItemModelTester>

using namespace parapet;

namespace {

std::vector<StoredRecord> newestFirst(std::int64_t first, int count)
{
    auto records = exampleRecords(first, count);
    std::ranges::reverse(records);
    return records;
}

}  // namespace

class TestLogModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newRecordsComeOnTop()
    {
        model.setRecords(newestFirst(1, 3));
        model.addNewer(newestFirst(4, 2));
        compareIds({5, 4, 3, 2, 1});
    }

    void doublesAreLeftOut()
    {
        model.setRecords(newestFirst(5, 3));
        model.addOlder(newestFirst(3, 4));
        model.addNewer(newestFirst(6, 3));
        compareIds({8, 7, 6, 5, 4, 3});
    }

    void whatIsTooMuchGoesAtTheOtherEnd()
    {
        model.setRecords(newestFirst(1, 10));
        model.addNewer(newestFirst(11, 4));
        compareIds({14, 13, 12, 11, 10, 9, 8, 7, 6, 5});
        model.addOlder(newestFirst(2, 3));
        compareIds({11, 10, 9, 8, 7, 6, 5, 4, 3, 2});
    }

    // Of more than it can hold, it takes those that join.
    void aGreatManyLeaveNoGap()
    {
        model.setRecords(newestFirst(1, 2));
        model.addNewer(newestFirst(3, 50));
        compareIds({12, 11, 10, 9, 8, 7, 6, 5, 4, 3});
        model.setRecords(newestFirst(100, 2));
        model.addOlder(newestFirst(1, 99));
        compareIds({99, 98, 97, 96, 95, 94, 93, 92, 91, 90});
    }

    void rowsAreFoundById()
    {
        model.setRecords({newestFirst(9, 1)[0], newestFirst(5, 1)[0], newestFirst(2, 1)[0]});
        QCOMPARE(model.rowFrom(10), 0);
        QCOMPARE(model.rowFrom(9), 0);
        QCOMPARE(model.rowFrom(8), 1);
        QCOMPARE(model.rowFrom(2), 2);
        QCOMPARE(model.rowFrom(1), 3);
    }

    void aRowIsOneLineOfText()
    {
        model.setRecords(newestFirst(1, 1));
        using C = LogModel::Column;
        QCOMPARE(model.line(0,
                            {C::Action, C::Direction, C::Protocol, C::Source, C::SourcePort, C::Destination,
                             C::DestinationPort, C::Interface, C::Reason, C::Size, C::Flags, C::Number}),
                 QStringLiteral("Dropped|In|TCP|192.0.2.7|49152|192.0.2.1|445|eth0|No exception allows it.|60|S|1")
                     .replace(u'|', u'\t'));
    }

    void everyColumnHasAHeading()
    {
        QSet<QString> headings;
        for (int column = 0; column < LogModel::columns; ++column)
            headings << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QCOMPARE(headings.size(), qsizetype(LogModel::columns));
        QVERIFY(!headings.contains(QString()));
    }

    // A program is named by whoever wrote it.
    void namesStayOneLineOfText()
    {
        StoredRecord record = exampleRecords(1, 1).front();
        record.program = "/tmp/<b>x</b>\n\u202eevil";
        model.setRecords({record});
        QCOMPARE(model.line(0, {LogModel::Program}), QStringLiteral(u"/tmp/<b>x</b> \ufffdevil"));
    }

    void cleanup() { model.setRecords({}); }

private:
    void compareIds(const std::vector<std::int64_t> &expected) const
    {
        std::vector<std::int64_t> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.push_back(model.record(row).id);
        QCOMPARE(ids, expected);
    }

    LogModel model{10};
    QAbstractItemModelTester tester{&model};
};

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
