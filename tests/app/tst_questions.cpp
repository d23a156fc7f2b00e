// SPDX-License-Identifier: GPL-2.0-or-later
// Questions about the history: so many for a caller, so many in all, and none for a caller that has left.
#include "tests/app/privatebus.h"

#include "app/helper/questions.h"
#include "engine/base/limits.h"

#include <QDBusConnection>
#include <QTest>

using namespace parapet;

class tst_Questions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(!m_bus.address().isEmpty()); }
    void aCallerMayHaveSoMany();
    void allTogetherMayHaveSoMany();
    void whoLeavesIsNotAnswered();

private:
    QDBusConnection connection(const char *name) const
    {
        return QDBusConnection::connectToBus(m_bus.address(), QLatin1String(name));
    }

    PrivateBus m_bus{PrivateBus::withoutPolkit()};
};

void tst_Questions::aCallerMayHaveSoMany()
{
    Questions questions(connection("service"));
    QList<Questions::Wanted> admitted;
    for (std::size_t i = 0; i < limits::questionsPerCaller; ++i)
        QVERIFY(admitted.emplace_back(questions.admit(QStringLiteral(":1.7"))));
    QVERIFY(!questions.admit(QStringLiteral(":1.7")));
    QVERIFY2(questions.admit(QStringLiteral(":1.8")), "another one has its own");
    questions.finish(QStringLiteral(":1.7"), admitted.takeFirst());
    QVERIFY(questions.admit(QStringLiteral(":1.7")));
}

void tst_Questions::allTogetherMayHaveSoMany()
{
    Questions questions(connection("service"));
    std::size_t admitted = 0;
    Questions::Wanted last;
    QString caller;
    for (std::size_t i = 0; i < 2 * limits::questionsInAll; ++i) {
        caller = QStringLiteral(":1.%1").arg(i);
        Questions::Wanted question = questions.admit(caller);
        if (!question)
            break;
        last = std::move(question);
        ++admitted;
    }
    QCOMPARE(admitted, limits::questionsInAll);
    const QString before = QStringLiteral(":1.%1").arg(admitted - 1);
    questions.finish(before, last);
    QVERIFY2(questions.admit(caller), "there is room again");
}

void tst_Questions::whoLeavesIsNotAnswered()
{
    Questions questions(connection("service"));
    const QString leaver = connection("leaver").baseService(), stayer = connection("stayer").baseService();
    const Questions::Wanted left = questions.admit(leaver), stays = questions.admit(stayer);
    QVERIFY(*left && *stays);
    QDBusConnection::disconnectFromBus(QStringLiteral("leaver"));
    QTRY_VERIFY(!*left);
    QVERIFY(*stays);
    questions.finish(leaver, left);
    questions.finish(leaver, left);  // has no effect
    QDBusConnection::disconnectFromBus(QStringLiteral("stayer"));
}

QTEST_GUILESS_MAIN(tst_Questions)
#include "tst_questions.moc"
